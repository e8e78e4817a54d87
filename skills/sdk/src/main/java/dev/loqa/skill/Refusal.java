package dev.loqa.skill;

/// Why the host refused a call, with the number ABI v2 gives it.
public enum Refusal {
  NOT_FOUND(-1, "there is no such thing"),
  INVALID(-2, "an argument is not allowed"),
  DENIED(-3, "the manifest, the owner or the policy does not allow it"),
  TOO_LARGE(-4, "it is larger than the budget allows"),
  QUOTA(-5, "the skill's quota is used up"),
  UNAVAILABLE(-6, "it can not be reached now"),
  INTERNAL(-7, "the host had a fault");

  private final int code;
  private final String words;

  Refusal(int code, String words) {
    this.code = code;
    this.words = words;
  }

  public int code() {
    return code;
  }

  String words() {
    return words;
  }

  /// The refusal of a result code; a code nobody defined counts as a fault of the host.
  public static Refusal of(int code) {
    for (Refusal refusal : values()) {
      if (refusal.code == code) {
        return refusal;
      }
    }
    return INTERNAL;
  }
}
