package dev.loqa.edge.stt.pocketsphinx;

import java.util.Map;

/// How wide a decoder looks for words: PocketSphinx's beams, for states, ends of phones and ends of
/// words. What is worse than the best by more than that is not followed.
enum WordSearch {
  /// Follows live sound: the usual widths.
  LIVE("1e-48", "1e-48", "7e-29"),

  /// Hears a whole utterance again, for voices that fit badly: takes a third longer and finds what
  /// the live search has lost on the way.
  AGAIN("1e-68", "1e-68", "1e-48"),

  /// Free words: a narrower search finds nearly as good a fit in half the time.
  BACKGROUND("1e-46", "1e-46", "1e-26");

  /// What a further word costs. With the usual 0.65, words that were not said crept in ("tomorrow
  /// night at eight"); chosen on sentences and voices apart from the benchmark's.
  private static final String WORD_INSERTION = "0.2";

  private final String states;
  private final String phones;
  private final String words;

  WordSearch(String states, String phones, String words) {
    this.states = states;
    this.phones = phones;
    this.words = words;
  }

  /// PocketSphinx's settings by their names.
  Map<String, String> settings() {
    return Map.of("beam", states, "pbeam", phones, "wbeam", words, "wip", WORD_INSERTION);
  }
}
