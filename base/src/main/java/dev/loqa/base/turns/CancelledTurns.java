package dev.loqa.base.turns;

import dev.loqa.protocol.TurnCancel;
import dev.loqa.protocol.TurnId;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// The turns that were cancelled lately. A cancel and the work that it is meant for come on two
/// subjects, so either may be first: work that was on its way when the cancel came is not begun
/// after it.
///
/// Remembers the last 256 turns. Thread-safe.
public final class CancelledTurns {
  private static final int MOST = 256;

  private final Map<TurnId, String> reasons =
      new LinkedHashMap<>(64) {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<TurnId, String> eldest) {
          return size() > MOST;
        }
      };

  /// Remembers the cancel's turn; a cancel of a whole session names none and is not kept.
  public synchronized void add(TurnCancel cancel) {
    TurnId turn = cancel.turnId();
    if (turn != null) {
      reasons.put(turn, cancel.reason());
    }
  }

  /// Why the turn was cancelled; empty when it was not, or is none.
  public synchronized Optional<String> reason(@Nullable TurnId turn) {
    return turn == null ? Optional.empty() : Optional.ofNullable(reasons.get(turn));
  }
}
