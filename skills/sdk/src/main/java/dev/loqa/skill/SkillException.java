package dev.loqa.skill;

/// The host did not do what a skill asked for. Not caught, it fails the invocation and nothing of
/// it happens.
public final class SkillException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final Refusal refusal;

  public SkillException(String call, Refusal refusal) {
    super(call + " was refused: " + refusal.words());
    this.refusal = refusal;
  }

  public Refusal refusal() {
    return refusal;
  }
}
