package dev.loqa.loqad.store;

import static dev.loqa.loqad.store.Samples.event;
import static dev.loqa.loqad.store.Samples.options;
import static org.assertj.core.api.Assertions.assertThat;

import dev.loqa.protocol.EventRecord;
import dev.loqa.protocol.PrivacyScope;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class OutboxTest {
  @TempDir Path folder;

  /// A bus that can be down.
  private static final class Bus implements Relay {
    final BlockingQueue<EventRecord> published = new LinkedBlockingQueue<>();
    final BlockingQueue<EventRecord> refused = new LinkedBlockingQueue<>();
    volatile boolean down;

    @Override
    public void publish(List<EventRecord> events) {
      if (down) {
        refused.addAll(events);
        throw new IllegalStateException("the bus is down");
      }
      published.addAll(events);
    }

    List<String> payloads(int count) throws InterruptedException {
      List<String> payloads = new ArrayList<>();
      while (payloads.size() < count) {
        @Nullable EventRecord next = published.poll(10, TimeUnit.SECONDS);
        if (next == null) {
          break;
        }
        payloads.add(next.payload());
      }
      return payloads;
    }
  }

  @Test
  void publishesWhatIsAppendedInOrder() throws InterruptedException {
    Bus bus = new Bus();
    try (EventStore store = EventStore.open(options(folder));
        Outbox outbox = Outbox.start(store, bus)) {
      List<NewEvent> events = Samples.many(250);
      store.appendAll(events);

      assertThat(bus.payloads(250)).isEqualTo(events.stream().map(NewEvent::payload).toList());
      assertThat(outbox.failing()).isFalse();
    }
  }

  @Test
  void goesOnAfterARestartWhereItStopped() throws InterruptedException {
    Bus bus = new Bus();
    try (EventStore store = EventStore.open(options(folder))) {
      try (Outbox outbox = Outbox.start(store, bus)) {
        store.append(event("one"));
        assertThat(bus.payloads(1)).hasSize(1);
        assertThat(outbox.waiting()).isLessThanOrEqualTo(1);
      }
      store.append(event("two"));
    }
    try (EventStore store = EventStore.open(options(folder));
        Outbox outbox = Outbox.start(store, bus)) {
      assertThat(bus.payloads(1)).containsExactly("{\"text\":\"two\"}");
      assertThat(outbox.failing()).isFalse();
    }
    assertThat(bus.published).isEmpty();
  }

  @Test
  void losesAndReordersNothingWhileTheBusIsDown() throws InterruptedException {
    Bus bus = new Bus();
    bus.down = true;
    try (EventStore store = EventStore.open(options(folder));
        Outbox outbox = Outbox.start(store, bus)) {
      store.append(event("one"));
      assertThat(bus.refused.poll(10, TimeUnit.SECONDS)).isNotNull();
      store.append(event("two"));
      assertThat(bus.refused.poll(10, TimeUnit.SECONDS)).isNotNull();
      assertThat(outbox.failing()).isTrue();
      assertThat(outbox.waiting()).isEqualTo(2);
      bus.down = false;

      assertThat(bus.payloads(2)).containsExactly("{\"text\":\"one\"}", "{\"text\":\"two\"}");
    }
  }

  @Test
  void publishesNeitherForeignNorEphemeralEvents() throws InterruptedException {
    Bus bus = new Bus();
    try (EventStore store = EventStore.open(options(folder));
        Outbox outbox = Outbox.start(store, bus)) {
      assertThat(store.intake().accept(7, Samples.foreign("f1", "theirs"))).isTrue();
      store.append(event("s1", PrivacyScope.EPHEMERAL, "secret"));
      store.append(event("mine"));

      assertThat(bus.payloads(1)).containsExactly("{\"text\":\"mine\"}");
      assertThat(outbox.failing()).isFalse();
    }
    assertThat(bus.published).isEmpty();
  }

  @Test
  void takesInEachForeignEventOnce() {
    try (EventStore store = EventStore.open(options(folder))) {
      EventIntake intake = store.intake();

      assertThat(intake.accept(3, Samples.foreign("f1", "theirs"))).isTrue();
      assertThat(intake.accept(4, Samples.foreign("f1", "theirs"))).isFalse();

      assertThat(Samples.payloads(store)).containsExactly("{\"text\":\"theirs\"}");
      assertThat(intake.position()).isEqualTo(4);
      assertThat(store.verify().sound()).isTrue();
    }
    try (EventStore store = EventStore.open(options(folder))) {
      assertThat(store.intake().position()).isEqualTo(4);
      assertThat(store.intake().accept(5, Samples.foreign("f1", "theirs"))).isFalse();
      EventRecord stored =
          store.events(Query.all(), Page.Cursor.START, 1).items().getFirst().event();
      assertThat(stored).isEqualTo(Samples.foreign("f1", "theirs"));
    }
  }

  @Test
  void anEventThatCanNeverBeStoredDoesNotStopTheStream() {
    try (EventStore store = EventStore.open(options(folder))) {
      EventRecord bad = Samples.foreign("f1", "x".repeat(NewEvent.PAYLOAD_LIMIT));

      assertThat(store.intake().accept(1, bad)).isFalse();
      assertThat(store.intake().accept(2, Samples.foreign("f2", "good"))).isTrue();

      assertThat(store.intake().position()).isEqualTo(2);
      assertThat(Samples.payloads(store)).containsExactly("{\"text\":\"good\"}");
    }
  }

  @Test
  void skipsItsOwnEventsThatComeBackButRemembersThePosition() {
    try (EventStore store = EventStore.open(options(folder))) {
      store.append(event("mine"));
      EventRecord mine = store.events(Query.all(), Page.Cursor.START, 1).items().getFirst().event();

      assertThat(store.intake().accept(12, mine)).isFalse();

      assertThat(Samples.payloads(store)).hasSize(1);
      assertThat(store.intake().position()).isEqualTo(12);
    }
  }
}
