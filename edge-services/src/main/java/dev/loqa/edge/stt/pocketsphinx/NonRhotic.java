package dev.loqa.edge.stt.pocketsphinx;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// How those say a word who speak an r only before a vowel, as in most of England, Australia, New
/// Zealand and South Africa. The dictionary knows American pronunciations only.
///
/// The rules are those of Wells, Accents of English (1982), 3.1.2: the vowels of NEAR, SQUARE, CURE
/// and hour glide to a schwa, those of START, NORTH and FORCE are long, LETTER ends in a schwa.
final class NonRhotic {
  private static final String SCHWA = "AH";
  private static final Set<String> VOWELS =
      Set.of(
          "AA", "AE", "AH", "AO", "AW", "AY", "EH", "ER", "EY", "IH", "IY", "OW", "OY", "UH", "UW");

  /// What follows a vowel in the place of an r that is not said.
  private static final Map<String, String> GLIDES =
      Map.of("IH", SCHWA, "IY", SCHWA, "EH", SCHWA, "UH", SCHWA, "AW", SCHWA, "AY", SCHWA);

  private NonRhotic() {}

  /// These phones and, where they differ, those without the r: at most twice as many.
  static List<String> beside(List<String> pronunciations) {
    var all = new ArrayList<>(pronunciations);
    for (var phones : pronunciations) {
      var without = of(phones);
      if (!all.contains(without)) {
        all.add(without);
      }
    }
    return List.copyOf(all);
  }

  /// @param phones of the dictionary, with single spaces between them
  static String of(String phones) {
    var said = phones.split(" ", -1);
    var heard = new ArrayList<String>();
    boolean vowelBefore = false;
    for (int i = 0; i < said.length; i++) {
      var phone = said[i];
      boolean silent = i + 1 == said.length || !VOWELS.contains(said[i + 1]);
      if (phone.equals("ER") && silent && vowelBefore) {
        heard.add(SCHWA);
      } else if (phone.equals("R") && silent && i > 0 && VOWELS.contains(said[i - 1])) {
        var glide = GLIDES.get(said[i - 1]);
        if (glide != null) {
          heard.add(glide);
        }
      } else {
        heard.add(phone);
      }
      vowelBefore |= VOWELS.contains(phone);
    }
    return String.join(" ", heard);
  }
}
