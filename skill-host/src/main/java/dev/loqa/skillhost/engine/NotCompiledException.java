package dev.loqa.skillhost.engine;

import dev.loqa.skillhost.SkillHostException;
import java.io.Serial;

/// A module that was not compiled because of what compiling took, or because its process ended: it
/// may well be another time, on a machine with less to do.
public final class NotCompiledException extends SkillHostException {
  @Serial private static final long serialVersionUID = 1L;

  NotCompiledException(String message) {
    super(message);
  }

  NotCompiledException(String message, Throwable cause) {
    super(message, cause);
  }
}
