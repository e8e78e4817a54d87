package dev.loqa.edge.stt.pocketsphinx;

import java.util.ArrayList;
import java.util.Map;
import java.util.Optional;

/// Turns the phonetic alphabet that espeak-ng writes into the phones of the acoustic model.
final class Arpabet {
  private static final int LONGEST = 4;

  private static final Map<String, String> PHONES =
      Map.ofEntries(
          Map.entry("iː", "IY"),
          Map.entry("i", "IY"),
          Map.entry("ɪ", "IH"),
          Map.entry("ᵻ", "IH"),
          Map.entry("eɪ", "EY"),
          Map.entry("e", "EY"),
          Map.entry("ɛ", "EH"),
          Map.entry("æ", "AE"),
          Map.entry("a", "AE"),
          Map.entry("aː", "AA"),
          Map.entry("ɑː", "AA"),
          Map.entry("ɑ", "AA"),
          Map.entry("ɒ", "AA"),
          Map.entry("ɔː", "AO"),
          Map.entry("ɔ", "AO"),
          Map.entry("oː", "AO"),
          Map.entry("oʊ", "OW"),
          Map.entry("əʊ", "OW"),
          Map.entry("o", "OW"),
          Map.entry("ʊ", "UH"),
          Map.entry("uː", "UW"),
          Map.entry("u", "UW"),
          Map.entry("ʌ", "AH"),
          Map.entry("ə", "AH"),
          Map.entry("ɐ", "AH"),
          Map.entry("ɜː", "ER"),
          Map.entry("ɜ", "ER"),
          Map.entry("ɚ", "ER"),
          Map.entry("ɚɹ", "ER"),
          Map.entry("ɜːɹ", "ER"),
          Map.entry("aɪ", "AY"),
          Map.entry("aʊ", "AW"),
          Map.entry("ɔɪ", "OY"),
          Map.entry("əl", "AH L"),
          Map.entry("n̩", "AH N"),
          Map.entry("l̩", "AH L"),
          Map.entry("m̩", "AH M"),
          Map.entry("p", "P"),
          Map.entry("b", "B"),
          Map.entry("t", "T"),
          Map.entry("ɾ", "T"),
          Map.entry("ʔ", "T"),
          Map.entry("d", "D"),
          Map.entry("k", "K"),
          Map.entry("ɡ", "G"),
          Map.entry("g", "G"),
          Map.entry("x", "K"),
          Map.entry("tʃ", "CH"),
          Map.entry("dʒ", "JH"),
          Map.entry("f", "F"),
          Map.entry("v", "V"),
          Map.entry("θ", "TH"),
          Map.entry("ð", "DH"),
          Map.entry("s", "S"),
          Map.entry("z", "Z"),
          Map.entry("ʃ", "SH"),
          Map.entry("ʒ", "ZH"),
          Map.entry("h", "HH"),
          Map.entry("ç", "HH"),
          Map.entry("m", "M"),
          Map.entry("n", "N"),
          Map.entry("ɲ", "N Y"),
          Map.entry("ŋ", "NG"),
          Map.entry("l", "L"),
          Map.entry("ɫ", "L"),
          Map.entry("ɹ", "R"),
          Map.entry("r", "R"),
          Map.entry("ʁ", "R"),
          Map.entry("w", "W"),
          Map.entry("j", "Y"),
          Map.entry("y", "UW"),
          Map.entry("ø", "ER"),
          Map.entry("œ", "ER"));

  private Arpabet() {}

  /// The phones of `ipa`, longest symbol first; stress, blanks and symbols English lacks are left
  /// out. Empty when nothing is left.
  static Optional<String> of(String ipa) {
    var sounds = ipa.replaceAll("[ˈˌ\\s_]", "");
    var phones = new ArrayList<String>();
    int at = 0;
    while (at < sounds.length()) {
      int length = Math.min(LONGEST, sounds.length() - at);
      while (length > 1 && !PHONES.containsKey(sounds.substring(at, at + length))) {
        length--;
      }
      var phone = PHONES.get(sounds.substring(at, at + length));
      if (phone != null) {
        phones.add(phone);
      }
      at += length;
    }
    return phones.isEmpty() ? Optional.empty() : Optional.of(String.join(" ", phones));
  }
}
