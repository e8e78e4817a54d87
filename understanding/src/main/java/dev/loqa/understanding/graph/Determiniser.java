package dev.loqa.understanding.graph;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/// Subset construction. Used once by one thread.
final class Determiniser {
  private static final int[] NONE = {};

  private final Nfa.Rows rows;
  private final int limit;
  private final int[] seen;
  private final int[] stack;
  private final int[] core;
  private final boolean[] isCore;
  private int stamp;

  private final Map<Subset, Integer> ids = new HashMap<>();
  private final List<int[]> subsets = new ArrayList<>();
  private long[] buffer = new long[256];

  Determiniser(Nfa.Rows rows, int states, int limit) {
    this.rows = rows;
    this.limit = limit;
    this.seen = new int[states];
    this.stack = new int[states];
    this.core = new int[states];
    this.isCore = new boolean[states];
    for (int state = 0; state < states; state++) {
      boolean words = false;
      for (int i = rows.first()[state]; i < rows.first()[state + 1]; i++) {
        words |= !Nfa.Rows.isEpsilon(rows.symbols()[i]);
      }
      isCore[state] = words || rows.labels()[state] != null;
    }
  }

  Graph graph() {
    List<int[]> symbols = new ArrayList<>();
    List<int[]> targets = new ArrayList<>();
    List<int[]> labels = new ArrayList<>();
    begin();
    reach(0);
    idOf(closed());
    for (int current = 0; current < subsets.size(); current++) {
      expand(subsets.get(current), symbols, targets);
      labels.add(labelsOf(subsets.get(current)));
    }
    return new Graph(
        symbols.toArray(int[][]::new), targets.toArray(int[][]::new), labels.toArray(int[][]::new));
  }

  /// Sorts the edges of a subset by symbol and closes the targets of each symbol.
  private void expand(int[] subset, List<int[]> symbols, List<int[]> targets) {
    int count = collect(subset);
    Arrays.sort(buffer, 0, count);
    int[] found = new int[count];
    int[] next = new int[count];
    int size = 0;
    int i = 0;
    while (i < count) {
      long symbol = buffer[i] >> 32;
      begin();
      while (i < count && buffer[i] >> 32 == symbol) {
        reach((int) buffer[i]);
        i++;
      }
      found[size] = (int) symbol;
      next[size++] = idOf(closed());
    }
    symbols.add(Arrays.copyOf(found, size));
    targets.add(Arrays.copyOf(next, size));
  }

  private int collect(int[] subset) {
    int count = 0;
    for (int state : subset) {
      for (int i = rows.first()[state]; i < rows.first()[state + 1]; i++) {
        int symbol = rows.symbols()[i];
        if (!Nfa.Rows.isEpsilon(symbol)) {
          if (count == buffer.length) {
            buffer = Arrays.copyOf(buffer, count * 2);
          }
          buffer[count++] = ((long) symbol << 32) | rows.targets()[i];
        }
      }
    }
    return count;
  }

  private int reached;

  private void begin() {
    stamp++;
    reached = 0;
  }

  /// Adds a state and all that it reaches without a word.
  private void reach(int start) {
    int depth = 0;
    if (seen[start] != stamp) {
      seen[start] = stamp;
      stack[depth++] = start;
    }
    while (depth > 0) {
      int state = stack[--depth];
      if (isCore[state]) {
        core[reached++] = state;
      }
      for (int i = rows.first()[state]; i < rows.first()[state + 1]; i++) {
        int target = rows.targets()[i];
        if (Nfa.Rows.isEpsilon(rows.symbols()[i]) && seen[target] != stamp) {
          seen[target] = stamp;
          stack[depth++] = target;
        }
      }
    }
  }

  private int[] closed() {
    int[] subset = Arrays.copyOf(core, reached);
    Arrays.sort(subset);
    return subset;
  }

  private int idOf(int[] subset) {
    Subset key = new Subset(subset, Arrays.hashCode(subset));
    Integer known = ids.get(key);
    if (known != null) {
      return known;
    }
    int id = subsets.size();
    if (id >= limit) {
      throw new GraphTooLargeException(limit);
    }
    ids.put(key, id);
    subsets.add(subset);
    return id;
  }

  private int[] labelsOf(int[] subset) {
    IntStream all = IntStream.empty();
    boolean any = false;
    for (int state : subset) {
      int[] labels = rows.labels()[state];
      if (labels != null) {
        any = true;
        all = IntStream.concat(all, IntStream.of(labels));
      }
    }
    return any ? all.distinct().sorted().toArray() : NONE;
  }

  /// A set of states as a key.
  @SuppressWarnings("ArrayRecordComponent")
  private record Subset(int[] states, int hash) {
    @Override
    public boolean equals(Object other) {
      return other instanceof Subset that
          && hash == that.hash
          && Arrays.equals(states, that.states);
    }

    @Override
    public int hashCode() {
      return hash;
    }
  }
}
