package dev.loqa.understanding.graph;

import java.util.Arrays;

/// A growing automaton without loops. States, symbols and labels are small numbers; state 0 is the
/// start. Built by one thread, then made into a [Graph].
public final class Nfa {
  private static final int EPSILON = -1;

  private int states = 1;
  private int edges;
  private int[] from = new int[1024];
  private int[] symbol = new int[1024];
  private int[] to = new int[1024];
  private int accepts;
  private int[] acceptState = new int[64];
  private int[] acceptLabel = new int[64];

  public int newState() {
    return states++;
  }

  public int states() {
    return states;
  }

  public void edge(int source, int by, int target) {
    if (edges == from.length) {
      from = Arrays.copyOf(from, edges * 2);
      symbol = Arrays.copyOf(symbol, edges * 2);
      to = Arrays.copyOf(to, edges * 2);
    }
    from[edges] = source;
    symbol[edges] = by;
    to[edges++] = target;
  }

  /// An edge that takes no word.
  public void epsilon(int source, int target) {
    if (source != target) {
      edge(source, EPSILON, target);
    }
  }

  /// A sentence may end here; `label` says which.
  public void accept(int state, int label) {
    if (accepts == acceptState.length) {
      acceptState = Arrays.copyOf(acceptState, accepts * 2);
      acceptLabel = Arrays.copyOf(acceptLabel, accepts * 2);
    }
    acceptState[accepts] = state;
    acceptLabel[accepts++] = label;
  }

  /// Writes a copy of `graph` between `source` and `target`; labels are dropped.
  public void embed(Graph graph, int source, int target) {
    int base = states - 1;
    states += graph.size() - 1;
    for (int state = 0; state < graph.size(); state++) {
      int here = state == 0 ? source : base + state;
      for (int i = 0; i < graph.edges(state); i++) {
        int next = graph.target(state, i);
        edge(here, graph.symbol(state, i), base + next);
      }
      if (graph.accepting(state)) {
        epsilon(here, target);
      }
    }
  }

  /// The edges grouped by the state they leave.
  Rows rows() {
    int[] count = new int[states + 1];
    for (int i = 0; i < edges; i++) {
      count[from[i] + 1]++;
    }
    for (int i = 0; i < states; i++) {
      count[i + 1] += count[i];
    }
    int[] fill = Arrays.copyOf(count, states);
    int[] symbols = new int[edges];
    int[] targets = new int[edges];
    for (int i = 0; i < edges; i++) {
      int slot = fill[from[i]]++;
      symbols[slot] = symbol[i];
      targets[slot] = to[i];
    }
    int[][] labels = new int[states][];
    for (int i = 0; i < accepts; i++) {
      int[] before = labels[acceptState[i]];
      int[] now = before == null ? new int[1] : Arrays.copyOf(before, before.length + 1);
      now[now.length - 1] = acceptLabel[i];
      labels[acceptState[i]] = now;
    }
    return new Rows(count, symbols, targets, labels);
  }

  /// `first[s]` to `first[s + 1]` are the edges of state `s`; a state without labels has null.
  @SuppressWarnings("ArrayRecordComponent")
  record Rows(int[] first, int[] symbols, int[] targets, int[][] labels) {
    static boolean isEpsilon(int symbol) {
      return symbol == EPSILON;
    }
  }
}
