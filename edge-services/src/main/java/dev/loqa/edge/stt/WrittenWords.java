package dev.loqa.edge.stt;

import java.util.Locale;
import java.util.regex.Pattern;

/// Written text, as engines for free speech return it, made into the words of a transcript. Pure.
public final class WrittenWords {
  /// Notes such as `[BLANK_AUDIO]`, `(music)` or `*sighs*`, which nobody said.
  private static final Pattern NOTE = Pattern.compile("\\[[^\\]]*\\]|\\([^)]*\\)|\\*[^*]*\\*");

  /// What joins digits, as in `2.5` and `7:30`, stays; `'` and `%` are part of words.
  private static final Pattern PUNCTUATION =
      Pattern.compile("(?:(?<!\\p{N})[.,:/]|[.,:/](?!\\p{N})|[^\\p{L}\\p{N}\\p{M}'%.,:/])+");

  private WrittenWords() {}

  /// Lower case, without notes and punctuation; empty when nothing is left.
  public static String of(String text) {
    var said = NOTE.matcher(text.replace('’', '\'')).replaceAll(" ").toLowerCase(Locale.ROOT);
    return PUNCTUATION.matcher(said).replaceAll(" ").strip();
  }
}
