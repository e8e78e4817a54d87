package dev.loqa.edge.tts.kokoro;

import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;

/// The symbols that Kokoro was trained on, with their numbers: 114 symbols in 178 slots, as
/// `config.json` of Kokoro-82M lists them. Number 0 is the padding at both ends.
final class Vocabulary {
  /// The most symbols that the model takes at once, without the padding.
  static final int MOST = 510;

  /// Each symbol followed by its number.
  private static final String TABLE =
      """
      ; 1 : 2 , 3 . 4 ! 5 ? 6 — 9 … 10 " 11 ( 12 ) 13 “ 14 ” 15 \u0303 17 ʣ 18 ʥ 19 ʦ 20 ʨ 21 ᵝ 22 \uab67 23
      A 24 I 25 O 31 Q 33 S 35 T 36 W 39 Y 41 ᵊ 42 a 43 b 44 c 45 d 46 e 47 f 48 h 50 i 51 j 52 k 53 l 54
      m 55 n 56 o 57 p 58 q 59 r 60 s 61 t 62 u 63 v 64 w 65 x 66 y 67 z 68 ɑ 69 ɐ 70 ɒ 71 æ 72 β 75 ɔ 76
      ɕ 77 ç 78 ɖ 80 ð 81 ʤ 82 ə 83 ɚ 85 ɛ 86 ɜ 87 ɟ 90 ɡ 92 ɥ 99 ɨ 101 ɪ 102 ʝ 103 ɯ 110 ɰ 111 ŋ 112
      ɳ 113 ɲ 114 ɴ 115 ø 116 ɸ 118 θ 119 œ 120 ɹ 123 ɾ 125 ɻ 126 ʁ 128 ɽ 129 ʂ 130 ʃ 131 ʈ 132 ʧ 133
      ʊ 135 ʋ 136 ʌ 138 ɣ 139 ɤ 140 χ 142 ʎ 143 ʒ 147 ʔ 148 ˈ 156 ˌ 157 ː 158 ʰ 162 ʲ 164 ↓ 169 → 171
      ↗ 172 ↘ 173 ᵻ 177
      """;

  private static final Map<Character, Integer> NUMBERS = read();

  private Vocabulary() {}

  /// The symbols as numbers, without padding; those that the model does not know are left out.
  static long[] tokens(String symbols) {
    long[] ids = new long[symbols.length()];
    int count = 0;
    for (int i = 0; i < symbols.length(); i++) {
      Integer id = NUMBERS.get(symbols.charAt(i));
      if (id != null) {
        ids[count++] = id;
      }
    }
    return Arrays.copyOf(ids, count);
  }

  static boolean knows(char symbol) {
    return NUMBERS.containsKey(symbol);
  }

  static int size() {
    return NUMBERS.size();
  }

  private static Map<Character, Integer> read() {
    Map<Character, Integer> numbers = new HashMap<>();
    numbers.put(' ', 16);
    String[] words = TABLE.strip().split("\\s+", -1);
    for (int i = 0; i < words.length; i += 2) {
      numbers.put(words[i].charAt(0), Integer.valueOf(words[i + 1]));
    }
    return Map.copyOf(numbers);
  }
}
