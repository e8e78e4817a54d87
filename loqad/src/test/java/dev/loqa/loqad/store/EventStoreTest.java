package dev.loqa.loqad.store;

import static dev.loqa.loqad.store.Samples.event;
import static dev.loqa.loqad.store.Samples.options;
import static dev.loqa.loqad.store.Samples.payloads;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.loqa.loqad.store.Page.Cursor;
import dev.loqa.loqad.store.Page.SessionSummary;
import dev.loqa.loqad.store.Page.StoredEvent;
import dev.loqa.loqad.store.StoreException.Fault;
import dev.loqa.protocol.EventRecord;
import dev.loqa.protocol.PrivacyScope;
import dev.loqa.protocol.SessionId;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class EventStoreTest {
  private static final Instant NOON = Instant.parse("2026-01-01T12:00:00.123456Z");

  @TempDir Path folder;

  @Test
  void givesBackWhatWasAppended() {
    try (EventStore store = EventStore.open(options(folder).withClock(() -> NOON))) {
      NewEvent event = event("ünïcode 🎈 ok");

      Appended appended = store.append(event);

      StoredEvent stored = store.events(Query.all(), Cursor.START, 10).items().getFirst();
      assertThat(appended).isEqualTo(new Appended(event.eventId(), 1));
      assertThat(stored.sequence()).isEqualTo(1);
      assertThat(stored.event())
          .isEqualTo(
              new EventRecord(
                  event.eventId(),
                  "route.decision",
                  Samples.HERE,
                  NOON,
                  event.envelope(),
                  event.payload()));
    }
  }

  @Test
  void remembersAcrossAReopen() {
    try (EventStore store = EventStore.open(options(folder))) {
      store.appendAll(Samples.many(5));
    }
    try (EventStore store = EventStore.open(options(folder))) {
      assertThat(store.append(event("sixth")).sequence()).isEqualTo(6);
      assertThat(payloads(store)).hasSize(6).last().isEqualTo("{\"text\":\"sixth\"}");
      assertThat(store.verify()).isEqualTo(new VerifyReport(6, 0, 0, null));
    }
  }

  @Test
  void appendsAllOrNothing() {
    try (EventStore store = EventStore.open(options(folder))) {
      NewEvent known = event("first");
      store.append(known);

      assertThatThrownBy(() -> store.appendAll(List.of(event("second"), known, event("third"))))
          .isInstanceOf(StoreException.class)
          .hasMessageContaining("event_id")
          .extracting(e -> ((StoreException) e).fault())
          .isEqualTo(Fault.REFUSED);

      assertThat(payloads(store)).containsExactly(known.payload());
      assertThat(store.append(event("next")).sequence()).isEqualTo(2);
      assertThat(store.verify().sound()).isTrue();
      assertThat(store.health()).isEqualTo(new Health.Ok());
    }
  }

  @Test
  void appendsNothingOfALargeCallThatHoldsAKnownEvent() {
    try (EventStore store = EventStore.open(options(folder))) {
      NewEvent known = event("first");
      store.append(known);
      List<NewEvent> call = Samples.many(2_500);
      call.set(1_700, known);

      assertThatThrownBy(() -> store.appendAll(call))
          .isInstanceOf(StoreException.class)
          .extracting(e -> ((StoreException) e).fault())
          .isEqualTo(Fault.REFUSED);

      assertThat(payloads(store)).containsExactly(known.payload());
      assertThat(store.appendAll(Samples.many(1_001)).getLast().sequence()).isEqualTo(1_002);
      assertThat(store.verify()).isEqualTo(new VerifyReport(1_002, 0, 0, null));
    }
  }

  @Test
  void oneRefusedRequestDoesNotHarmTheOthersOfItsTransaction() {
    try (EventStore store = EventStore.open(options(folder))) {
      NewEvent known = event("known");
      store.append(known);
      List<Pending<List<Appended>>> pending = new ArrayList<>();
      for (int i = 0; i < 200; i++) {
        pending.add(store.appendAsync(i == 77 ? known : event("e" + i)));
      }

      for (int i = 0; i < pending.size(); i++) {
        Pending<List<Appended>> one = pending.get(i);
        if (i == 77) {
          assertThatThrownBy(() -> one.await(Duration.ofSeconds(10)))
              .isInstanceOf(StoreException.class);
        } else {
          assertThat(one.await(Duration.ofSeconds(10))).hasSize(1);
        }
      }
      assertThat(payloads(store)).hasSize(200);
      assertThat(store.verify().sound()).isTrue();
    }
  }

  @Test
  void pagesWithoutGapOrRepeatWhileEventsAreAppended() {
    try (EventStore store = EventStore.open(options(folder))) {
      store.appendAll(Samples.many(25));
      List<Long> seen = new ArrayList<>();
      Optional<Cursor> cursor = Optional.of(Cursor.START);
      while (cursor.isPresent()) {
        Page<StoredEvent> page = store.events(Query.all(), cursor.get(), 10);
        page.items().forEach(e -> seen.add(e.sequence()));
        cursor = page.next();
        if (seen.size() == 10) {
          store.appendAll(Samples.many(3));
        }
      }

      assertThat(seen).hasSize(28).isSorted().doesNotHaveDuplicates();
    }
  }

  @Test
  void pagesFromTheNewestToo() {
    try (EventStore store = EventStore.open(options(folder))) {
      store.appendAll(Samples.many(5));

      Page<StoredEvent> first = store.events(Query.all().reversed(), Cursor.START, 3);
      Page<StoredEvent> second =
          store.events(Query.all().reversed(), first.next().orElseThrow(), 3);

      assertThat(first.items()).extracting(StoredEvent::sequence).containsExactly(5L, 4L, 3L);
      assertThat(second.items()).extracting(StoredEvent::sequence).containsExactly(2L, 1L);
      assertThat(second.next()).isEmpty();
    }
  }

  @Test
  void findsBySessionTypeAndTime() {
    AtomicReference<Instant> now = new AtomicReference<>(NOON);
    try (EventStore store = EventStore.open(options(folder).withClock(now::get))) {
      store.append(event("s1", PrivacyScope.PERSISTENT, "a"));
      now.set(NOON.plusSeconds(60));
      store.append(event("s2", PrivacyScope.PERSISTENT, "b"));
      store.append(
          NewEvent.of("skill.result", Samples.envelope("s2", PrivacyScope.PERSISTENT), "{}"));

      assertThat(payloads(store, Query.ofSession(new SessionId("s2"))))
          .containsExactly("{\"text\":\"b\"}", "{}");
      assertThat(payloads(store, Query.ofType("skill.result"))).containsExactly("{}");
      assertThat(payloads(store, Query.ofType("never.seen"))).isEmpty();
      assertThat(payloads(store, Query.all().between(null, NOON.plusSeconds(1))))
          .containsExactly("{\"text\":\"a\"}");
      assertThat(payloads(store, Query.all().between(NOON.plusSeconds(60), null))).hasSize(2);
    }
  }

  @Test
  void listsSessionsNewestFirst() {
    AtomicReference<Instant> now = new AtomicReference<>(NOON);
    try (EventStore store = EventStore.open(options(folder).withClock(now::get))) {
      store.append(event("s1", PrivacyScope.PERSISTENT, "a"));
      store.append(event("s2", PrivacyScope.PERSISTENT, "b"));
      now.set(NOON.plusSeconds(5));
      store.append(event("s1", PrivacyScope.PERSISTENT, "c"));
      store.endSession(new SessionId("s1"));

      Page<SessionSummary> page = store.sessions(Cursor.START, 10);

      assertThat(page.items())
          .containsExactly(
              new SessionSummary(new SessionId("s2"), NOON, NOON, null, 1),
              new SessionSummary(
                  new SessionId("s1"), NOON, NOON.plusSeconds(5), NOON.plusSeconds(5), 2));
      Page<SessionSummary> one = store.sessions(Cursor.START, 1);
      assertThat(store.sessions(one.next().orElseThrow(), 1).items())
          .extracting(SessionSummary::session)
          .containsExactly(new SessionId("s1"));
    }
  }

  @Test
  void orderIsLocalThoughTheClockJumpsBack() {
    AtomicReference<Instant> now = new AtomicReference<>(NOON);
    try (EventStore store = EventStore.open(options(folder).withClock(now::get))) {
      store.append(event("before"));
      now.set(NOON.minus(Duration.ofDays(400)));
      store.append(event("after"));

      assertThat(payloads(store)).containsExactly("{\"text\":\"before\"}", "{\"text\":\"after\"}");
      assertThat(store.verify().sound()).isTrue();
    }
  }

  @Test
  void refusesWhatIsNoEvent() {
    assertThatThrownBy(
            () -> NewEvent.of("Not A Type", Samples.envelope("s1", PrivacyScope.SESSION), "{}"))
        .hasMessageContaining("lower-case words joined by dots");
    assertThatThrownBy(
            () -> NewEvent.of("a..b", Samples.envelope("s1", PrivacyScope.SESSION), "{}"))
        .hasMessageContaining("lower-case words joined by dots");
    assertThatThrownBy(() -> event("x".repeat(1 << 20)))
        .hasMessageContaining("the limit is 1048576");
    assertThatThrownBy(
            () -> NewEvent.of("a.b", Samples.envelope("s1", PrivacyScope.SESSION), "hello"))
        .hasMessageContaining("not a JSON object");
  }

  @Test
  void takesATextOfOneMegabyteLessItsFrame() {
    try (EventStore store = EventStore.open(options(folder))) {
      String text = "y".repeat((1 << 20) - 11);
      store.append(event(text));

      assertThat(payloads(store).getFirst()).hasSize(1 << 20);
    }
  }

  @Test
  void refusesMoreEventsInOneCallThanTheLimit() {
    try (EventStore store = EventStore.open(options(folder))) {
      assertThatThrownBy(() -> store.appendAll(Samples.many(10_001)))
          .hasMessageContaining("append at most 10000 at once");
      assertThat(payloads(store)).isEmpty();
    }
  }

  @Test
  void ephemeralEventsAreAcknowledgedAndNeverWritten() {
    try (EventStore store = EventStore.open(options(folder))) {
      Appended appended = store.append(event("s1", PrivacyScope.EPHEMERAL, "secret"));

      assertThat(appended.kept()).isFalse();
      assertThat(payloads(store)).isEmpty();
      assertThat(store.sessions(Cursor.START, 10).items()).isEmpty();
    }
  }

  @Test
  void refusesASecondWriterByNameOfTheFirst() {
    try (EventStore store = EventStore.open(options(folder))) {
      assertThatThrownBy(() -> EventStore.open(options(folder)))
          .hasMessageContaining("already open in process " + ProcessHandle.current().pid())
          .extracting(e -> ((StoreException) e).fault())
          .isEqualTo(Fault.IN_USE);
      assertThat(store.append(event("still works")).sequence()).isEqualTo(1);
    }
  }

  @Test
  void aClosedStoreRefusesInWordsAndClosesTwice() {
    EventStore store = EventStore.open(options(folder));
    store.close();
    store.close();

    assertThatThrownBy(() -> store.append(event("late"))).hasMessageContaining("is closed");
    assertThatThrownBy(() -> payloads(store)).hasMessageContaining("is closed");
  }

  @Test
  void closingWritesWhatWasAccepted() {
    EventStore store = EventStore.open(options(folder));
    List<Pending<List<Appended>>> pending = new ArrayList<>();
    for (int i = 0; i < 2_000; i++) {
      pending.add(store.appendAsync(event("e" + i)));
    }
    store.close();

    assertThat(pending).allMatch(Pending::settled);
    try (EventStore again = EventStore.open(options(folder))) {
      assertThat(again.newest()).isEqualTo(2_000);
    }
  }
}
