package dev.loqa.edge.tts.kokoro;

/// Turns the IPA of espeak-ng into the symbols that Kokoro was trained on. Pure.
///
/// Kokoro writes a diphthong or an affricate as one letter: `A` for eɪ, `ʤ` for dʒ. espeak-ng is
/// asked to tie them with `^`, so that they are told from two sounds in a row. The rules are those
/// of misaki, the phonemizer that Kokoro's author publishes (its fallback to espeak-ng).
final class KokoroSymbols {
  private static final String SYLLABIC = "\u0329";
  private static final String NASAL = "\u0303";

  /// What is joined, in every language.
  private static final String[][] TIED = {
    {"a^ɪ", "I"},
    {"a^ʊ", "W"},
    {"d^z", "ʣ"},
    {"d^ʒ", "ʤ"},
    {"e^ɪ", "A"},
    {"o^ʊ", "O"},
    {"ə^ʊ", "Q"},
    {"s^s", "S"},
    {"t^s", "ʦ"},
    {"t^ʃ", "ʧ"},
    {"ɔ^ɪ", "Y"},
  };

  /// Longer ones first.
  private static final String[][] ENGLISH = {
    {"ʔˌn" + SYLLABIC, "tᵊn"},
    {"ʔn", "tᵊn"},
    {"ə^l", "ᵊl"},
    {"a^ɪ", "I"},
    {"a^ʊ", "W"},
    {"d^ʒ", "ʤ"},
    {"e^ɪ", "A"},
    {"t^ʃ", "ʧ"},
    {"ɔ^ɪ", "Y"},
    {"ʲo", "jo"},
    {"ʲə", "jə"},
    {"r", "ɹ"},
    {"x", "k"},
    {"ç", "k"},
    {"ɐ", "ə"},
    {"ɚ", "əɹ"},
    {"ɬ", "l"},
    {"ʔ", "t"},
    {"ʲ", ""},
    {NASAL, ""},
  };

  private static final String[][] AMERICAN = {
    {"o^ʊ", "O"}, {"e^ə", "ɛ"}, {"ɜːɹ", "ɜɹ"}, {"ɜː", "ɜɹ"}, {"ɪə", "iə"}, {"ɾ", "T"}, {"ː", ""},
  };

  private static final String[][] BRITISH = {
    {"e^ə", "ɛː"}, {"iə", "ɪə"}, {"ə^ʊ", "Q"},
  };

  private KokoroSymbols() {}

  /// @param accent how English is meant; anything else for other languages
  static String of(String ipa, Accent accent) {
    // "(en)" and "(de)" say that a word is read in another language.
    String symbols = ipa.replaceAll("\\([a-z-]+\\)", "").replace("_:", "").replace("-", "");
    if (accent.isEnglish()) {
      symbols = replace(symbols, ENGLISH);
      // A bare e is the beginning of eɪ wherever English has one; what is tied to ə comes below.
      symbols = symbols.replaceAll("e(?!\\^)", "A");
      symbols = symbols.replaceAll("(\\S)" + SYLLABIC, "ᵊ$1");
      symbols = replace(symbols, accent == Accent.AMERICAN ? AMERICAN : BRITISH);
      symbols = symbols.replace("o", "ɔ");
    } else {
      symbols = replace(symbols, TIED);
    }
    return symbols.replace("^", "").replaceAll("\\s+", " ").strip();
  }

  private static String replace(String text, String[][] rules) {
    String result = text;
    for (String[] rule : rules) {
      result = result.replace(rule[0], rule[1]);
    }
    return result;
  }
}
