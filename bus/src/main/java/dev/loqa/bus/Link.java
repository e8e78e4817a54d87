package dev.loqa.bus;

import dev.loqa.base.life.Part;
import dev.loqa.base.process.Backoff;
import io.nats.client.Connection;
import io.nats.client.ConnectionListener;
import io.nats.client.Consumer;
import io.nats.client.ErrorListener;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicLong;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// One kind of traffic's connection. jnats reconnects by itself; when it gives up for good (CLOSED:
/// the server refused our identity twice) this makes a new connection and gives it the
/// subscriptions of the old.
///
/// Thread model: methods by any thread; jnats' callback thread reports; a virtual thread
/// `bus-<kind>-revive` lives while a closed connection is being replaced and ends with [#close()].
final class Link implements Part, ConnectionListener, ErrorListener {
  private static final Logger LOG = LoggerFactory.getLogger(Link.class);
  private static final Duration FLUSH = Duration.ofSeconds(2);
  private static final Backoff REVIVE =
      new Backoff(Duration.ofMillis(250), Duration.ofSeconds(10), Duration.ofSeconds(30));
  private static final Pattern DENIED =
      Pattern.compile(
          "permissions violation for (publish|subscription) to \"([^\"]+)\".*",
          Pattern.CASE_INSENSITIVE);

  /// The three kinds of traffic.
  enum Kind {
    CONTROL,
    AUDIO,
    BULK;

    String word() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  private final Kind kind;
  private final BusOptions options;
  private final List<NatsSubscription> subscriptions = new CopyOnWriteArrayList<>();
  private final List<Runnable> resubscribed = new CopyOnWriteArrayList<>();
  private final CountDownLatch closed = new CountDownLatch(1);
  private final AtomicLong denied = new AtomicLong();
  private volatile Connection connection;
  private volatile @Nullable Thread reviver;

  private Link(Kind kind, BusOptions options) {
    this.kind = kind;
    this.options = options;
    this.connection = connect();
  }

  static Link open(Kind kind, BusOptions options) {
    return new Link(kind, options);
  }

  Connection connection() {
    return connection;
  }

  Kind kind() {
    return kind;
  }

  long denied() {
    return denied.get();
  }

  /// Calls `action` whenever the server has our subscriptions again after a loss.
  void onResubscribed(Runnable action) {
    resubscribed.add(action);
  }

  void forget(Runnable action) {
    resubscribed.remove(action);
  }

  /// Attaches and waits until the server knows; a refusal is a [BusException.Denied].
  void add(NatsSubscription subscription) {
    synchronized (subscriptions) {
      subscriptions.add(subscription);
      subscription.attach(connection);
    }
    flush();
    // The server's refusal comes before the flush's answer, so it is known by now.
    String error = connection.getLastError();
    if (error != null) {
      Matcher refusal = DENIED.matcher(error);
      if (refusal.lookingAt() && refusal.group(2).equals(subscription.subject())) {
        connection.clearLastError();
        subscription.close();
        throw new BusException.Denied(
            options.nodeId()
                + " may not subscribe to "
                + subscription.subject()
                + ": its role does not hear that");
      }
    }
  }

  void remove(NatsSubscription subscription) {
    synchronized (subscriptions) {
      subscriptions.remove(subscription);
    }
  }

  /// Shows the identity's newest certificate: connects again.
  void reconnect() {
    try {
      connection.forceReconnect();
    } catch (IOException e) {
      throw new BusException.Unavailable(
          "the " + kind.word() + " connection cannot be renewed: " + e.getMessage(), e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  @Override
  public void close() {
    closed.countDown();
    try {
      flush();
      connection.close();
      Thread running = reviver;
      if (running != null) {
        running.join(Dial.WITHIN.plus(FLUSH));
        connection.close();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void flush() {
    if (connection.getStatus() != Connection.Status.CONNECTED) {
      return;
    }
    try {
      connection.flush(FLUSH);
    } catch (TimeoutException | IllegalStateException e) {
      LOG.atDebug()
          .addKeyValue("connection", kind.word())
          .log("flush did not end, the connection is being lost", e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private Connection connect() {
    return Dial.connect(kind, options, this, this);
  }

  @Override
  @SuppressWarnings("deprecation") // still the abstract one
  public void connectionEvent(@Nullable Connection source, @Nullable Events type) {
    if (type == null) {
      return;
    }
    switch (type) {
      case CONNECTED -> tell(new BusEvent.Connected(kind.word()));
      case RESUBSCRIBED -> {
        LOG.atInfo()
            .addKeyValue("connection", kind.word())
            .addKeyValue("node", options.nodeId())
            .log("bus is back");
        resubscribed.forEach(Runnable::run);
        tell(new BusEvent.Connected(kind.word()));
      }
      case DISCONNECTED -> lost("connection lost");
      case CLOSED -> {
        // A connection that never came up is closed too; who tried to make it hears that as an
        // exception.
        if (isCurrent(source) && closed.getCount() > 0) {
          lost("closed by jnats after the server refused it");
          startReviver();
        }
      }
      case RECONNECTED, DISCOVERED_SERVERS, LAME_DUCK ->
          LOG.atDebug()
              .addKeyValue("connection", kind.word())
              .addKeyValue("event", type.getEvent())
              .log("bus event");
    }
  }

  @Override
  public void errorOccurred(@Nullable Connection source, @Nullable String error) {
    Matcher refusal = DENIED.matcher(error == null ? "" : error);
    if (refusal.lookingAt()) {
      denied.incrementAndGet();
      LOG.atWarn()
          .addKeyValue("node", options.nodeId())
          .addKeyValue("operation", refusal.group(1))
          .addKeyValue("subject", refusal.group(2))
          .log("denied by the bus");
      tell(new BusEvent.Denied(refusal.group(1).toLowerCase(Locale.ROOT), refusal.group(2)));
    } else {
      LOG.atWarn()
          .addKeyValue("connection", kind.word())
          .addKeyValue("error", error)
          .log("bus server reports an error");
    }
  }

  @Override
  public void exceptionOccurred(@Nullable Connection source, @Nullable Exception e) {
    LOG.atDebug().addKeyValue("connection", kind.word()).log("bus connection fault", e);
  }

  @Override
  public void slowConsumerDetected(@Nullable Connection source, @Nullable Consumer consumer) {
    for (NatsSubscription subscription : subscriptions) {
      if (subscription.owns(consumer)) {
        long dropped = consumer == null ? 0 : consumer.getDroppedCount();
        LOG.atWarn()
            .addKeyValue("subject", subscription.subject())
            .addKeyValue("dropped", dropped)
            .log("slow consumer");
        tell(new BusEvent.SlowConsumer(subscription.subject(), dropped));
      }
    }
  }

  @SuppressWarnings("ReferenceEquality") // this very connection
  private boolean isCurrent(@Nullable Connection source) {
    return source != null && source == connection;
  }

  private void lost(String why) {
    if (closed.getCount() > 0) {
      LOG.atWarn()
          .addKeyValue("connection", kind.word())
          .addKeyValue("node", options.nodeId())
          .log(why);
      tell(new BusEvent.Disconnected(kind.word(), why));
    }
  }

  private void tell(BusEvent event) {
    try {
      options.listener().accept(event);
    } catch (RuntimeException e) {
      LOG.warn("listener of the bus failed", e);
    }
  }

  private void startReviver() {
    reviver = Thread.ofVirtual().name("bus-" + kind.word() + "-revive").start(this::revive);
  }

  private void revive() {
    int failures = 0;
    try {
      while (!closed.await(REVIVE.after(++failures).toMillis(), TimeUnit.MILLISECONDS)) {
        try {
          Connection fresh = connect();
          synchronized (subscriptions) {
            connection = fresh;
            subscriptions.forEach(subscription -> subscription.attach(fresh));
          }
          flush();
          resubscribed.forEach(Runnable::run);
          LOG.atInfo().addKeyValue("connection", kind.word()).log("bus connection was made anew");
          return;
        } catch (BusException e) {
          LOG.atWarn()
              .addKeyValue("connection", kind.word())
              .addKeyValue("why", e.getMessage())
              .log("bus still away");
        }
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
