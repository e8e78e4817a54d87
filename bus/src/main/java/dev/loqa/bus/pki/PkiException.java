package dev.loqa.bus.pki;

/// A certificate or key cannot be made, read or trusted: names the file or identity, the fault and
/// the way out.
public final class PkiException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  public PkiException(String message) {
    super(message);
  }

  public PkiException(String message, Throwable cause) {
    super(message, cause);
  }
}
