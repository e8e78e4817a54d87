package dev.loqa.bench.store;

import dev.loqa.loqad.store.Appended;
import dev.loqa.loqad.store.EventStore;
import dev.loqa.loqad.store.NewEvent;
import dev.loqa.loqad.store.Pending;
import dev.loqa.loqad.store.StoreOptions;
import dev.loqa.protocol.Envelope;
import dev.loqa.protocol.NodeId;
import dev.loqa.protocol.PrivacyScope;
import dev.loqa.protocol.SessionId;
import dev.loqa.protocol.TurnId;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/// Appends to a store in the ways its callers do. Each returns the nanoseconds from the first
/// append to the last acknowledgement.
final class StoreAppender {
  private static final int SESSIONS = 16;
  private static final Duration DEADLINE = Duration.ofSeconds(60);

  private final Path folder;
  private final Load load;

  StoreAppender(Path folder, Load load) {
    this.folder = folder;
    this.load = load;
  }

  /// Transactions of the load's size and no larger, as the peer in C makes them.
  private EventStore open() {
    return EventStore.open(
        StoreOptions.in(folder, new NodeId("loqad")).withQueue(65_536, load.batchSize()));
  }

  /// One caller that has up to `outstanding` batches on their way.
  Took batches(int outstanding) {
    try (EventStore store = open()) {
      Deque<Pending<List<Appended>>> pending = new ArrayDeque<>();
      Took start = Took.now();
      for (int batch = 0; batch < load.batches(); batch++) {
        if (pending.size() == outstanding) {
          pending.remove().await(DEADLINE);
        }
        pending.add(store.appendAllAsync(batch(batch), List.of()));
      }
      for (Pending<List<Appended>> last : pending) {
        last.await(DEADLINE);
      }
      return Took.now().since(start);
    }
  }

  /// Many callers that each wait for each of their events.
  Took callers(int callers) throws InterruptedException {
    try (EventStore store =
        EventStore.open(StoreOptions.in(folder, new NodeId("loqad")).withPatience(DEADLINE))) {
      CountDownLatch done = new CountDownLatch(callers);
      int each = load.events() / callers;
      Took start = Took.now();
      for (int caller = 0; caller < callers; caller++) {
        Thread.ofVirtual()
            .name("caller-" + caller)
            .start(() -> {
              for (int i = 0; i < each; i++) {
                store.append(event(i, i));
              }
              done.countDown();
            });
      }
      if (!done.await(DEADLINE.toSeconds(), TimeUnit.SECONDS)) {
        throw new IllegalStateException("not all callers came to an end");
      }
      return Took.now().since(start);
    }
  }

  private List<NewEvent> batch(int number) {
    List<NewEvent> events = new ArrayList<>(load.batchSize());
    for (int i = 0; i < load.batchSize(); i++) {
      events.add(event(number * load.batchSize() + i, i));
    }
    return events;
  }

  private NewEvent event(int sequence, int number) {
    String head = "{\"n\":" + number + ",\"text\":\"";
    String payload = head + "x".repeat(load.payloadBytes() - head.length() - 2) + "\"}";
    int session = sequence % SESSIONS;
    Envelope envelope =
        new Envelope(
            "4bf92f3577b34da6a3ce929d0e0e4736",
            new SessionId("session-" + session),
            new TurnId("turn-" + session),
            "anna",
            "confirm",
            PrivacyScope.PERSISTENT);
    return NewEvent.of("route.decision", envelope, payload);
  }
}
