package dev.loqa.understanding;

import java.util.List;
import org.jspecify.annotations.Nullable;

/// What a slot takes.
///
/// @param type one of [#TYPES]: text (free words), duration (seconds), number, percentage (0 to
///   100), time (`HH:MM`), datetime and when (a map, see
///   [dev.loqa.understanding.language.Language#when]), list
/// @param required whether the intent makes no sense without it
/// @param ask what to ask when it is required and missing
/// @param list the list a slot of type list takes; absent means the list with the slot's name
/// @param words for text: words a command recognizer, which knows no open words, should listen for
public record SlotSpec(
    String type,
    boolean required,
    @Nullable String ask,
    @Nullable String list,
    List<String> words) {
  public static final String TEXT = "text";
  public static final String DURATION = "duration";
  public static final String NUMBER = "number";
  public static final String PERCENTAGE = "percentage";
  public static final String TIME = "time";

  /// A phrase that names a time or a day, in which a bare "seven" counts and "in ten minutes" does
  /// not: for "set an alarm for {datetime}".
  public static final String DATETIME = "datetime";

  /// A phrase that shows by its own words that it says when ("at seven", "tomorrow", "7:30"), so
  /// that it can stand beside free text: for "remind me to {text} {when}".
  public static final String WHEN = "when";

  public static final String LIST = "list";

  /// All types there are.
  public static final List<String> TYPES =
      List.of(TEXT, DURATION, NUMBER, PERCENTAGE, TIME, DATETIME, WHEN, LIST);

  @SuppressWarnings("ConstantValue") // JSON readers hand over null for what is absent
  public SlotSpec {
    words = words == null ? List.of() : List.copyOf(words);
  }

  public SlotSpec(String type, boolean required, @Nullable String ask, @Nullable String list) {
    this(type, required, ask, list, List.of());
  }

  /// An optional slot.
  public static SlotSpec of(String type) {
    return new SlotSpec(type, false, null, null, List.of());
  }

  /// A slot that is asked for when it is missing.
  public static SlotSpec required(String type, String ask) {
    return new SlotSpec(type, true, ask, null, List.of());
  }

  /// An optional slot that takes a value of `list`.
  public static SlotSpec list(String list) {
    return new SlotSpec(LIST, false, null, list, List.of());
  }
}
