package dev.loqa.bus;

import dev.loqa.base.life.Part;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/// Measures every few seconds how long a message takes on each connection that is up. Owns the
/// thread `bus-pulse`; closing ends it within two seconds.
public final class BusPulse implements Part {
  private static final Duration EVERY = Duration.ofSeconds(5);
  private static final Duration STOP = Duration.ofSeconds(3);

  private final NatsBus bus;
  private final BusMetrics metrics;
  private final Duration every;
  private final CountDownLatch closing = new CountDownLatch(1);
  private final Thread thread;

  private BusPulse(NatsBus bus, BusMetrics metrics, Duration every) {
    this.bus = bus;
    this.metrics = metrics;
    this.every = every;
    this.thread = Thread.ofVirtual().name("bus-pulse").unstarted(this::run);
  }

  /// Begins to measure, at once and then every five seconds.
  public static BusPulse start(NatsBus bus, BusMetrics metrics) {
    return start(bus, metrics, EVERY);
  }

  static BusPulse start(NatsBus bus, BusMetrics metrics, Duration every) {
    BusPulse pulse = new BusPulse(bus, metrics, every);
    pulse.thread.start();
    return pulse;
  }

  private void run() {
    try {
      do {
        bus.hops().forEach(metrics::hop);
      } while (!closing.await(every.toMillis(), TimeUnit.MILLISECONDS));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  @Override
  public void close() {
    closing.countDown();
    try {
      thread.join(STOP);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
