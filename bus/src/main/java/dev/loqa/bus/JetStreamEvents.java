package dev.loqa.bus;

import dev.loqa.base.life.Part;
import dev.loqa.protocol.EventRecord;
import io.nats.client.JetStream;
import io.nats.client.JetStreamApiException;
import io.nats.client.JetStreamManagement;
import io.nats.client.JetStreamOptions;
import io.nats.client.api.PublishAck;
import io.nats.client.api.RetentionPolicy;
import io.nats.client.api.StorageType;
import io.nats.client.api.StreamConfiguration;
import io.nats.client.impl.Headers;
import io.nats.client.impl.NatsMessage;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.locks.ReentrantLock;

/// [EventStream] on JetStream. The stream is made on first use and left as it is when it exists.
final class JetStreamEvents implements EventStream, Part {
  static final String STREAM = "LOQA_EVENTS";
  private static final String SUBJECTS = "loqa.events.>";
  private static final Duration ACK = Duration.ofSeconds(5);

  /// How long an event id is remembered against duplicates; longer than any restart of an outbox.
  private static final Duration DUPLICATES = Duration.ofMinutes(10);

  private final Link link;
  private final String nodeId;
  private final ReentrantLock lock = new ReentrantLock();
  private final List<EventConsumer> consumers = new CopyOnWriteArrayList<>();
  private volatile boolean ensured;

  JetStreamEvents(Link link, String nodeId) {
    this.link = link;
    this.nodeId = nodeId;
  }

  @Override
  public void publish(EventRecord event) {
    publishAll(List.of(event));
  }

  @Override
  public void publishAll(List<EventRecord> events) {
    ensureStream();
    try {
      JetStream stream =
          link.connection().jetStream(JetStreamOptions.builder().requestTimeout(ACK).build());
      List<CompletableFuture<PublishAck>> acks = new ArrayList<>(events.size());
      for (EventRecord event : events) {
        acks.add(stream.publishAsync(message(event)));
      }
      long deadline = System.nanoTime() + ACK.toNanos();
      for (CompletableFuture<PublishAck> ack : acks) {
        ack.get(Math.max(1, deadline - System.nanoTime()), TimeUnit.NANOSECONDS);
      }
    } catch (ExecutionException e) {
      throw away("events were not acknowledged (" + e.getCause() + ")", e);
    } catch (TimeoutException e) {
      throw away("events were not acknowledged within " + ACK.toSeconds() + " s", e);
    } catch (IOException | IllegalStateException e) {
      throw away("events were not sent (" + e.getMessage() + ")", e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw away("interrupted while events were being sent", e);
    }
  }

  @Override
  public Subscription consume(long afterSequence, Intake intake) {
    ensureStream();
    EventConsumer consumer = new EventConsumer(link, afterSequence, intake, consumers::remove);
    consumers.add(consumer);
    consumer.start();
    return consumer;
  }

  @Override
  public void close() {
    consumers.forEach(EventConsumer::close);
  }

  private static NatsMessage message(EventRecord event) {
    return NatsMessage.builder()
        .subject(EventWire.subject(event))
        .headers(new Headers().put("Nats-Msg-Id", event.eventId().value()))
        .data(EventWire.encode(event))
        .build();
  }

  private void ensureStream() {
    if (ensured) {
      return;
    }
    lock.lock();
    try {
      JetStreamManagement management =
          link.connection()
              .jetStreamManagement(JetStreamOptions.builder().requestTimeout(ACK).build());
      if (!management.getStreamNames().contains(STREAM)) {
        management.addStream(
            StreamConfiguration.builder()
                .name(STREAM)
                .subjects(SUBJECTS)
                .storageType(StorageType.File)
                .retentionPolicy(RetentionPolicy.Limits)
                .replicas(1)
                .duplicateWindow(DUPLICATES)
                .build());
      }
      ensured = true;
    } catch (IOException | IllegalStateException e) {
      throw away("the stream " + STREAM + " is out of reach (" + e.getMessage() + ")", e);
    } catch (JetStreamApiException e) {
      throw new BusException(
          "the stream "
              + STREAM
              + " cannot be made ("
              + e.getMessage()
              + "): check the bus server's JetStream limits",
          e);
    } finally {
      lock.unlock();
    }
  }

  private BusException.Unavailable away(String what, Exception e) {
    return new BusException.Unavailable(
        what
            + ": "
            + nodeId
            + " may lack the right, or the bus is away; nothing is lost, send them again",
        e);
  }
}
