package dev.loqa.skillhost.abi;

/// What a host function of ABI v2 answers when it does not succeed.
final class Result {
  static final int OK = 0;
  static final int NOT_FOUND = -1;
  static final int INVALID = -2;
  static final int DENIED = -3;
  static final int TOO_LARGE = -4;
  static final int QUOTA = -5;
  static final int UNAVAILABLE = -6;
  static final int INTERNAL = -7;

  private Result() {}
}
