package dev.loqa.understanding.language;

import java.util.List;
import java.util.Set;

/// The words of a language that have a part in every sentence, whatever it is about. Of single
/// words and of the words in phrases the keys ([Language#key]); agreements and refusals as whole
/// answers. [Language] says what each is for.
public record WordLists(
    Set<String> articles,
    Set<String> fillers,
    Set<String> notInNames,
    Set<String> negations,
    Set<String> conjunctions,
    Set<String> agreements,
    Set<String> refusals,
    List<List<String>> openings,
    List<List<String>> closings,
    String and,
    String beforeDuration,
    String percent) {

  /// Phrases as lists of words, in their order.
  static List<List<String>> phrases(String... phrases) {
    return List.of(phrases).stream().map(phrase -> List.of(phrase.split(" ", -1))).toList();
  }
}
