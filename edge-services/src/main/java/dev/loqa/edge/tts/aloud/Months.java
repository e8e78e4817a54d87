package dev.loqa.edge.tts.aloud;

import java.time.Month;
import java.time.format.TextStyle;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

/// The months' names.
final class Months {
  private Months() {}

  /// All twelve, January first.
  static List<String> in(Locale language) {
    return Stream.of(Month.values())
        .map(month -> month.getDisplayName(TextStyle.FULL, language))
        .toList();
  }
}
