package dev.loqa.edge.stt.pocketsphinx;

/// One word or phone of a decoding.
///
/// @param word as in the dictionary, without the number of its pronunciation
/// @param startFrame the first frame of 10 ms
/// @param endFrame the last frame, inclusive
/// @param acousticScore how well the sound fits, as PocketSphinx counts (higher is better, 0 is
///   best)
record Segment(String word, int startFrame, int endFrame, int acousticScore) {
  int frames() {
    return endFrame - startFrame + 1;
  }

  /// Silence and noise are not words: `<sil>`, `<s>`, `[NOISE]`, `++UH++`, `(NULL)`.
  boolean filler() {
    return word.isEmpty() || "<[+(".indexOf(word.charAt(0)) >= 0 || word.equals("SIL");
  }
}
