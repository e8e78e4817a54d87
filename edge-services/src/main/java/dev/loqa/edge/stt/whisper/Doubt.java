package dev.loqa.edge.stt.whisper;

import java.util.Arrays;
import java.util.List;
import java.util.regex.Pattern;

/// What shows that a decode in a small window went wrong, so that it is worth the time of a whole
/// one. Pure.
final class Doubt {
  private static final Pattern BROKEN_OFF = Pattern.compile("(?:\\.\\.\\.|…|[-–—])\\s*$");
  private static final int LONGEST_PHRASE = 8;

  /// People say "no no no"; nobody says a phrase three times in one breath.
  private static final int WORD_REPEATED = 5;

  private static final int PHRASE_REPEATED = 3;

  /// The slowest talk is faster than this.
  private static final double LEAST_WORDS_PER_SECOND = 0.5;

  private static final double LONG_SPEECH_SECONDS = 4;

  private Doubt() {}

  /// Whether a word or a phrase comes again and again, as in a model that has lost its way.
  static boolean repeats(String words) {
    var all = Arrays.asList(words.split(" ", -1));
    for (int length = 1; length <= LONGEST_PHRASE; length++) {
      int times = length == 1 ? WORD_REPEATED : PHRASE_REPEATED;
      for (int from = 0; from + length * times <= all.size(); from++) {
        if (repeats(all.subList(from, from + length * times), length)) {
          return true;
        }
      }
    }
    return false;
  }

  private static boolean repeats(List<String> words, int length) {
    for (int i = length; i < words.size(); i++) {
      if (!words.get(i).equals(words.get(i - length))) {
        return false;
      }
    }
    return true;
  }

  /// Whether the text ends in the middle, or has far too few words for so much speech.
  ///
  /// @param text as the model wrote it
  static boolean cut(String text, String words, double speechSeconds) {
    int count = words.isEmpty() ? 0 : words.split(" ", -1).length;
    return BROKEN_OFF.matcher(text).find()
        || (count > 0
            && speechSeconds >= LONG_SPEECH_SECONDS
            && count < speechSeconds * LEAST_WORDS_PER_SECOND);
  }
}
