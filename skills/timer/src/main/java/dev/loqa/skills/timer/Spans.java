package dev.loqa.skills.timer;

import java.util.ArrayList;
import java.util.List;

/// Durations and enumerations in words; the language gives the nouns.
///
/// @param units hour, hours, minute, minutes, second, seconds
record Spans(List<String> units, String and) {
  private static final long EXACT_BELOW_SECONDS = 600;

  /// Rounded up to seconds; without the seconds from ten minutes on unless they are all there is to
  /// say.
  String words(long millis) {
    long seconds = Math.max(1, (millis + 999) / 1000);
    if (seconds >= EXACT_BELOW_SECONDS) {
      seconds = (seconds + 30) / 60 * 60;
    }
    List<String> parts = new ArrayList<>();
    part(seconds / 3600, 0, parts);
    part(seconds / 60 % 60, 2, parts);
    part(seconds % 60, 4, parts);
    return join(parts);
  }

  String join(List<String> parts) {
    StringBuilder out = new StringBuilder();
    for (int i = 0; i < parts.size(); i++) {
      if (i > 0) {
        out.append(i == parts.size() - 1 ? " " + and + " " : ", ");
      }
      out.append(parts.get(i));
    }
    return out.toString();
  }

  private void part(long count, int unit, List<String> parts) {
    if (count > 0) {
      parts.add(count + " " + units.get(count == 1 ? unit : unit + 1));
    }
  }
}
