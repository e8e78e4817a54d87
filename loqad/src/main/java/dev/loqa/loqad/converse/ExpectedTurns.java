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
  private final Map<TurnId, CompletableFuture<TurnReport>> expected = new ConcurrentHashMap<>();

  ExpectedTurns() {}

  Expected expect(TurnId turn) {
    CompletableFuture<TurnReport> end = new CompletableFuture<>();
    expected.put(turn, end);
    return new Expected(end, () -> expected.remove(turn, end));
  }

  void ended(TurnReport report) {
    CompletableFuture<TurnReport> waiting = expected.get(report.turn());
    if (waiting != null) {
      waiting.complete(report);
    }
  }

  /// The end of one turn, which may come or not.
  public static final class Expected implements Part {
    private final CompletableFuture<TurnReport> end;
    private final Runnable forget;

    private Expected(CompletableFuture<TurnReport> end, Runnable forget) {
      this.end = end;
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
