package dev.loqa.skill.build;

/// The skill could not be built; the message names the skill, the fault and the way out.
public final class SkillBuildException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  SkillBuildException(String message) {
    super(message);
  }

  SkillBuildException(String message, Throwable cause) {
    super(message, cause);
  }
}
