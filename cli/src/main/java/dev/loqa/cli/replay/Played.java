package dev.loqa.cli.replay;

import dev.loqa.cli.api.Turn;
import java.util.List;

/// What came of an entry.
public sealed interface Played {
  ReplayEntry entry();

  /// Its turn ended.
  ///
  /// @param differences from what was expected; empty when it was right
  record Answered(ReplayEntry entry, Turn turn, List<String> differences) implements Played {
    public Answered {
      differences = List.copyOf(differences);
    }

    static Answered judged(ReplayEntry entry, Turn turn) {
      return new Answered(entry, turn, entry.expect().differences(turn));
    }
  }

  /// Its turn did not end, or Loqa refused it.
  record Lost(ReplayEntry entry, String reason) implements Played {}
}
