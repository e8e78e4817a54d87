package dev.loqa.cli.api;

/// The exit codes of every command.
public final class Exit {
  public static final int OK = 0;

  /// The thing checked is invalid, or the work failed.
  public static final int FAILED = 1;

  public static final int USAGE = 2;
  public static final int DENIED = 3;
  public static final int UNTRUSTED = 4;
  public static final int CONFLICT = 5;
  public static final int UNAVAILABLE = 6;

  private Exit() {}
}
