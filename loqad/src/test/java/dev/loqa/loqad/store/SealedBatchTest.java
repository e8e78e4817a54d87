package dev.loqa.loqad.store;

import static dev.loqa.loqad.store.Samples.event;
import static dev.loqa.loqad.store.Samples.many;
import static dev.loqa.loqad.store.Samples.options;
import static dev.loqa.loqad.store.Samples.payloads;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.loqa.loqad.store.StoreException.Fault;
import dev.loqa.protocol.Envelope;
import dev.loqa.protocol.PrivacyScope;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Large calls, which are sealed while they are inserted.
final class SealedBatchTest {
  private static final int LARGE = 1_000;
  private static final int LATE = 700;

  @TempDir Path folder;

  @Test
  void aSmallCallIsSealedBeforeItIsHandedOver() {
    List<NewEvent> events = many(60);

    SealedBatch batch = new SealedBatch(events, options(folder));

    assertThat(batch.at(59).id()).isEqualTo(events.getLast().eventId());
  }

  @Test
  void whoTakesWaitsUntilItIsSealed() throws Exception {
    List<NewEvent> events = many(LARGE);
    SealedBatch batch = new SealedBatch(events, options(folder));
    FutureTask<SealedEvent> last = new FutureTask<>(() -> batch.at(LARGE - 1));
    Thread taker = Thread.ofPlatform().name("taker").start(last);

    batch.sealRest();

    assertThat(last.get(10, TimeUnit.SECONDS).id()).isEqualTo(events.getLast().eventId());
    taker.join();
  }

  @Test
  void whoTakesIsToldWhenSealingFails() throws InterruptedException {
    List<NewEvent> events = many(LARGE);
    events.set(LATE, refused());
    SealedBatch batch = new SealedBatch(events, options(folder));
    FutureTask<SealedEvent> last = new FutureTask<>(() -> batch.at(LARGE - 1));
    Thread taker = Thread.ofPlatform().name("taker").start(last);

    assertThatThrownBy(batch::sealRest).hasMessageContaining("actor_id contains a control");

    assertThatThrownBy(() -> last.get(10, TimeUnit.SECONDS))
        .hasRootCauseInstanceOf(StoreException.class)
        .hasMessageContaining("event 1000 of 1000 in one call was not sealed");
    taker.join();
  }

  @Test
  void nobodyWaitsForACallerThatNeverSeals() {
    StoreOptions impatient = options(folder).withPatience(Duration.ofMillis(1));
    SealedBatch batch = new SealedBatch(many(LARGE), impatient);

    assertThatThrownBy(() -> batch.at(LATE))
        .isInstanceOf(StoreException.class)
        .extracting(e -> ((StoreException) e).fault())
        .isEqualTo(Fault.BUSY);
  }

  @Test
  void aLargeCallKeepsItsOrderAndItsChain() {
    try (EventStore store = EventStore.open(options(folder))) {
      List<NewEvent> events = many(LARGE);

      List<Appended> appended = store.appendAll(events);

      for (int i = 0; i < LARGE; i++) {
        assertThat(appended.get(i)).isEqualTo(new Appended(events.get(i).eventId(), i + 1));
      }
      assertThat(payloads(store)).isEqualTo(events.stream().map(NewEvent::payload).toList());
      assertThat(store.verify()).isEqualTo(new VerifyReport(LARGE, 0, 0, null));
    }
  }

  @Test
  void aCallThatIsRefusedWhileItIsInsertedLeavesNothing() {
    AtomicInteger sealed = new AtomicInteger();
    StoreOptions options =
        options(folder)
            .withClock(() -> {
              if (sealed.getAndIncrement() == LATE) {
                awaitWriter();
              }
              return Instant.EPOCH;
            });
    try (EventStore store = EventStore.open(options)) {
      List<NewEvent> events = many(LARGE);
      events.set(LATE + 1, refused());

      assertThatThrownBy(() -> store.appendAll(events))
          .isInstanceOf(StoreException.class)
          .hasMessageContaining("actor_id contains a control character")
          .extracting(e -> ((StoreException) e).fault())
          .isEqualTo(Fault.REFUSED);

      assertThat(store.append(event("next")).sequence()).isEqualTo(1);
      assertThat(payloads(store)).containsExactly("{\"text\":\"next\"}");
      assertThat(store.verify()).isEqualTo(new VerifyReport(1, 0, 0, null));
      assertThat(store.health()).isEqualTo(new Health.Ok());
    }
  }

  private static NewEvent refused() {
    Envelope envelope = new Envelope(null, null, null, "an\nna", null, PrivacyScope.PERSISTENT);
    return NewEvent.of("route.decision", envelope, "{}");
  }

  /// Returns when the writer has inserted what is sealed and waits for more.
  private static void awaitWriter() {
    long deadline = System.nanoTime() + Duration.ofSeconds(30).toNanos();
    while (System.nanoTime() < deadline) {
      boolean waits =
          Thread.getAllStackTraces().entrySet().stream()
              .filter(thread -> thread.getKey().getName().equals("loqa-store-writer"))
              .flatMap(thread -> Arrays.stream(thread.getValue()))
              .anyMatch(frame -> frame.getClassName().equals(SealedBatch.class.getName()));
      if (waits) {
        return;
      }
      Thread.onSpinWait();
    }
    throw new AssertionError("the writer did not begin before the call was sealed");
  }
}
