package dev.loqa.loqad.settings;

import java.io.Serial;

/// A change of settings that is refused; nothing has changed.
public final class SettingException extends RuntimeException {
  @Serial private static final long serialVersionUID = 1L;

  private final String thing;
  private final String fault;
  private final String wayOut;

  SettingException(String thing, String fault, String wayOut) {
    super(thing + " " + fault + ": " + wayOut);
    this.thing = thing;
    this.fault = fault;
    this.wayOut = wayOut;
  }

  public String thing() {
    return thing;
  }

  public String fault() {
    return fault;
  }

  public String wayOut() {
    return wayOut;
  }
}
