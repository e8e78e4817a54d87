package dev.loqa.edge.tts.kokoro;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/// The languages that Kokoro's published voices speak, told by the first letter of a voice's name.
/// Its Japanese and Chinese voices are missing: their phonemes don't come from espeak-ng.
enum Accent {
  AMERICAN('a', "en-us", "en-us"),
  BRITISH('b', "en-gb", "en-gb"),
  SPANISH('e', "es", "es"),
  FRENCH('f', "fr-fr", "fr-fr"),
  HINDI('h', "hi", "hi"),
  ITALIAN('i', "it", "it"),
  PORTUGUESE('p', "pt-br", "pt-br");

  private final char letter;
  private final String language;
  private final String espeak;

  Accent(char letter, String language, String espeak) {
    this.letter = letter;
    this.language = language;
    this.espeak = espeak;
  }

  /// Of a voice such as `af_heart`; empty for names that follow another rule.
  static Optional<Accent> ofVoice(String id) {
    boolean named = id.matches("[a-z][fm]_.+");
    return Arrays.stream(values()).filter(a -> named && a.letter == id.charAt(0)).findFirst();
  }

  /// BCP 47, lower case.
  String language() {
    return language;
  }

  /// Which voice of espeak-ng has its phonemes.
  String espeak() {
    return espeak;
  }

  boolean isEnglish() {
    return this == AMERICAN || this == BRITISH;
  }

  /// The part of a BCP 47 tag before the first hyphen.
  static String primary(String tag) {
    return tag.toLowerCase(Locale.ROOT).replace('_', '-').split("-", 2)[0];
  }
}
