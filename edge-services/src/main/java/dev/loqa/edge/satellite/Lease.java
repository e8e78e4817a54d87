package dev.loqa.edge.satellite;

import dev.loqa.bus.Bus;
import dev.loqa.bus.BusException;
import dev.loqa.protocol.NodeId;
import dev.loqa.protocol.SttOpen;
import dev.loqa.protocol.SttOpened;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Finds a recognizer that takes the utterance: first those that loqad ranks, in its order, then
/// whoever is free. Asks again until one does or the time is over. Who had it and lost it is not
/// asked first again. One thread asks, any may read who has it.
final class Lease {
  private static final Logger LOG = LoggerFactory.getLogger(Lease.class);
  private static final Duration ASK = Duration.ofSeconds(1);

  /// One that is named answers at once, or is as good as gone.
  private static final Duration ASK_ONE = Duration.ofMillis(250);

  private static final long BETWEEN_NANOS = Duration.ofMillis(100).toNanos();

  private final Bus bus;
  private final SttOpen request;
  private final Supplier<List<NodeId>> ranked;
  private final Duration within;
  private final CountDownLatch closing;
  private volatile @Nullable NodeId node;
  private volatile boolean watched;
  private int attempts;

  /// @param ranked who is to be asked first, the best first; may be nobody
  /// @param closing counted down when nobody wants the answer any more
  Lease(
      Bus bus,
      SttOpen request,
      Supplier<List<NodeId>> ranked,
      Duration within,
      CountDownLatch closing) {
    this.bus = bus;
    this.request = request;
    this.ranked = ranked;
    this.within = within;
    this.closing = closing;
  }

  /// Who has it; null before anybody did.
  @Nullable NodeId node() {
    return node;
  }

  /// Whether who has it answers whether it still has; else its silence says nothing.
  boolean watched() {
    return watched;
  }

  /// Null when a recognizer has it, else why none does.
  @Nullable String open() {
    long deadline = System.nanoTime() + within.toNanos();
    NodeId lost = node;
    for (NodeId one : ranked.get()) {
      if (!one.equals(lost) && ask(request.at(one), ASK_ONE) == null) {
        return null;
      }
    }
    String why;
    do {
      why = ask(request, ASK);
      if (why == null) {
        return null;
      }
    } while (waitABit() && System.nanoTime() < deadline);
    return "no speech recognition takes the utterance (%s): see the state of stt with loqa doctor"
        .formatted(why);
  }

  /// Null when it was taken, else why not.
  private @Nullable String ask(SttOpen question, Duration within) {
    try {
      attempts++;
      SttOpened opened = bus.request(question.attempt(attempts), within).as(SttOpened.class);
      if (opened.node() == null) {
        return opened.error() == null ? "refused without a reason" : opened.error();
      }
      LOG.atDebug()
          .addKeyValue("session", request.sessionId())
          .addKeyValue("node", opened.node())
          .log("utterance leased");
      node = opened.node();
      watched = Boolean.TRUE.equals(opened.answersLease());
      return null;
    } catch (BusException e) {
      return String.valueOf(e.getMessage());
    }
  }

  private boolean waitABit() {
    try {
      return !closing.await(BETWEEN_NANOS, TimeUnit.NANOSECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    }
  }
}
