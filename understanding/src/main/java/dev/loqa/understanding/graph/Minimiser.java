package dev.loqa.understanding.graph;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// Merges states with the same future, from the ends to the start: linear, as there are no loops.
final class Minimiser {
  private final Graph graph;
  private final int[] merged;
  private final Map<Future, Integer> known = new HashMap<>();
  private final List<Future> futures = new ArrayList<>();

  private Minimiser(Graph graph) {
    this.graph = graph;
    this.merged = new int[graph.size()];
    Arrays.fill(merged, -1);
  }

  static Graph minimal(Graph graph) {
    Minimiser minimiser = new Minimiser(graph);
    for (int state : minimiser.endsFirst()) {
      minimiser.merge(state);
    }
    return minimiser.renumbered();
  }

  /// States so that each comes behind all it leads to.
  private int[] endsFirst() {
    int size = graph.size();
    int[] order = new int[size];
    int done = 0;
    int[] edge = new int[size];
    boolean[] entered = new boolean[size];
    int[] stack = new int[size];
    int depth = 0;
    stack[depth++] = 0;
    entered[0] = true;
    while (depth > 0) {
      int state = stack[depth - 1];
      if (edge[state] < graph.edges(state)) {
        int next = graph.target(state, edge[state]++);
        if (!entered[next]) {
          entered[next] = true;
          stack[depth++] = next;
        }
      } else {
        order[done++] = state;
        depth--;
      }
    }
    return Arrays.copyOf(order, done);
  }

  private void merge(int state) {
    int[] targets = graph.targetsOf(state).clone();
    for (int i = 0; i < targets.length; i++) {
      targets[i] = merged[targets[i]];
    }
    int[] symbols = graph.symbolsOf(state);
    int[] labels = graph.labelsOf(state);
    int hash =
        31 * (31 * Arrays.hashCode(targets) + Arrays.hashCode(symbols)) + Arrays.hashCode(labels);
    Future future = new Future(symbols, targets, labels, hash);
    Integer same = known.get(future);
    if (same == null) {
      same = futures.size();
      known.put(future, same);
      futures.add(future);
    }
    merged[state] = same;
  }

  /// The start becomes state 0; the start is the last future made, so numbers are simply reversed.
  private Graph renumbered() {
    int size = futures.size();
    int[][] symbols = new int[size][];
    int[][] targets = new int[size][];
    int[][] labels = new int[size][];
    for (int i = 0; i < size; i++) {
      Future future = futures.get(i);
      int at = size - 1 - i;
      symbols[at] = future.symbols();
      labels[at] = future.labels();
      int[] moved = future.targets();
      for (int j = 0; j < moved.length; j++) {
        moved[j] = size - 1 - moved[j];
      }
      targets[at] = moved;
    }
    return new Graph(symbols, targets, labels);
  }

  /// What may still come: two states with equal futures are one.
  @SuppressWarnings("ArrayRecordComponent")
  private record Future(int[] symbols, int[] targets, int[] labels, int hash) {
    @Override
    public boolean equals(Object other) {
      return other instanceof Future that
          && hash == that.hash
          && Arrays.equals(symbols, that.symbols)
          && Arrays.equals(targets, that.targets)
          && Arrays.equals(labels, that.labels);
    }

    @Override
    public int hashCode() {
      return hash;
    }
  }
}
