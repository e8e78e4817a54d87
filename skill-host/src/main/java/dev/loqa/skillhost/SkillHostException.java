package dev.loqa.skillhost;

import java.io.Serial;

/// A fault of the skill host; the message names the thing, the fault and the way out.
public class SkillHostException extends RuntimeException {
  @Serial private static final long serialVersionUID = 1L;

  public SkillHostException(String message) {
    super(message);
  }

  public SkillHostException(String message, Throwable cause) {
    super(message, cause);
  }
}
