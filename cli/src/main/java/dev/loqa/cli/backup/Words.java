package dev.loqa.cli.backup;

import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.NoSuchFileException;

/// What a fault of the file system means to a person.
final class Words {
  private Words() {}

  static String of(Exception e) {
    Throwable cause = e.getCause() == null ? e : e.getCause();
    if (cause instanceof NoSuchFileException gone) {
      return gone.getFile() + " is not there";
    }
    if (cause instanceof AccessDeniedException denied) {
      return denied.getFile() + " may not be read or written by this user";
    }
    if (cause instanceof FileSystemException fault && fault.getReason() != null) {
      return fault.getFile() + ": " + fault.getReason();
    }
    return String.valueOf(cause.getMessage());
  }
}
