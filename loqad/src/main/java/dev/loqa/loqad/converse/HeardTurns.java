package dev.loqa.loqad.converse;

import dev.loqa.protocol.TurnId;
import java.util.LinkedHashMap;
import java.util.Map;

/// The turns whose words have come. A recognizer that hung while another one took its utterance
/// over tells its words late: they are the same words of the same turn, and acted on once.
///
/// Remembers the last 1,024 turns. Thread-safe.
final class HeardTurns {
  private static final int MOST = 1_024;

  private final Map<TurnId, Boolean> turns =
      new LinkedHashMap<>() {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<TurnId, Boolean> eldest) {
          return size() > MOST;
        }
      };

  /// Whether these are the turn's first words.
  synchronized boolean first(TurnId turn) {
    return turns.putIfAbsent(turn, true) == null;
  }
}
