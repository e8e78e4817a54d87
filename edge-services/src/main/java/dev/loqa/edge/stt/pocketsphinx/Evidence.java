package dev.loqa.edge.stt.pocketsphinx;

import java.util.List;
import java.util.Map;

/// What the decoders made of one utterance: the words the grammar allows, any words, and bare
/// phones.
///
/// @param words the words and the silence around them
/// @param background words in any order and the silence around them; empty when none were found
/// @param phones the phones and the silence around them
/// @param pronunciations of the words, shortest counts
record Evidence(
    String text,
    List<Segment> words,
    List<Segment> background,
    List<Segment> phones,
    Map<String, List<String>> pronunciations) {

  /// The number of phones of `word`; 1 when nobody knows.
  int phonesIn(String word) {
    return pronunciations.getOrDefault(word, List.of()).stream()
        .mapToInt(phones -> (int) phones.chars().filter(c -> c == ' ').count() + 1)
        .min()
        .orElse(1);
  }
}
