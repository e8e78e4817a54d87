package dev.loqa.bus;

import dev.loqa.base.telemetry.TraceHeaders;
import io.nats.client.Connection;
import io.nats.client.Dispatcher;
import io.nats.client.Message;
import io.nats.client.impl.Headers;
import io.opentelemetry.context.Scope;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// One subscription with a jnats dispatcher, and so a thread, of its own. At most 8,192 messages or
/// 16 MiB wait; jnats drops what comes on top and reports it.
final class NatsSubscription implements Subscription {
  private static final Logger LOG = LoggerFactory.getLogger(NatsSubscription.class);
  private static final long MOST_MESSAGES = 8_192;
  private static final long MOST_BYTES = 16L * 1024 * 1024;
  private static final long CLOSE_WAIT_MILLIS = 5_000;

  private final Link link;
  private final String subject;
  private final @Nullable String queueGroup;
  private final Consumer<Delivery> handler;
  private final ReentrantLock handling = new ReentrantLock();
  private volatile boolean closed;
  private volatile @Nullable Connection connection;
  private volatile @Nullable Dispatcher dispatcher;

  NatsSubscription(
      Link link, String subject, @Nullable String queueGroup, Consumer<Delivery> handler) {
    this.link = link;
    this.subject = subject;
    this.queueGroup = queueGroup;
    this.handler = handler;
  }

  String subject() {
    return subject;
  }

  @SuppressWarnings("ReferenceEquality") // this very dispatcher
  boolean owns(io.nats.client.@Nullable Consumer consumer) {
    return consumer != null && consumer == dispatcher;
  }

  /// Listens on this connection; called again when the old one is gone for good.
  void attach(Connection on) {
    if (closed) {
      return;
    }
    try {
      Dispatcher made = on.createDispatcher(this::handle);
      made.setPendingLimits(MOST_MESSAGES, MOST_BYTES);
      connection = on;
      dispatcher = made;
      if (queueGroup == null) {
        made.subscribe(subject);
      } else {
        made.subscribe(subject, queueGroup);
      }
    } catch (IllegalStateException e) {
      throw new BusException.Unavailable(
          "cannot subscribe to " + subject + ": " + e.getMessage(), e);
    }
  }

  @Override
  public void close() {
    closed = true;
    link.remove(this);
    Connection on = connection;
    Dispatcher made = dispatcher;
    dispatcher = null;
    if (on != null && made != null && on.getStatus() != Connection.Status.CLOSED) {
      on.closeDispatcher(made);
    }
    awaitHandler();
  }

  private void awaitHandler() {
    if (handling.isHeldByCurrentThread()) {
      return;
    }
    try {
      if (handling.tryLock(CLOSE_WAIT_MILLIS, TimeUnit.MILLISECONDS)) {
        handling.unlock();
      } else {
        LOG.atWarn()
            .addKeyValue("subject", subject)
            .log("a handler still runs 5 s after its subscription was closed");
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void handle(Message message) {
    handling.lock();
    try {
      if (!closed) {
        hand(delivery(message), handler);
      }
    } finally {
      handling.unlock();
    }
  }

  /// The fence of the message loop, shared by every kind of bus.
  static void hand(Delivery delivery, Consumer<Delivery> handler) {
    try (Scope _ = TraceHeaders.extract(delivery.headers()).makeCurrent()) {
      handler.accept(delivery);
    } catch (Exception e) { // fence of the message loop: one bad message must not end it
      LOG.atWarn()
          .addKeyValue("subject", delivery.subject())
          .addKeyValue("why", e.toString())
          .log("handler failed", e);
    }
  }

  static Delivery delivery(Message message) {
    return new Delivery(
        message.getSubject(),
        headers(message.getHeaders()),
        message.getData(),
        message.getReplyTo());
  }

  private static Map<String, String> headers(@Nullable Headers headers) {
    if (headers == null || headers.isEmpty()) {
      return Map.of();
    }
    Map<String, String> map = new LinkedHashMap<>();
    for (Map.Entry<String, List<String>> entry : headers.entrySet()) {
      if (!entry.getValue().isEmpty()) {
        map.put(entry.getKey(), entry.getValue().getFirst());
      }
    }
    return map;
  }
}
