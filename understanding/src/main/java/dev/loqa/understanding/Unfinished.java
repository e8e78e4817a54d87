package dev.loqa.understanding;

import dev.loqa.understanding.SentenceGraph.SlotSymbol;
import dev.loqa.understanding.graph.Graph;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/// Knows which intents a state is nearly the end of: only a required slot with a question, and at
/// most two words around it, are unsaid. Results are kept per state; for all threads.
final class Unfinished {
  private static final int MAX_UNSAID = 2;
  private static final int MAX_STEPS = 2_000;

  private final SentenceGraph sentences;
  private final Lexicon lexicon;
  private final Map<Integer, List<Rest>> known = new ConcurrentHashMap<>();

  Unfinished(SentenceGraph sentences, Lexicon lexicon) {
    this.sentences = sentences;
    this.lexicon = lexicon;
  }

  /// An intent that ends after `words` more words and its required slots.
  record Rest(int intent, int words) {}

  List<Rest> from(int state) {
    return known.computeIfAbsent(state, this::search);
  }

  private List<Rest> search(int state) {
    List<Rest> found = new ArrayList<>();
    int[] steps = {MAX_STEPS};
    go(state, 0, List.of(), found, steps);
    return List.copyOf(found);
  }

  private void go(int state, int unsaid, List<String> slots, List<Rest> found, int[] steps) {
    if (steps[0]-- <= 0) {
      return;
    }
    Graph graph = sentences.graph();
    for (int i = 0; !slots.isEmpty() && i < graph.labels(state); i++) {
      int intent = graph.label(state, i);
      boolean better =
          found.stream().noneMatch(rest -> rest.intent() == intent && rest.words() <= unsaid);
      if (better && asksForAll(intent, slots)) {
        found.add(new Rest(intent, unsaid));
      }
    }
    for (int edge = 0; edge < graph.edges(state); edge++) {
      int symbol = graph.symbol(state, edge);
      if (symbol >= SentenceGraph.FIRST_SLOT && slots.size() < 2) {
        SlotSymbol slot = sentences.slot(symbol);
        List<String> more = new ArrayList<>(slots);
        more.add(slot.slot());
        go(graph.target(state, edge), unsaid, more, found, steps);
      } else if (symbol < SentenceGraph.FIRST_SLOT && unsaid < MAX_UNSAID) {
        go(graph.target(state, edge), unsaid + 1, slots, found, steps);
      }
    }
  }

  private boolean asksForAll(int intent, List<String> slots) {
    Map<String, SlotSpec> specs = lexicon.intents().get(intent).slots();
    return slots.stream()
        .allMatch(name -> {
          SlotSpec spec = specs.get(name);
          return spec != null && spec.required() && spec.ask() != null;
        });
  }
}
