package dev.loqa.protocol;

/// Proof of one effect, made by the host and never by a skill.
///
/// @param action what was done, `timer.start`
/// @param target to what, `kitchen light`
/// @param result `done`, or what went wrong in a word
public record Receipt(String action, String target, String result) {
  /// The result of an effect that was verified.
  public static final String DONE = "done";

  /// Whether the effect is known to have happened.
  public boolean done() {
    return result.equals(DONE);
  }
}
