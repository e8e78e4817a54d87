package dev.loqa.bus;

import dev.loqa.base.process.Backoff;
import dev.loqa.protocol.EventRecord;
import io.nats.client.ConsumeOptions;
import io.nats.client.IterableConsumer;
import io.nats.client.JetStreamApiException;
import io.nats.client.JetStreamStatusCheckedException;
import io.nats.client.Message;
import io.nats.client.api.DeliverPolicy;
import io.nats.client.api.OrderedConsumerConfiguration;
import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Reads the event stream in order. Whatever happens to connection or server, it begins again
/// behind the last event that was taken in: the position is ours, the server keeps nothing.
///
/// Thread model: one platform thread `bus-events-intake` (jnats blocks in native waits), ends in
/// [#close()].
final class EventConsumer implements Subscription {
  private static final Logger LOG = LoggerFactory.getLogger(EventConsumer.class);
  private static final Duration LOOK_UP = Duration.ofMillis(500);
  private static final Duration JOIN = Duration.ofSeconds(10);
  private static final Backoff AGAIN =
      new Backoff(Duration.ofMillis(50), Duration.ofSeconds(5), Duration.ofSeconds(5));

  private final Link link;
  private final Intake intake;
  private final Consumer<EventConsumer> ended;
  private final AtomicLong position;
  private final AtomicLong generation = new AtomicLong();
  private final Semaphore wake = new Semaphore(0);
  private final Runnable begin = this::beginAgain;
  private final Thread thread;
  private volatile boolean closed;

  EventConsumer(Link link, long afterSequence, Intake intake, Consumer<EventConsumer> ended) {
    this.link = link;
    this.intake = intake;
    this.ended = ended;
    this.position = new AtomicLong(afterSequence);
    this.thread = Thread.ofPlatform().name("bus-events-intake").daemon().unstarted(this::run);
  }

  void start() {
    link.onResubscribed(begin);
    thread.start();
  }

  @Override
  public void close() {
    closed = true;
    link.forget(begin);
    wake.release();
    ended.accept(this);
    if (Thread.currentThread().equals(thread)) {
      return;
    }
    try {
      if (!thread.join(JOIN)) {
        LOG.warn("the intake of an event still runs after its subscription was closed");
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /// A consumer that outlived a lost connection would find out by itself only after many seconds.
  private void beginAgain() {
    generation.incrementAndGet();
    wake.release();
  }

  private void run() {
    int failures = 0;
    while (!closed) {
      long before = position.get();
      try {
        read();
        failures = 0;
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        return;
      } catch (Exception e) { // fence of the message loop: the event comes again
        failures = position.get() > before ? 1 : failures + 1;
        LOG.atWarn()
            .addKeyValue("after", position.get())
            .addKeyValue("why", e.toString())
            .log("event intake begins again");
        if (!pause(AGAIN.after(failures))) {
          return;
        }
      }
    }
  }

  /// Reads until the connection was lost and made again, or closed.
  private void read() throws Exception {
    long began = generation.get();
    wake.drainPermits();
    OrderedConsumerConfiguration from =
        new OrderedConsumerConfiguration()
            .deliverPolicy(DeliverPolicy.ByStartSequence)
            .startSequence(position.get() + 1);
    IterableConsumer messages = open(from);
    try {
      while (!closed && generation.get() == began) {
        Message message = messages.nextMessage(LOOK_UP);
        if (message != null) {
          take(message);
        }
      }
    } finally {
      messages.stop();
      messages.close();
    }
  }

  private IterableConsumer open(OrderedConsumerConfiguration from)
      throws IOException, JetStreamApiException, JetStreamStatusCheckedException {
    return link.connection()
        .getStreamContext(JetStreamEvents.STREAM)
        .createOrderedConsumer(from)
        .iterate(ConsumeOptions.builder().batchSize(256).build());
  }

  private void take(Message message) {
    long sequence = message.metaData().streamSequence();
    if (sequence <= position.get()) {
      return;
    }
    EventRecord event;
    try {
      event = EventWire.decode(message.getSubject(), message.getData());
    } catch (WireException e) {
      // Nobody will ever read it: going on is the only way to the events behind it.
      LOG.atError()
          .addKeyValue("sequence", sequence)
          .addKeyValue("why", e.getMessage())
          .log("skipped what is no event");
      position.set(sequence);
      return;
    }
    intake.accept(sequence, event);
    position.set(sequence);
  }

  private boolean pause(Duration length) {
    try {
      wake.tryAcquire(length.toMillis(), TimeUnit.MILLISECONDS);
      return true;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    }
  }
}
