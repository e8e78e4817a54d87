package dev.loqa.edge.llm;

import java.util.regex.Pattern;

/// A model's sentence as it can be spoken and read: without Markdown's marks, which models write
/// though they are asked not to, and without emoji. Pure.
final class PlainText {
  private static final Pattern LINE_MARK =
      Pattern.compile("^\\s*(#{1,6}\\s+|[-*+•]\\s+|>\\s+|```\\w*\\s*$|[-*_]{3,}\\s*$)");
  private static final Pattern LINK = Pattern.compile("!?\\[([^\\[\\]]*)]\\([^()\\s]*\\)");
  private static final Pattern PAIRED = Pattern.compile("\\*\\*|__|~~|`+");

  /// Not the star of "5 * 3" and not the line of "snake_case".
  private static final Pattern SINGLE =
      Pattern.compile("(?<![\\w*])[*_](?=\\S)|(?<=\\S)[*_](?![\\w*])");

  private static final Pattern EMOJI =
      Pattern.compile(
          "[\\x{2600}-\\x{27BF}\\x{2B00}-\\x{2BFF}\\x{1F000}-\\x{1FAFF}\\x{FE0F}\\x{200D}]");

  private PlainText() {}

  static String of(String sentence) {
    String text = LINE_MARK.matcher(sentence).replaceFirst("");
    text = LINK.matcher(text).replaceAll("$1");
    text = PAIRED.matcher(text).replaceAll("");
    text = SINGLE.matcher(text).replaceAll("");
    text = EMOJI.matcher(text).replaceAll("");
    return text.replaceAll("\\s+", " ").strip();
  }
}
