package dev.loqa.understanding.grammar;

import dev.loqa.understanding.graph.Graph;
import dev.loqa.understanding.graph.Nfa;

/// Takes words out of a graph, with every way that needs them.
final class Cutting {
  private Cutting() {}

  static Graph keep(Graph graph, boolean[] kept) {
    boolean[] useful = useful(graph, kept);
    Nfa nfa = new Nfa();
    while (nfa.states() < graph.size()) {
      nfa.newState();
    }
    for (int state = 0; state < graph.size(); state++) {
      for (int i = 0; i < graph.edges(state); i++) {
        if (kept[graph.symbol(state, i)] && useful[graph.target(state, i)]) {
          nfa.edge(state, graph.symbol(state, i), graph.target(state, i));
        }
      }
      if (graph.accepting(state)) {
        nfa.accept(state, 0);
      }
    }
    return Graph.of(nfa, WordWriter.MAX_STATES);
  }

  /// From which states an end can still be reached. Numbers fall from the start to the ends only in
  /// part, so this repeats until nothing changes; a graph is a few dozen words deep.
  private static boolean[] useful(Graph graph, boolean[] kept) {
    boolean[] useful = new boolean[graph.size()];
    boolean changed = true;
    while (changed) {
      changed = false;
      for (int state = graph.size() - 1; state >= 0; state--) {
        if (!useful[state] && reaches(graph, state, kept, useful)) {
          useful[state] = true;
          changed = true;
        }
      }
    }
    return useful;
  }

  private static boolean reaches(Graph graph, int state, boolean[] kept, boolean[] useful) {
    boolean found = graph.accepting(state);
    for (int i = 0; !found && i < graph.edges(state); i++) {
      found = kept[graph.symbol(state, i)] && useful[graph.target(state, i)];
    }
    return found;
  }
}
