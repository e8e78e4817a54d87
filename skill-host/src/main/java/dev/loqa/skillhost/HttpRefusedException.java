package dev.loqa.skillhost;

import java.io.Serial;

/// A web call that may not be made. The guest sees "denied", and the message is audited: it says
/// why and what would allow it, and holds nothing of the request but its address.
public final class HttpRefusedException extends RuntimeException {
  @Serial private static final long serialVersionUID = 1L;

  public HttpRefusedException(String message) {
    super(message);
  }
}
