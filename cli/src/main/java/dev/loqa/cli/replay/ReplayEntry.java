package dev.loqa.cli.replay;

import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/// One line of a replay file: words or sound, when, where, by whom, and what must come of it.
///
/// @param line where it stands in its file, from 1
/// @param atMs when it is said, from the start
/// @param text the words, unless `audio` has them
/// @param audio a WAV file, unless `text` has the words
public record ReplayEntry(
    int line,
    long atMs,
    @Nullable String text,
    @Nullable Path audio,
    @Nullable String language,
    @Nullable String room,
    @Nullable String speaker,
    Expectation expect) {

  /// How a person would point at it.
  public String shown() {
    String said = text;
    return said == null ? String.valueOf(audio) : said;
  }
}
