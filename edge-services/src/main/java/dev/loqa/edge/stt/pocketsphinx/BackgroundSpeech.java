package dev.loqa.edge.stt.pocketsphinx;

import dev.loqa.edge.stt.Grammar;
import dev.loqa.edge.stt.SttException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;

/// What people say when they do not speak to the house: any words in any order, those of the house
/// and the most common ones of English. A sentence of the house fits its sound about as well as
/// these words do; other speech fits them far better.
///
/// It is no transcript, only something to compare with. Any thread may call it.
final class BackgroundSpeech {
  private static final String COMMON = "common-words.txt";
  private static final double END = 0.1;
  private static final int MOST_KEPT = 4;

  private final List<String> common;

  /// By their words, the last ones used: building one takes a millisecond, comparing two less.
  private final Map<Set<String>, Grammar> made =
      new LinkedHashMap<>(8, 0.75f, true) {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<Set<String>, Grammar> eldest) {
          return size() > MOST_KEPT;
        }
      };

  BackgroundSpeech() {
    try (InputStream in = BackgroundSpeech.class.getResourceAsStream(COMMON)) {
      if (in == null) {
        throw new SttException(COMMON + " is missing beside the recognizer: build it again");
      }
      var text = new String(in.readAllBytes(), StandardCharsets.UTF_8);
      common = List.of(text.strip().split("\\s+"));
    } catch (IOException e) {
      throw new SttException(COMMON + " can't be read: build the recognizer again", e);
    }
  }

  /// The loop over the words of `house` and the common ones, each as likely as the next.
  synchronized Grammar beside(Grammar house) {
    return made.computeIfAbsent(house.words(), this::loop);
  }

  private Grammar loop(Set<String> house) {
    SortedSet<String> words = new TreeSet<>(common);
    words.addAll(house);
    var each = String.format(Locale.ROOT, "%.7f", (1 - END) / words.size());
    var fsg = new StringBuilder(words.size() * 40);
    fsg.append("FSG_BEGIN background\nNUM_STATES 2\nSTART_STATE 0\nFINAL_STATE 1\n");
    fsg.append("TRANSITION 0 1 ").append(END).append('\n');
    for (var word : words) {
      fsg.append("TRANSITION 0 0 ").append(each).append(' ').append(word).append('\n');
    }
    return new Grammar("background", fsg.append("FSG_END\n").toString(), words, "");
  }
}
