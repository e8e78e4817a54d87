package dev.loqa.edge.stt.pocketsphinx;

import java.util.Map;

/// How wide a decoder looks for words: PocketSphinx's beams, for states, ends of phones and ends of
/// words, and how many states at most in a frame. What is worse than the best by more than a beam
/// is not followed.
enum WordSearch {
  /// Words of the house: wider than usual, which takes an eighth longer and finds what is lost on
  /// the way when a voice fits badly.
  HOUSE("1e-68", "1e-68", "1e-48", 30_000),

  /// Free words: a narrower search of fewer states finds as good a fit in half the time.
  BACKGROUND("1e-46", "1e-46", "1e-26", 1_500);

  /// What a further word costs. With the usual 0.65, words that were not said crept in ("tomorrow
  /// night at eight"); chosen on sentences and voices apart from the benchmark's.
  private static final String WORD_INSERTION = "0.2";

  private final String states;
  private final String phones;
  private final String words;
  private final int mostStates;

  WordSearch(String states, String phones, String words, int mostStates) {
    this.states = states;
    this.phones = phones;
    this.words = words;
    this.mostStates = mostStates;
  }

  /// PocketSphinx's settings by their names.
  Map<String, String> settings() {
    return Map.of(
        "beam",
        states,
        "pbeam",
        phones,
        "wbeam",
        words,
        "wip",
        WORD_INSERTION,
        "maxhmmpf",
        String.valueOf(mostStates));
  }
}
