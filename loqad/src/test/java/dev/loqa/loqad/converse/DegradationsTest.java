package dev.loqa.loqad.converse;

import static org.assertj.core.api.Assertions.assertThat;

import dev.loqa.base.json.Json;
import dev.loqa.bus.InMemoryBus;
import dev.loqa.loqad.store.EventStore;
import dev.loqa.loqad.store.NewEvent;
import dev.loqa.loqad.store.Page;
import dev.loqa.loqad.store.Page.StoredEvent;
import dev.loqa.loqad.store.Query;
import dev.loqa.loqad.store.StoreOptions;
import dev.loqa.protocol.Envelope;
import dev.loqa.protocol.NodeId;
import dev.loqa.protocol.SessionDegraded;
import dev.loqa.protocol.SessionId;
import dev.loqa.protocol.TurnId;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(60)
class DegradationsTest {
  private static final long SOON = 20_000_000_000L;

  @TempDir private Path folder = Path.of("");

  @Test
  void whatWentWrongInATurnIsRememberedWithItsReason() {
    try (InMemoryBus bus = new InMemoryBus();
        EventStore store = EventStore.open(StoreOptions.in(folder, new NodeId("n")));
        Degradations degradations = Degradations.start(bus, store)) {
      bus.publish(degraded("the server cannot be reached: start it"));
      bus.publish(degraded("x".repeat(2_000)));

      assertThat(degradations).isNotNull();
      var events = events(store);
      for (long until = System.nanoTime() + SOON;
          events.size() < 2 && System.nanoTime() < until;
          events = events(store)) {
        Thread.onSpinWait();
      }
      assertThat(events).hasSize(2);
      assertThat(Json.readObject(events.getFirst().event().payload()))
          .isEqualTo(
              Map.of(
                  "stage", "llm",
                  "reason", "the server cannot be reached: start it",
                  "fallback", "an apology"));
      assertThat(events.getFirst().event().envelope().turnId()).isEqualTo(new TurnId("t"));
      assertThat(events.getLast().event().payload()).hasSizeLessThan(700);
    }
  }

  @Test
  void aFloodDoesNotFillTheStore() {
    try (InMemoryBus bus = new InMemoryBus();
        EventStore store = EventStore.open(StoreOptions.in(folder, new NodeId("n")));
        Degradations degradations = Degradations.start(bus, store, 5)) {
      for (int i = 0; i < 50; i++) {
        degradations.remember(degraded("again"));
      }
      assertThat(events(store)).hasSize(5);
    }
  }

  private static List<StoredEvent> events(EventStore store) {
    store.append(NewEvent.of("test.mark", Envelope.ofSystem(), "{}"));
    return store.events(Query.ofType("session.degraded"), Page.Cursor.START, 2_000).items();
  }

  private static SessionDegraded degraded(String reason) {
    return new SessionDegraded(new SessionId("s"), "llm", reason, "an apology", new TurnId("t"));
  }
}
