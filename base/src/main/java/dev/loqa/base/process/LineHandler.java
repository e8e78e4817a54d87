package dev.loqa.base.process;

/// Reads what a child prints, one line a call. Called by two threads of the child, one for each
/// stream, so it must be safe to share; a slow handler slows the child, never grows memory. Lines
/// are cut at 8 KiB.
@FunctionalInterface
public interface LineHandler {

  void line(Stream stream, String line);

  /// Which of the child's streams a line came from.
  enum Stream {
    STDOUT,
    STDERR
  }

  /// Drops every line.
  static LineHandler ignore() {
    return (stream, line) -> {};
  }
}
