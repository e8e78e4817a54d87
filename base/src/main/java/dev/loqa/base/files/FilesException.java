package dev.loqa.base.files;

/// A file or folder that cannot be used; the message names thing, fault and way out.
public final class FilesException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  public FilesException(String message) {
    super(message);
  }

  public FilesException(String message, Throwable cause) {
    super(message, cause);
  }
}
