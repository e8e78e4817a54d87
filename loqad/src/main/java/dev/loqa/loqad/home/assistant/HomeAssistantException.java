package dev.loqa.loqad.home.assistant;

import java.io.Serial;

/// Home Assistant cannot be talked to; the message names thing, fault and way out, and no token.
public final class HomeAssistantException extends RuntimeException {
  @Serial private static final long serialVersionUID = 1L;

  /// What was wrong.
  public enum Fault {
    /// It did not take the token. Trying the same one again would have it lock this machine out.
    TOKEN,
    /// Nobody answers, or not as Home Assistant does.
    AWAY
  }

  private final Fault fault;

  HomeAssistantException(Fault fault, String message) {
    super(message);
    this.fault = fault;
  }

  HomeAssistantException(Fault fault, String message, Throwable cause) {
    super(message, cause);
    this.fault = fault;
  }

  public Fault fault() {
    return fault;
  }
}
