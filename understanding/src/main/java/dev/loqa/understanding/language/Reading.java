package dev.loqa.understanding.language;

import java.util.List;

/// What a value parser found at one place of a sentence. `open` says that it would have liked to
/// see more words than there are: the value may be unfinished or may go on.
public record Reading(List<Span> spans, boolean open) {
  /// Nothing there.
  public static final Reading NONE = new Reading(List.of(), false);

  public Reading {
    spans = List.copyOf(spans);
  }

  /// One way to read the words up to `end` (exclusive), longest first in a [Reading].
  public record Span(int end, Object value) {}
}
