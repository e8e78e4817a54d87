package dev.loqa.loqad.http;

import dev.loqa.bus.Bus;
import dev.loqa.bus.BusException;
import dev.loqa.loqad.nodes.NodeRegistry;
import dev.loqa.protocol.SatelliteHear;
import dev.loqa.protocol.SatelliteHeard;
import io.opentelemetry.context.Context;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/// One file for a satellite to hear, given up as soon as the satellite is gone: a dead one would be
/// waited for until the deadline of the longest turn.
///
/// The caller's thread waits; the question itself has a virtual thread of its own, which has ended
/// when [#ask] returns.
final class SatelliteCall {
  private static final long LOOK_EVERY_MILLIS = 100;
  private static final Duration END = Duration.ofSeconds(2);

  private SatelliteCall() {}

  /// The satellite's answer; empty when it went away before it gave one.
  ///
  /// @param satellites a watch that began before the question
  /// @throws BusException as [Bus#request] does
  static Optional<SatelliteHeard> ask(
      Bus bus, NodeRegistry.Watch satellites, SatelliteHear request, Duration deadline)
      throws InterruptedException {
    FutureTask<SatelliteHeard> answer =
        new FutureTask<>(() -> bus.request(request, deadline).as(SatelliteHeard.class));
    Thread asking =
        Thread.ofVirtual().name("hear-" + request.turnId()).start(Context.current().wrap(answer));
    try {
      while (true) {
        Optional<SatelliteHeard> heard = look(answer);
        if (heard.isPresent() || satellites.lost()) {
          return heard;
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
