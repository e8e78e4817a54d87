package dev.loqa.edge.satellite;

import dev.loqa.base.audio.Pcm;
import dev.loqa.base.life.Part;
import dev.loqa.base.life.Parts;
import dev.loqa.bus.Bus;
import dev.loqa.bus.Delivery;
import dev.loqa.protocol.AlertAck;
import dev.loqa.protocol.AlertRing;
import dev.loqa.protocol.Subjects;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Rings for timers and alarms until each is acknowledged, at most ten minutes for one. Owns the
/// thread `satellite-ring`; at most 32 alerts ring at once, the oldest gives way.
final class Ringer implements Part {
  private static final Logger LOG = LoggerFactory.getLogger(Ringer.class);
  private static final long EVERY_NANOS = Duration.ofSeconds(2).toNanos();
  private static final long LONGEST_NANOS = Duration.ofMinutes(10).toNanos();
  private static final int MOST = 32;

  private final SatelliteConfig config;
  private final Consumer<Pcm> speaker;
  private final Map<String, Long> ringing = new LinkedHashMap<>();
  private final Parts parts = new Parts();
  private final Thread thread;
  private boolean closed;

  Ringer(Bus bus, SatelliteConfig config, Consumer<Pcm> speaker) {
    this.config = config;
    this.speaker = speaker;
    this.thread = Thread.ofPlatform().name("satellite-ring").daemon().start(this::ring);
    parts.add(bus.subscribe(Subjects.ALERT_RING, this::onRing));
    parts.add(bus.subscribe(Subjects.ALERT_ACK, this::onAck));
  }

  @Override
  public void close() {
    parts.close();
    synchronized (this) {
      closed = true;
      notifyAll();
    }
    try {
      thread.join(Duration.ofSeconds(3));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void onRing(Delivery delivery) {
    AlertRing alert = delivery.as(AlertRing.class);
    if (!config.ringsIn(alert.room())) {
      return;
    }
    synchronized (this) {
      if (ringing.size() >= MOST) {
        ringing.remove(ringing.keySet().iterator().next());
      }
      // A repeated ring of the same alert keeps its first time.
      ringing.putIfAbsent(alert.alertId(), System.nanoTime());
      notifyAll();
    }
    LOG.atInfo()
        .addKeyValue("alert", alert.alertId())
        .addKeyValue("label", alert.label())
        .log("ringing");
  }

  private synchronized void onAck(Delivery delivery) {
    if (ringing.remove(delivery.as(AlertAck.class).alertId()) != null) {
      notifyAll();
    }
  }

  private void ring() {
    try {
      while (awaitAlert()) {
        speaker.accept(Chime.RING);
        pause();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /// Waits for something to ring for; false when closed.
  private synchronized boolean awaitAlert() throws InterruptedException {
    ringing.values().removeIf(since -> System.nanoTime() - since > LONGEST_NANOS);
    while (ringing.isEmpty() && !closed) {
      wait();
    }
    return !closed;
  }

  private synchronized void pause() throws InterruptedException {
    long until = System.nanoTime() + EVERY_NANOS;
    long left = EVERY_NANOS;
    while (left > 0 && !ringing.isEmpty() && !closed) {
      TimeUnit.NANOSECONDS.timedWait(this, left);
      left = until - System.nanoTime();
    }
  }
}
