package dev.loqa.edge.tts;

/// Text as it may be given to an engine: one paragraph, no control characters, no markup that
/// engines act on, no more than a limit.
///
/// @param text may be empty: then there is nothing to say
/// @param givenLength characters before it was cut to the limit
/// @param cut whether the limit took something away
public record SpokenText(String text, int givenLength, boolean cut) {
  /// Cleans `raw` and cuts it to `maxChars`, after a sentence or at least after a word.
  public static SpokenText of(String raw, int maxChars) {
    // Looking at a few more than the limit is enough to know that it is exceeded.
    StringBuilder clean = new StringBuilder(Math.min(raw.length(), maxChars + 2));
    int at = 0;
    while (at < raw.length() && clean.length() <= maxChars) {
      int c = raw.codePointAt(at);
      at += Character.charCount(c);
      append(clean, c);
    }
    if (clean.length() <= maxChars) {
      return new SpokenText(clean.toString().strip(), raw.length(), false);
    }
    return new SpokenText(shorten(clean, maxChars), raw.length(), true);
  }

  public boolean isEmpty() {
    return text.isEmpty();
  }

  private static void append(StringBuilder clean, int c) {
    boolean afterSpace = clean.isEmpty() || clean.charAt(clean.length() - 1) == ' ';
    switch (Character.getType(c)) {
      case Character.CONTROL,
          Character.SPACE_SEPARATOR,
          Character.LINE_SEPARATOR,
          Character.PARAGRAPH_SEPARATOR -> {
        if (!afterSpace) {
          clean.append(' ');
        }
      }
      case Character.FORMAT, Character.SURROGATE, Character.PRIVATE_USE, Character.UNASSIGNED -> {
        // Nothing to hear: bidi marks, halves of pairs, icons.
      }
      default -> {
        // "[[" would begin phoneme codes, "<" a tag.
        if (c == '<' || c == '>' || c == '[' || c == ']') {
          if (!afterSpace) {
            clean.append(' ');
          }
        } else {
          clean.appendCodePoint(c);
        }
      }
    }
  }

  private static String shorten(StringBuilder clean, int maxChars) {
    int end = maxChars;
    int least = maxChars / 2;
    int sentence = lastOf(clean, end, least, ".!?");
    int word = lastOf(clean, end, least, " ");
    if (sentence > 0) {
      end = sentence;
    } else if (word > 0) {
      end = word;
    } else if (Character.isHighSurrogate(clean.charAt(end - 1))) {
      end--;
    }
    return clean.substring(0, end).strip();
  }

  /// The position after the last of `wanted` before `end`, or -1 when it lies before `least`.
  private static int lastOf(StringBuilder text, int end, int least, String wanted) {
    for (int i = end; i > least; i--) {
      if (wanted.indexOf(text.charAt(i - 1)) >= 0) {
        return i;
      }
    }
    return -1;
  }
}
