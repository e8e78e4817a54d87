package dev.loqa.bus;

import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// A subscription of the [InMemoryBus]: a bounded queue and the thread that empties it. Full: the
/// newest is dropped and the log says so, as on the real bus.
final class MemorySubscription implements Subscription {
  private static final Logger LOG = LoggerFactory.getLogger(MemorySubscription.class);
  private static final int MOST_MESSAGES = 8_192;
  private static final long LOOK_MILLIS = 100;

  /// Wakes the thread when the subscription closes.
  private static final Delivery END = new Delivery("", Map.of(), new byte[0], null);

  private final String subject;
  private final @Nullable String queueGroup;
  private final Consumer<Delivery> handler;
  private final Consumer<MemorySubscription> ended;
  private final BlockingQueue<Delivery> waiting = new ArrayBlockingQueue<>(MOST_MESSAGES);
  private final Thread thread;
  private volatile boolean closed;

  MemorySubscription(
      String subject,
      @Nullable String queueGroup,
      Consumer<Delivery> handler,
      Consumer<MemorySubscription> ended) {
    this.subject = subject;
    this.queueGroup = queueGroup;
    this.handler = handler;
    this.ended = ended;
    this.thread = Thread.ofVirtual().name("bus-" + subject).unstarted(this::run);
  }

  String subject() {
    return subject;
  }

  @Nullable String queueGroup() {
    return queueGroup;
  }

  void start() {
    thread.start();
  }

  void offer(Delivery delivery) {
    if (!waiting.offer(delivery)) {
      LOG.atWarn().addKeyValue("subject", subject).log("slow consumer");
    }
  }

  @Override
  public void close() {
    closed = true;
    waiting.offer(END);
    ended.accept(this);
    if (Thread.currentThread().equals(thread)) {
      return;
    }
    try {
      if (!thread.join(Duration.ofSeconds(5))) {
        LOG.atWarn()
            .addKeyValue("subject", subject)
            .log("a handler still runs 5 s after its subscription was closed");
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void run() {
    try {
      while (!closed) {
        Delivery delivery = waiting.poll(LOOK_MILLIS, TimeUnit.MILLISECONDS);
        if (delivery != null && !closed) {
          NatsSubscription.hand(delivery, handler);
        }
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
