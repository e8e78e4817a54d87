package dev.loqa.skillhost;

/// What became of one effect, as the committer saw it.
///
/// @param number the effect's number
/// @param succeeded it happened; for a device: its state was read back and is as wanted
/// @param detail the state that was read back, or what went wrong in the operator's words; may be
///   empty
public record EffectResult(int number, boolean succeeded, String detail) {

  public static EffectResult done(int number) {
    return new EffectResult(number, true, "");
  }

  public static EffectResult failed(int number, String detail) {
    return new EffectResult(number, false, detail);
  }
}
