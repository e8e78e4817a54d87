package dev.loqa.understanding.language;

import dev.loqa.understanding.language.Reading.Span;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// A phrase that says when something is to happen, put together of its pieces in any order, each
/// kind at most once. It knows no clock: its value says what was said, and who has a clock makes a
/// moment of it. The fields are described at [Language#when].
final class WhenPhrase {
  /// The days of the week as values name them.
  static final List<String> WEEK = List.of("mon", "tue", "wed", "thu", "fri", "sat", "sun");

  private WhenPart.@Nullable In in;
  private WhenPart.@Nullable Clock clock;
  private WhenPart.@Nullable Day day;
  private WhenPart.@Nullable Repeat repeat;
  private @Nullable PartOfDay part;
  private boolean marked;

  private WhenPhrase() {}

  /// Reads one piece at an index of the sentence.
  interface Pieces {
    @Nullable WhenPart at(Cursor cursor, int at);
  }

  /// Every phrase that begins at `at`, longest first.
  ///
  /// @param bare whether "seven" alone is one, and "in ten minutes" none
  static Reading read(Tokens tokens, int at, boolean bare, Pieces pieces) {
    Cursor cursor = new Cursor(tokens);
    List<Span> spans = new ArrayList<>();
    WhenPhrase phrase = new WhenPhrase();
    WhenPart piece = pieces.at(cursor, at);
    while (piece != null && !(bare && piece instanceof WhenPart.In) && phrase.take(piece)) {
      if (phrase.marked || bare) {
        spans.addFirst(new Span(piece.end(), phrase.value()));
      }
      piece = pieces.at(cursor, piece.end());
    }
    return new Reading(spans, cursor.open());
  }

  private boolean take(WhenPart piece) {
    if (in != null) {
      return false;
    }
    return switch (piece) {
      case WhenPart.In said -> takeIn(said);
      case WhenPart.Clock said -> takeClock(said);
      case WhenPart.Day said -> takeDay(said);
      case WhenPart.Repeat said -> takeRepeat(said);
      case WhenPart.Part said -> takePart(said.part());
    };
  }

  private boolean takeIn(WhenPart.In said) {
    boolean first = clock == null && day == null && repeat == null && part == null;
    in = first ? said : null;
    marked = true;
    return first;
  }

  private boolean takeClock(WhenPart.Clock said) {
    if (clock != null) {
      return false;
    }
    clock = said;
    marked |= said.marked();
    return true;
  }

  private boolean takeDay(WhenPart.Day said) {
    if (day != null || repeat != null || (said.part() != null && part != null)) {
      return false;
    }
    day = said;
    part = said.part() == null ? part : said.part();
    marked = true;
    return true;
  }

  private boolean takeRepeat(WhenPart.Repeat said) {
    if (day != null || repeat != null || (said.part() != null && part != null)) {
      return false;
    }
    repeat = said;
    part = said.part() == null ? part : said.part();
    marked = true;
    return true;
  }

  private boolean takePart(PartOfDay said) {
    if (part != null) {
      return false;
    }
    part = said;
    marked = true;
    return true;
  }

  private Map<String, Object> value() {
    Map<String, Object> value = new LinkedHashMap<>();
    if (in != null) {
      value.put("in", in.seconds());
      return Collections.unmodifiableMap(value);
    }
    if (repeat != null) {
      value.put("repeat", repeat.days());
    }
    if (day != null) {
      value.put(day.field(), day.value());
    }
    if (clock != null) {
      boolean known = clock.exact() || part != null;
      int minutes = clock.exact() || part == null ? clock.minutes() : part.of(clock.minutes());
      value.put("time", text(minutes));
      if (!known) {
        value.put("either", true);
      }
    } else if (part != null) {
      value.put("time", text(part.minutes()));
    }
    return Collections.unmodifiableMap(value);
  }

  static String text(int minutes) {
    return String.format(Locale.ROOT, "%02d:%02d", minutes / 60, minutes % 60);
  }
}
