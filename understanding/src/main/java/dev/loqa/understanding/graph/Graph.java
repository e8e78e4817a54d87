package dev.loqa.understanding.graph;

import java.util.Arrays;

/// A deterministic, minimal automaton without loops. State 0 is the start; the edges of a state are
/// sorted by symbol. Immutable, for all threads.
public final class Graph {
  private static final int[] NONE = {};

  private final int[][] symbols;
  private final int[][] targets;
  private final int[][] labels;

  Graph(int[][] symbols, int[][] targets, int[][] labels) {
    this.symbols = symbols;
    this.targets = targets;
    this.labels = labels;
  }

  /// Makes it deterministic and minimal; more than `limit` states are refused with
  /// [GraphTooLargeException].
  public static Graph of(Nfa nfa, int limit) {
    return Minimiser.minimal(new Determiniser(nfa.rows(), nfa.states(), limit).graph());
  }

  public int size() {
    return symbols.length;
  }

  /// How many edges leave a state.
  public int edges(int state) {
    return symbols[state].length;
  }

  public int symbol(int state, int edge) {
    return symbols[state][edge];
  }

  public int target(int state, int edge) {
    return targets[state][edge];
  }

  /// The state behind `symbol`, or -1.
  public int next(int state, int symbol) {
    int found = Arrays.binarySearch(symbols[state], symbol);
    return found < 0 ? -1 : targets[state][found];
  }

  public boolean accepting(int state) {
    return labels[state].length > 0;
  }

  public int labels(int state) {
    return labels[state].length;
  }

  public int label(int state, int index) {
    return labels[state][index];
  }

  int[] symbolsOf(int state) {
    return symbols[state];
  }

  int[] targetsOf(int state) {
    return targets[state];
  }

  int[] labelsOf(int state) {
    return labels[state].length == 0 ? NONE : labels[state];
  }
}
