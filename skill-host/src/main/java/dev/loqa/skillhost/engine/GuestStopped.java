package dev.loqa.skillhost.engine;

import java.io.Serial;

/// Ends a guest whose thread was interrupted: its time is over, or the host closes.
public final class GuestStopped extends RuntimeException {
  @Serial private static final long serialVersionUID = 1L;

  public GuestStopped() {
    super("stopped by the host", null, false, false);
  }
}
