package dev.loqa.bus;

import dev.loqa.base.telemetry.TraceHeaders;
import dev.loqa.protocol.Message;
import dev.loqa.protocol.Subjects;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/// A bus inside one process, for tests and simulations: the same contract, no server, no rights.
/// Messages pass through [Wire] as on the real one. All parties share one instance; closing it ends
/// it for all.
///
/// Thread model: as [Bus]; each subscription has a virtual thread of its own.
public final class InMemoryBus implements Bus {
  private static final int MOST_BYTES = 1024 * 1024;

  private final List<MemorySubscription> subscriptions = new CopyOnWriteArrayList<>();
  private final AtomicLong inboxes = new AtomicLong();
  private final AtomicLong sent = new AtomicLong();
  private final MemoryEvents events = new MemoryEvents();
  private final MemoryModels models = new MemoryModels();
  private volatile boolean closed;

  @Override
  public void publish(Message message) {
    Wire.Encoded encoded = Wire.encode(message);
    send(Subjects.of(message), encoded.headers(), encoded.body(), null);
  }

  @Override
  public void publishRaw(String subject, byte[] json) {
    send(subject, Map.of(), json, null);
  }

  @Override
  public Subscription subscribe(String subject, Consumer<Delivery> handler) {
    return add(new MemorySubscription(subject, null, handler, subscriptions::remove));
  }

  @Override
  public Subscription subscribe(String subject, String queueGroup, Consumer<Delivery> handler) {
    return add(new MemorySubscription(subject, queueGroup, handler, subscriptions::remove));
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
    send(NatsBus.replyTo(request), encoded.headers(), encoded.body(), null);
  }

  @Override
  public void respondRaw(Delivery request, byte[] json) {
    send(NatsBus.replyTo(request), Map.of(), json, null);
  }

  @Override
  public EventStream events() {
    checkOpen();
    return events;
  }

  @Override
  public ModelShelf models() {
    checkOpen();
    return models;
  }

  @Override
  public void close() {
    closed = true;
    events.close();
    subscriptions.forEach(MemorySubscription::close);
  }

  private Subscription add(MemorySubscription subscription) {
    checkOpen();
    SubjectNames.pattern(subscription.subject());
    subscriptions.add(subscription);
    subscription.start();
    return subscription;
  }

  private Delivery ask(
      String subject, Map<String, String> headers, byte[] body, Duration deadline) {
    String inbox = "_INBOX.memory." + inboxes.incrementAndGet();
    BlockingQueue<Delivery> answers = new ArrayBlockingQueue<>(1);
    try (Subscription _ = subscribe(inbox, answers::offer)) {
      if (send(subject, headers, body, inbox) == 0) {
        throw new BusException.NoResponders(
            "nobody answers " + subject + ": the service for it is not running or not ready");
      }
      Delivery answer = answers.poll(deadline.toMillis(), TimeUnit.MILLISECONDS);
      if (answer == null) {
        throw new BusException.TimedOut(
            subject
                + " was not answered within "
                + deadline.toMillis()
                + " ms: the service is busy or hangs");
      }
      return answer;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new BusException.Unavailable(
          "interrupted while waiting for the answer to " + subject, e);
    }
  }

  /// Hands the message to every subscription without a group and to one of each group; returns to
  /// how many.
  private int send(
      String subject, Map<String, String> headers, byte[] body, @Nullable String replyTo) {
    checkOpen();
    SubjectNames.literal(subject);
    if (body.length > MOST_BYTES) {
      throw new BusException(
          subject
              + " with "
              + body.length
              + " bytes is refused: the bus takes at most "
              + MOST_BYTES
              + " bytes");
    }
    Map<String, String> all = new LinkedHashMap<>(headers);
    TraceHeaders.inject(all::put);
    Delivery delivery = new Delivery(subject, all, body.clone(), replyTo);
    List<MemorySubscription> hearing =
        subscriptions.stream()
            .filter(each -> SubjectNames.matches(each.subject(), subject))
            .toList();
    Set<String> groups = new LinkedHashSet<>();
    int handed = 0;
    for (MemorySubscription each : hearing) {
      String group = each.queueGroup();
      if (group == null) {
        each.offer(delivery);
        handed++;
      } else if (groups.add(group)) {
        List<MemorySubscription> members =
            hearing.stream().filter(member -> group.equals(member.queueGroup())).toList();
        members.get((int) (sent.getAndIncrement() % members.size())).offer(delivery);
        handed++;
      }
    }
    return handed;
  }

  private void checkOpen() {
    if (closed) {
      throw new BusException.Unavailable("the bus is closed: make a new one");
    }
  }
}
