package dev.loqa.understanding;

import dev.loqa.understanding.SentenceGraph.SlotSymbol;
import dev.loqa.understanding.language.Language;
import dev.loqa.understanding.language.Tokens;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Finds sentences that fail by one list value only. Asks for enough of the author's own words that
/// a question about something else ("who is X") is not taken for a command. Immutable, for all
/// threads.
final class NearMissFinder {
  private static final int MAX_RESULTS = 5;
  private static final int MAX_SUGGESTIONS = 3;
  private static final int ENOUGH_LITERALS = 2;
  private static final double CLOSE = 0.35;
  private static final double TOO_FAR = 0.5;

  private final Lexicon lexicon;
  private final SentenceGraph sentences;
  private final Language language;
  private final Map<String, List<Likeness.Name>> names = new HashMap<>();

  NearMissFinder(Lexicon lexicon, SentenceGraph sentences, Language language) {
    this.lexicon = lexicon;
    this.sentences = sentences;
    this.language = language;
    lexicon
        .lists()
        .forEach((list, values) ->
            names.put(
                list,
                values.stream()
                    .map(value -> Likeness.name(PlainWords.of(value.in(), lexicon)))
                    .toList()));
  }

  List<NearMiss> find(Tokens tokens) {
    Walk walk = new Walk(sentences, language, tokens, true);
    List<Path> paths = new ArrayList<>();
    for (Path path : walk.ends()) {
      if (path.unknown && path.literals > 0 && sentences.graph().accepting(path.state)) {
        paths.add(path);
      }
    }
    paths.sort(
        Comparator.<Path>comparingDouble(path -> -path.score).thenComparingInt(path -> path.state));
    List<NearMiss> found = new ArrayList<>();
    Set<String> seen = new HashSet<>();
    for (Path path : paths) {
      for (int i = 0; i < sentences.graph().labels(path.state) && found.size() < MAX_RESULTS; i++) {
        NearMiss miss =
            miss(path, lexicon.intents().get(sentences.graph().label(path.state, i)), seen);
        if (miss != null) {
          found.add(miss);
        }
      }
    }
    return List.copyOf(found);
  }

  private @Nullable NearMiss miss(Path path, IntentSpec intent, Set<String> seen) {
    Path step = path;
    while (step.kind != Path.Kind.UNKNOWN && step.before != null) {
      step = step.before;
    }
    SlotSymbol slot = step.slot;
    if (slot == null || !(slot.source() instanceof Source.Listed listed) || step.value == null) {
      return null;
    }
    String heard = step.value.toString();
    List<Likeness.Ranked> near =
        Likeness.nearest(
            heard, names.getOrDefault(listed.list(), List.of()), TOO_FAR, MAX_SUGGESTIONS);
    boolean close = !near.isEmpty() && near.get(0).distance() <= CLOSE;
    boolean enough = path.literals >= ENOUGH_LITERALS || close;
    if (!enough || !seen.add(intent.id() + " " + slot.slot())) {
      return null;
    }
    return new NearMiss(
        intent.id(),
        slot.slot(),
        heard,
        near.stream().map(Likeness.Ranked::name).toList(),
        near.isEmpty() ? 1 : near.get(0).distance());
  }
}
