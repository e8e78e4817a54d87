package dev.loqa.understanding.language;

import java.util.List;
import org.jspecify.annotations.Nullable;

/// One piece of a phrase that says when something is to happen, and the index behind it.
sealed interface WhenPart {
  int end();

  /// "in twenty minutes".
  record In(long seconds, int end) implements WhenPart {}

  /// "at seven", "7:30 pm": minutes since midnight.
  ///
  /// @param exact whether it is known which half of the day is meant
  /// @param marked whether the words show that they are a time: "at seven", not "seven"
  record Clock(int minutes, boolean exact, boolean marked, int end) implements WhenPart {}

  /// "tomorrow", "on Monday", "on the 24th of December".
  ///
  /// @param field `days` (from today, a `Long`), `weekday` (`mon` to `sun`) or `date` (`12-24`)
  record Day(String field, Object value, @Nullable PartOfDay part, int end) implements WhenPart {}

  /// "every weekday".
  ///
  /// @param days `mon` to `sun`, at least one, in the week's order
  record Repeat(List<String> days, @Nullable PartOfDay part, int end) implements WhenPart {
    public Repeat {
      days = List.copyOf(days);
    }
  }

  /// "in the evening".
  record Part(PartOfDay part, int end) implements WhenPart {}
}
