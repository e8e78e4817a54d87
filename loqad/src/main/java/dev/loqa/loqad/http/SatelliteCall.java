package dev.loqa.loqad.http;

import dev.loqa.bus.Bus;
import dev.loqa.bus.BusException;
import dev.loqa.loqad.converse.ExpectedTurns;
import dev.loqa.loqad.nodes.NodeRegistry;
import dev.loqa.protocol.SatelliteHear;
import dev.loqa.protocol.SatelliteHeard;
import dev.loqa.protocol.TurnReport;
import io.opentelemetry.context.Context;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/// One file for a satellite to hear. Its answer is given up as soon as the satellite is gone, and a
/// few seconds after the turn has ended: a bus that reads its rights anew forgets who may answer a
/// question that is open.
///
/// The caller's thread waits; the question itself has a virtual thread of its own, which has ended
/// when [#ask] returns.
final class SatelliteCall {
  private static final long LOOK_EVERY_MILLIS = 100;
  private static final double NANOS_PER_MILLI = 1e6;
  private static final Duration END = Duration.ofSeconds(2);

  /// So long after the end of the turn and of its words.
  private static final long GRACE_NANOS = Duration.ofSeconds(5).toNanos();

  private SatelliteCall() {}

  /// The satellite's answer; empty when none comes any more.
  ///
  /// @param satellites a watch that began before the question
  /// @param turn what becomes of the turn
  /// @throws BusException as [Bus#request] does
  static Optional<SatelliteHeard> ask(
      Bus bus,
      NodeRegistry.Watch satellites,
      SatelliteHear request,
      Duration deadline,
      ExpectedTurns.Expected turn)
      throws InterruptedException {
    FutureTask<SatelliteHeard> answer =
        new FutureTask<>(() -> bus.request(request, deadline).as(SatelliteHeard.class));
    Thread asking =
        Thread.ofVirtual().name("hear-" + request.turnId()).start(Context.current().wrap(answer));
    long over = Long.MAX_VALUE;
    try {
      while (true) {
        Optional<SatelliteHeard> heard = look(answer);
        if (heard.isPresent() || satellites.lost() || System.nanoTime() > over) {
          return heard;
        }
        Optional<TurnReport> ended = turn.await(Duration.ZERO);
        if (over == Long.MAX_VALUE && ended.isPresent()) {
          long words = (long) (ended.get().audioMs() * NANOS_PER_MILLI);
          over = System.nanoTime() + words + GRACE_NANOS;
        }
      }
    } finally {
      answer.cancel(true);
      asking.join(END);
    }
  }

  private static Optional<SatelliteHeard> look(FutureTask<SatelliteHeard> answer)
      throws InterruptedException {
    try {
      return Optional.of(answer.get(LOOK_EVERY_MILLIS, TimeUnit.MILLISECONDS));
    } catch (TimeoutException e) {
      return Optional.empty();
    } catch (ExecutionException e) {
      throw e.getCause() instanceof RuntimeException known
          ? known
          : new IllegalStateException("asking the satellite failed", e);
    }
  }
}
