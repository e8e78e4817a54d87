package dev.loqa.edge.tts.kokoro;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// How a text sounds in one accent, in Kokoro's symbols: the lexicon first, then espeak-ng. Marks
/// of punctuation stay, as the model makes its melody from them; espeak-ng would drop them, so it
/// only sees what stands between. Thread-safe.
final class Pronunciation {
  private static final Pattern MARKS = Pattern.compile("[;:,.!?…\"“”„«»()—–]+|(?<=\\s)-(?=\\s)");

  private final Accent accent;
  private final EspeakPhonemes espeak;
  private final Lexicon lexicon;

  Pronunciation(Accent accent, EspeakPhonemes espeak, Lexicon lexicon) {
    this.accent = accent;
    this.espeak = espeak;
    this.lexicon = lexicon;
  }

  /// The symbols of a normalised text; may hold some that the model does not know.
  String of(String text) {
    StringBuilder symbols = new StringBuilder();
    Matcher mark = MARKS.matcher(text);
    int from = 0;
    while (mark.find()) {
      words(text.substring(from, mark.start()), symbols);
      marks(text, mark.start(), mark.end(), symbols);
      from = mark.end();
    }
    words(text.substring(from), symbols);
    return symbols.toString().strip();
  }

  private void words(String words, StringBuilder symbols) {
    for (Lexicon.Part part : lexicon.parts(words)) {
      String sound =
          switch (part) {
            case Lexicon.Part.Words(String plain) -> KokoroSymbols.of(espeak.of(plain), accent);
            case Lexicon.Part.Phonemes(String ipa) -> KokoroSymbols.of(ipa, accent);
          };
      if (!sound.isEmpty()) {
        space(symbols);
        symbols.append(sound);
      }
    }
  }

  private static void marks(String text, int from, int to, StringBuilder symbols) {
    for (int i = from; i < to; i++) {
      boolean opens =
          i == 0 || Character.isWhitespace(text.charAt(i - 1)) || text.charAt(i - 1) == '(';
      char mark =
          switch (text.charAt(i)) {
            case '–', '-' -> '—';
            case '„', '«' -> '“';
            case '»' -> '”';
            case '"' -> opens ? '“' : '”';
            default -> text.charAt(i);
          };
      if (mark == '(' || mark == '“' || mark == '—') {
        space(symbols);
      }
      symbols.append(mark);
    }
  }

  /// One space, but not behind what opens or at the beginning.
  private static void space(StringBuilder symbols) {
    if (symbols.length() > 0 && " (“".indexOf(symbols.charAt(symbols.length() - 1)) < 0) {
      symbols.append(' ');
    }
  }
}
