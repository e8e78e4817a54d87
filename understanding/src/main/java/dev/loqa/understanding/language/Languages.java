package dev.loqa.understanding.language;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/// The languages that are built in, by tag.
public final class Languages {
  private static final Map<String, Language> ALL = Map.of("en", new English(), "de", new German());

  private Languages() {}

  /// The language of a tag such as `en` or `en-GB`.
  public static Optional<Language> of(String tag) {
    int dash = tag.indexOf('-');
    String primary = (dash < 0 ? tag : tag.substring(0, dash)).toLowerCase(Locale.ROOT);
    return Optional.ofNullable(ALL.get(primary));
  }

  /// The tags, English first.
  public static List<String> tags() {
    return List.of("en", "de");
  }

  public static Language english() {
    return ALL.getOrDefault("en", new English());
  }
}
