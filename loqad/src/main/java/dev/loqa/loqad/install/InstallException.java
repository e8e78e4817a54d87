package dev.loqa.loqad.install;

import dev.loqa.loqad.secrets.SecretException;
import dev.loqa.loqad.store.StoreException;
import dev.loqa.protocol.Quoted;
import java.io.Serial;

/// An installation, or a change of one, that was refused; what ran before runs on. The message
/// names the thing, the fault and the way out.
public final class InstallException extends RuntimeException {
  @Serial private static final long serialVersionUID = 1L;

  /// What kind of refusal it is, as callers tell them apart.
  public enum Kind {
    /// The package, or what is asked, is not right.
    INVALID,
    /// There is no such skill or version.
    UNKNOWN,
    /// The owner has to agree first.
    CONSENT,
    /// Nobody that is trusted answers for it.
    UNTRUSTED,
    /// It goes against something that is there or under way.
    CONFLICT,
    /// It cannot be done at the moment, for instance because the disk is full.
    UNAVAILABLE
  }

  private final Kind kind;
  private final String step;

  InstallException(Kind kind, String step, String message) {
    super(message);
    this.kind = kind;
    this.step = step;
  }

  InstallException(Kind kind, String step, String message, Throwable cause) {
    super(message, cause);
    this.kind = kind;
    this.step = step;
  }

  static InstallException unwritable(StoreException e) {
    return new InstallException(
        Kind.UNAVAILABLE,
        "switch",
        "nothing has changed, because it could not be written down: " + e.getMessage(),
        e);
  }

  static InstallException notErased(SecretException e) {
    return new InstallException(
        Kind.UNAVAILABLE,
        "switch",
        "it is removed, but its secrets are still there: "
            + e.getMessage()
            + ", then remove it again with --purge",
        e);
  }

  static InstallException unknown(String skill) {
    return new InstallException(
        Kind.UNKNOWN,
        "plan",
        "the skill " + Quoted.of(skill) + " is not installed: loqa-skill list shows what is");
  }

  public Kind kind() {
    return kind;
  }

  /// The step that refused: `verify`, `decode`, `plan`, `consent`, `stage`, `test`, `switch`.
  public String step() {
    return step;
  }
}
