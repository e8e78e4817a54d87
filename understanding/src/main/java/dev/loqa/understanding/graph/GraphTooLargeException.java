package dev.loqa.understanding.graph;

/// The sentences together make a graph beyond the limit.
public final class GraphTooLargeException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  GraphTooLargeException(int limit) {
    super(
        "the sentences make a graph of more than "
            + limit
            + " states: use fewer optional parts or shorter lists");
  }
}
