package dev.loqa.edge.tts;

import dev.loqa.protocol.TtsRequest;
import dev.loqa.protocol.TurnCancel;
import dev.loqa.protocol.TurnId;
import java.util.LinkedHashMap;
import java.util.Map;

/// The turns that were cancelled lately: a text of theirs that was on its way when the cancel came
/// is not spoken after it. Bounded; thread-safe.
final class CancelledTurns {
  private static final int MOST = 256;

  private final Map<TurnId, Boolean> turns =
      new LinkedHashMap<>(64) {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<TurnId, Boolean> eldest) {
          return size() > MOST;
        }
      };

  synchronized void add(TurnCancel cancel) {
    TurnId turn = cancel.turnId();
    if (turn != null) {
      turns.put(turn, true);
    }
  }

  synchronized boolean has(TtsRequest request) {
    TurnId turn = request.turnId();
    return turn != null && turns.containsKey(turn);
  }
}
