package dev.loqa.edge.satellite;

import dev.loqa.base.life.Part;
import dev.loqa.bus.Bus;
import dev.loqa.bus.BusException;
import dev.loqa.protocol.NodeId;
import dev.loqa.protocol.SttLease;
import dev.loqa.protocol.SttOpen;
import dev.loqa.protocol.SttOpened;
import java.time.Duration;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/// Asks the node that listens to an utterance, again and again, whether it still does, and gives
/// the utterance to another one when it is gone: its death is noticed while the person speaks, and
/// not only by the transcript that never comes.
///
/// Owns the virtual thread `satellite-lease`, which only posts into the turn's mailbox. A node that
/// does not say that it answers is not judged by its silence: it may not know the question.
final class LeaseWatch implements Part {
  private static final Duration EVERY = Duration.ofMillis(200);
  private static final Duration ANSWER = Duration.ofMillis(500);
  private static final Duration JOIN = Duration.ofSeconds(3);

  /// So many answers in a row that do not come, or say no: one may be on its way beside the final
  /// transcript.
  private static final int MISSES = 2;

  private static final String NOBODY =
      "speech recognition gave no transcript: see the state of stt with loqa doctor";

  private final Bus bus;
  private final SttOpen utterance;
  private final Lease lease;
  private final Consumer<TurnEvent> tell;
  private final BlockingQueue<String> wanted = new ArrayBlockingQueue<>(1);
  private final Thread thread;
  private volatile boolean closed;
  private int misses;
  private int retakes;

  /// @param lease held by the node that is watched
  /// @param retakes how often the utterance is given away at most
  /// @param tell gets what happens to it
  LeaseWatch(Bus bus, SttOpen utterance, Lease lease, int retakes, Consumer<TurnEvent> tell) {
    this.bus = bus;
    this.utterance = utterance;
    this.lease = lease;
    this.retakes = retakes;
    this.tell = tell;
    this.thread = Thread.ofVirtual().name("satellite-lease").unstarted(this::watch);
  }

  void start() {
    thread.start();
  }

  /// Asks for another node, whatever the present one says.
  void retake(String why) {
    wanted.offer(why);
  }

  /// Watches no more: the words are there, and who listened is free to forget the utterance.
  void end() {
    closed = true;
  }

  @Override
  public void close() {
    end();
    thread.interrupt();
    try {
      thread.join(JOIN);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void watch() {
    try {
      while (!closed) {
        String why = wanted.poll(EVERY.toMillis(), TimeUnit.MILLISECONDS);
        if (why == null && !closed) {
          why = lost();
        }
        if (why != null && !closed) {
          giveAway(why);
        }
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void giveAway(String why) {
    if (retakes == 0) {
      tell.accept(new TurnEvent.HeardAgain(NOBODY));
      return;
    }
    retakes--;
    tell.accept(new TurnEvent.Unheard(why));
    String fault = lease.open();
    tell.accept(new TurnEvent.HeardAgain(fault));
    misses = 0;
    wanted.clear();
  }

  /// Why the utterance needs another node; null while it does not.
  private @Nullable String lost() {
    NodeId node = lease.node();
    if (node == null) {
      return null;
    }
    try {
      SttOpened held =
          bus.request(new SttLease(node, utterance.sessionId(), utterance.turnId()), ANSWER)
              .as(SttOpened.class);
      return held.node() == null ? missed(node) : listens();
    } catch (BusException.NoResponders e) {
      return lease.watched() ? "node " + node + " is gone" : null;
    } catch (BusException.Unavailable e) {
      // The bus itself is away: nothing is known, and nobody else could be asked.
      return null;
    } catch (BusException e) {
      return missed(node);
    }
  }

  private @Nullable String listens() {
    misses = 0;
    return null;
  }

  private @Nullable String missed(NodeId node) {
    misses++;
    return lease.watched() && misses >= MISSES
        ? "node " + node + " does not listen any more"
        : null;
  }
}
