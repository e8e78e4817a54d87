package dev.loqa.edge.stt;

import java.util.ArrayList;
import java.util.List;

/// How many of the first words of an utterance have stood unchanged for [#STANDS_MILLIS] of sound,
/// so that they hardly change any more. Words that are thought over at the end still may. One
/// utterance, one thread; no clock, time is counted in samples of 16 kHz.
final class StableWords {
  static final int STANDS_MILLIS = 480;

  private static final int SAMPLES_PER_MILLI = 16;

  /// A word, and the sample since which it and all before it are what they are.
  private record Standing(String word, long since) {}

  private final List<Standing> words = new ArrayList<>();
  private long now;

  /// Takes the words heard until `sample`.
  void accept(String partial, long sample) {
    now = sample;
    var heard = partial.isEmpty() ? List.<String>of() : List.of(partial.split(" ", -1));
    int same = 0;
    while (same < Math.min(heard.size(), words.size())
        && heard.get(same).equals(words.get(same).word())) {
      same++;
    }
    words.subList(same, words.size()).clear();
    for (var word : heard.subList(same, heard.size())) {
      words.add(new Standing(word, sample));
    }
  }

  int count() {
    int count = 0;
    while (count < words.size()
        && now - words.get(count).since() >= STANDS_MILLIS * SAMPLES_PER_MILLI) {
      count++;
    }
    return count;
  }
}
