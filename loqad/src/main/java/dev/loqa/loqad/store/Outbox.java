package dev.loqa.loqad.store;

import dev.loqa.base.life.Part;
import dev.loqa.loqad.store.Page.StoredEvent;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Publishes what was born here, in order and at least once; the receiver drops repeats by event
/// id.
///
/// One thread. It remembers how far it came in the store itself, so that a restart goes on there.
/// While the relay fails it tries again with back-off and nothing is lost or reordered.
public final class Outbox implements Part {
  private static final Logger LOG = LoggerFactory.getLogger(Outbox.class);
  private static final int PAGE = 100;
  private static final Duration FIRST_WAIT = Duration.ofMillis(250);
  private static final Duration LONGEST_WAIT = Duration.ofSeconds(10);
  private static final Duration STOP = Duration.ofSeconds(15);

  private final EventStore store;
  private final Relay relay;
  private final CountDownLatch stop = new CountDownLatch(1);
  private final Thread thread;
  private volatile long position;
  private volatile boolean failing;

  private Outbox(EventStore store, Relay relay) {
    this.store = store;
    this.relay = relay;
    position = store.outboxPosition();
    thread = Thread.ofPlatform().name("loqa-store-outbox").daemon().unstarted(this::run);
  }

  /// Begins to publish after the last event that was published before.
  public static Outbox start(EventStore store, Relay relay) {
    Outbox outbox = new Outbox(store, relay);
    outbox.thread.start();
    return outbox;
  }

  /// How many events, at most, wait to be published.
  public long waiting() {
    return Math.max(0, store.newest() - position);
  }

  /// Whether the last try to publish failed.
  public boolean failing() {
    return failing;
  }

  private void run() {
    Duration wait = FIRST_WAIT;
    try {
      while (stop.getCount() > 0) {
        try {
          if (store.awaitBeyond(position, LONGEST_WAIT, () -> stop.getCount() == 0)) {
            drain();
          }
          wait = FIRST_WAIT;
        } catch (RuntimeException e) {
          if (stop.getCount() == 0) {
            return;
          }
          report(e);
          boolean stopped = stop.await(wait.toMillis(), TimeUnit.MILLISECONDS);
          wait =
              stopped || wait.multipliedBy(2).compareTo(LONGEST_WAIT) > 0
                  ? LONGEST_WAIT
                  : wait.multipliedBy(2);
        }
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void drain() {
    long newest = store.newest();
    List<StoredEvent> page = store.unpublished(position, PAGE);
    if (!page.isEmpty()) {
      relay.publish(page.stream().map(StoredEvent::event).toList());
    }
    // A page that is not full was the last one: what follows up to the newest was not born here.
    position = page.size() < PAGE ? Math.max(newest, last(page)) : last(page);
    store.outboxReached(position);
    if (failing) {
      failing = false;
      LOG.atInfo().log("outbox publishes again");
    }
  }

  private long last(List<StoredEvent> page) {
    return page.isEmpty() ? position : page.getLast().sequence();
  }

  private void report(RuntimeException e) {
    if (!failing) {
      LOG.atWarn()
          .addKeyValue("waiting", waiting())
          .setCause(e)
          .log("outbox cannot publish, tries again");
    }
    failing = true;
  }

  /// Stops after the page in flight; what was not published stays for the next start.
  @Override
  public void close() {
    stop.countDown();
    store.wake();
    try {
      if (!thread.join(STOP)) {
        thread.interrupt();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
