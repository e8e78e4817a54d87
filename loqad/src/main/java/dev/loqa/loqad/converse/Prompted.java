package dev.loqa.loqad.converse;

import dev.loqa.bus.Bus;
import dev.loqa.bus.BusException;
import dev.loqa.protocol.NluRequest;
import dev.loqa.protocol.NodeId;
import dev.loqa.protocol.SessionDegraded;
import java.time.Duration;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// A prompt at a language model's node. When that node has ended, nobody waits for the deadline: an
/// answer that had not begun is asked for again once the node is back, one that had is over. Used
/// by the turn's thread.
///
/// Where other nodes are left and none was chosen, nobody knows whose prompt it was; then only the
/// deadline ends it.
final class Prompted {
  private static final Logger LOG = LoggerFactory.getLogger(Prompted.class);

  /// It is started again within a second or so, and has to think besides.
  private static final long BACK_NANOS = Duration.ofMillis(1_500).toNanos();

  private static final int MOST_ASKS = 2;

  private final Bus bus;
  private final Nodes models;
  private final NluRequest request;
  private long departures;
  private long goneNanos;
  private @Nullable NodeId chosen;
  private boolean gone;
  private int asks;

  Prompted(Bus bus, Nodes models, NluRequest request) {
    this.bus = bus;
    this.models = models;
    this.request = request;
  }

  void ask() {
    departures = models.departures().getAsLong();
    String tier = request.tier();
    chosen = models.choose(tier == null ? Set.of() : Set.of("llm.tier." + tier), asks);
    NodeId node = chosen;
    asks++;
    bus.publish(node == null ? request : request.at(node));
  }

  /// Whether an answer may still come; asks again when that is due.
  ///
  /// @param begun whether some of it has come
  boolean hopeful(boolean begun) {
    long now = System.nanoTime();
    long left = models.departures().getAsLong();
    if (left != departures) {
      departures = left;
      gone = !models.here().getAsBoolean() || models.lost(chosen);
      goneNanos = now;
    }
    if (!gone) {
      return true;
    }
    if (!begun && asks < MOST_ASKS && models.here().getAsBoolean()) {
      gone = false;
      degraded("it is asked again");
      ask();
      return true;
    }
    if (begun || asks >= MOST_ASKS || now - goneNanos >= BACK_NANOS) {
      degraded("an apology");
      return false;
    }
    return true;
  }

  private void degraded(String fallback) {
    try {
      bus.publish(
          new SessionDegraded(
              request.sessionId(),
              "llm",
              "the language model's node has ended",
              fallback,
              request.turnId()));
    } catch (BusException e) {
      LOG.atWarn().setCause(e).log("degradation not announced");
    }
  }
}
