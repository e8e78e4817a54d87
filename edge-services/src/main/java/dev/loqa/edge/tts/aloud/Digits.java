package dev.loqa.edge.tts.aloud;

import dev.loqa.understanding.language.Language;
import java.util.stream.Collectors;

/// Numbers in digits, read in a language.
final class Digits {
  /// Longer ones are read digit by digit.
  private static final int MOST = 12;

  private final Language language;

  Digits(Language language) {
    this.language = language;
  }

  /// Whole digits without separators: as a number, or one by one when they begin with a zero or are
  /// too many.
  String whole(String digits) {
    if (digits.length() > MOST || (digits.length() > 1 && digits.startsWith("0"))) {
      return each(digits);
    }
    String words = language.spoken(Long.parseLong(digits));
    return words.equals(digits) ? each(digits) : words;
  }

  String each(String digits) {
    return digits
        .chars()
        .mapToObj(digit -> language.spoken(digit - '0'))
        .collect(Collectors.joining(" "));
  }

  String of(long number) {
    return language.spoken(number);
  }
}
