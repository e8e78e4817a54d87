package dev.loqa.skillhost.engine;

import java.io.Serial;

/// Ends a guest that asked for it (`proc_exit`).
public final class GuestExit extends RuntimeException {
  @Serial private static final long serialVersionUID = 1L;

  private final int code;

  public GuestExit(int code) {
    super("proc_exit(" + code + ")", null, false, false);
    this.code = code;
  }

  public int code() {
    return code;
  }
}
