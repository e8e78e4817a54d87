package dev.loqa.edge.stt.pocketsphinx;

import java.util.Collection;
import java.util.List;
import java.util.Map;

/// Guesses how words sound that no dictionary has: names, brands, inventions.
@FunctionalInterface
interface Pronouncer {
  /// Pronunciations in ARPAbet, phones separated by spaces, for those of `words` that it can guess.
  Map<String, List<String>> pronounce(Collection<String> words);
}
