package dev.loqa.bus;

import dev.loqa.base.telemetry.TraceHeaders;
import dev.loqa.protocol.Message;
import dev.loqa.protocol.Quoted;
import dev.loqa.protocol.Subjects;
import io.nats.client.JetStreamStatusException;
import io.nats.client.impl.Headers;
import io.nats.client.impl.NatsMessage;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/// The bus over NATS: control and audio have a connection each from the start, JetStream one from
/// its first use.
public final class NatsBus implements Bus {
  private static final Duration NO_RESPONDERS_SLACK = Duration.ofMillis(100);

  private final BusOptions options;
  private final Link control;
  private final Link audio;
  private final ReentrantLock bulkLock = new ReentrantLock();
  private volatile @Nullable Link bulk;
  private @Nullable JetStreamEvents events;
  private @Nullable JetStreamModels models;
  private volatile boolean closed;

  private NatsBus(BusOptions options) {
    this.options = options;
    this.control = Link.open(Link.Kind.CONTROL, options);
    Link opened;
    try {
      opened = Link.open(Link.Kind.AUDIO, options);
    } catch (BusException e) {
      control.close();
      throw e;
    }
    this.audio = opened;
  }

  /// Connects; a [BusException] says why that cannot be.
  public static NatsBus connect(BusOptions options) {
    return new NatsBus(options);
  }

  @Override
  public void publish(Message message) {
    Wire.Encoded encoded = Wire.encode(message);
    send(Subjects.of(message), null, encoded.headers(), encoded.body());
  }

  @Override
  public void publishRaw(String subject, byte[] json) {
    send(subject, null, Map.of(), json);
  }

  @Override
  public Subscription subscribe(String subject, Consumer<Delivery> handler) {
    return subscribe(subject, null, handler, link(SubjectNames.pattern(subject)));
  }

  @Override
  public Subscription subscribe(String subject, String queueGroup, Consumer<Delivery> handler) {
    return subscribe(subject, queueGroup, handler, link(SubjectNames.pattern(subject)));
  }

  private static Subscription subscribe(
      String subject, @Nullable String queueGroup, Consumer<Delivery> handler, Link link) {
    NatsSubscription subscription = new NatsSubscription(link, subject, queueGroup, handler);
    link.add(subscription);
    return subscription;
  }

  @Override
  public Delivery request(Message message, Duration deadline) {
    Wire.Encoded encoded = Wire.encode(message);
    return ask(Subjects.of(message), encoded.headers(), encoded.body(), deadline);
  }

  @Override
  public Delivery requestRaw(String subject, byte[] json, Duration deadline) {
    return ask(subject, Map.of(), json, deadline);
  }

  @Override
  public void respond(Delivery request, Message answer) {
    Wire.Encoded encoded = Wire.encode(answer);
    send(replyTo(request), null, encoded.headers(), encoded.body());
  }

  @Override
  public void respondRaw(Delivery request, byte[] json) {
    send(replyTo(request), null, Map.of(), json);
  }

  @Override
  public EventStream events() {
    bulkLock.lock();
    try {
      Link link = bulkLink();
      JetStreamEvents made = events;
      if (made == null) {
        made = new JetStreamEvents(link, options.nodeId());
        events = made;
      }
      return made;
    } finally {
      bulkLock.unlock();
    }
  }

  @Override
  public ModelShelf models() {
    bulkLock.lock();
    try {
      Link link = bulkLink();
      JetStreamModels made = models;
      if (made == null) {
        made = new JetStreamModels(link);
        models = made;
      }
      return made;
    } finally {
      bulkLock.unlock();
    }
  }

  /// JetStream's connection, made on first use; the caller has the lock.
  private Link bulkLink() {
    if (closed) {
      throw new BusException.Unavailable(
          "the bus of " + options.nodeId() + " is closed: make a new one");
    }
    Link link = bulk;
    if (link == null) {
      link = Link.open(Link.Kind.BULK, options);
      bulk = link;
    }
    return link;
  }

  /// How long a message takes to the server and back now, by kind of traffic (`control`, `audio`,
  /// and `bulk` once it is used), what waits on the connection before it included. A connection
  /// that is away is left out; one that does not answer within two seconds counts as two seconds.
  public Map<String, Duration> hops() {
    Map<String, Duration> hops = new LinkedHashMap<>();
    for (Link link : links()) {
      Hop.over(link.connection()).ifPresent(took -> hops.put(link.kind().word(), took));
    }
    return hops;
  }

  private List<Link> links() {
    Link link = bulk;
    return link == null ? List.of(control, audio) : List.of(control, audio, link);
  }

  /// How many publishes and subscriptions the server denied us so far.
  public long denied() {
    return links().stream().mapToLong(Link::denied).sum();
  }

  /// Reads the identity's certificate again and shows the new one to the server.
  public void renewIdentity() {
    var tls = options.tls();
    if (tls != null) {
      tls.reload();
      links().forEach(Link::reconnect);
    }
  }

  @Override
  public void close() {
    bulkLock.lock();
    try {
      closed = true;
      JetStreamEvents made = events;
      if (made != null) {
        made.close();
      }
      Link link = bulk;
      if (link != null) {
        link.close();
      }
    } finally {
      bulkLock.unlock();
    }
    audio.close();
    control.close();
  }

  static String replyTo(Delivery request) {
    String replyTo = request.replyTo();
    if (replyTo == null) {
      throw new BusException(
          "the message on "
              + request.subject()
              + " wants no answer: its sender must use request, not publish");
    }
    return replyTo;
  }

  private Link link(String subject) {
    return SubjectNames.audio(subject) ? audio : control;
  }

  private void send(
      String subject, @Nullable String replyTo, Map<String, String> headers, byte[] body) {
    NatsMessage message = message(subject, replyTo, headers, body);
    try {
      link(subject).connection().publish(message);
    } catch (IllegalStateException e) {
      throw new BusException.Unavailable(
          subject + " was not sent, the bus is away: " + e.getMessage(), e);
    } catch (IllegalArgumentException e) {
      throw refused(subject, body, e);
    }
  }

  private Delivery ask(
      String subject, Map<String, String> headers, byte[] body, Duration deadline) {
    NatsMessage message = message(subject, null, headers, body);
    long deniedBefore = control.denied();
    CompletableFuture<io.nats.client.Message> answer;
    try {
      answer = control.connection().requestWithTimeout(message, deadline.plus(NO_RESPONDERS_SLACK));
    } catch (IllegalStateException e) {
      throw new BusException.Unavailable(
          subject + " was not asked, the bus is away: " + e.getMessage(), e);
    } catch (IllegalArgumentException e) {
      throw refused(subject, body, e);
    }
    try {
      return NatsSubscription.delivery(answer.get(deadline.toMillis(), TimeUnit.MILLISECONDS));
    } catch (TimeoutException | CancellationException e) {
      answer.cancel(true);
      throw unanswered(subject, deadline, control.denied() > deniedBefore);
    } catch (ExecutionException e) {
      if (e.getCause() instanceof JetStreamStatusException status
          && status.getStatus().getCode() == 503) {
        throw new BusException.NoResponders(
            "nobody answers " + subject + ": the service for it is not running or not ready");
      }
      throw new BusException.Unavailable(subject + " was not answered: " + e.getCause(), e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      answer.cancel(true);
      throw new BusException.Unavailable(
          "interrupted while waiting for the answer to " + subject, e);
    }
  }

  private BusException unanswered(String subject, Duration deadline, boolean deniedMeanwhile) {
    if (deniedMeanwhile) {
      return new BusException.Denied(
          options.nodeId()
              + " may not ask "
              + subject
              + ": its role does not publish that, see the denials in the log");
    }
    return new BusException.TimedOut(
        subject
            + " was not answered within "
            + deadline.toMillis()
            + " ms: the service is busy or hangs");
  }

  private BusException refused(String subject, byte[] body, IllegalArgumentException e) {
    return new BusException(
        Quoted.of(subject)
            + " with "
            + body.length
            + " bytes is refused ("
            + e.getMessage()
            + "): the bus takes at most "
            + control.connection().getMaxPayload()
            + " bytes",
        e);
  }

  static NatsMessage message(
      String subject, @Nullable String replyTo, Map<String, String> headers, byte[] body) {
    SubjectNames.literal(subject);
    Headers all = new Headers();
    headers.forEach((name, value) -> all.put(name, value));
    TraceHeaders.inject((name, value) -> all.put(name, value));
    NatsMessage.Builder builder = NatsMessage.builder().subject(subject).data(body);
    if (!all.isEmpty()) {
      builder.headers(all);
    }
    if (replyTo != null) {
      builder.replyTo(replyTo);
    }
    return builder.build();
  }
}
