package dev.loqa.loqad.converse;

import dev.loqa.base.life.Part;
import dev.loqa.protocol.TurnId;
import dev.loqa.protocol.TurnReport;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/// The turns whose end somebody waits for, though they begin elsewhere. Thread-safe; whoever
/// registers closes what it got, so as many are kept as callers wait.
public final class ExpectedTurns {
  private final Map<TurnId, Expected> expected = new ConcurrentHashMap<>();

  ExpectedTurns() {}

  Expected expect(TurnId turn, boolean synthetic) {
    Expected end = new Expected(synthetic, () -> expected.remove(turn));
    expected.put(turn, end);
    return end;
  }

  void ended(TurnReport report) {
    Expected waiting = expected.get(report.turn());
    if (waiting != null) {
      waiting.end.complete(report);
    }
  }

  /// Whether whoever waits for this turn made it up: a replay or a check.
  boolean synthetic(TurnId turn) {
    Expected waiting = expected.get(turn);
    return waiting != null && waiting.synthetic;
  }

  /// The end of one turn, which may come or not.
  public static final class Expected implements Part {
    private final CompletableFuture<TurnReport> end = new CompletableFuture<>();
    private final boolean synthetic;
    private final Runnable forget;

    private Expected(boolean synthetic, Runnable forget) {
      this.synthetic = synthetic;
      this.forget = forget;
    }

    /// The turn's report, if the turn ends within `limit`.
    public Optional<TurnReport> await(Duration limit) throws InterruptedException {
      try {
        return Optional.of(end.get(limit.toNanos(), TimeUnit.NANOSECONDS));
      } catch (TimeoutException e) {
        return Optional.empty();
      } catch (ExecutionException e) {
        throw new IllegalStateException("a turn's end is never a failure", e);
      }
    }

    @Override
    public void close() {
      forget.run();
    }
  }
}
