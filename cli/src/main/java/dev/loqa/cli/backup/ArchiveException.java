package dev.loqa.cli.backup;

/// What is decrypted is no backup, or not a whole one; the message goes after the file's name.
final class ArchiveException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  ArchiveException(String message) {
    super(message);
  }

  ArchiveException(String message, Throwable cause) {
    super(message, cause);
  }
}
