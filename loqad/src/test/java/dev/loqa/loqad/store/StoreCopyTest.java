package dev.loqa.loqad.store;

import static dev.loqa.loqad.store.Samples.event;
import static dev.loqa.loqad.store.Samples.options;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.loqa.protocol.PrivacyScope;
import dev.loqa.protocol.SessionId;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class StoreCopyTest {
  private static final Instant NOON = Instant.parse("2026-01-01T12:00:00Z");

  @TempDir Path folder = Path.of("");
  private final AtomicReference<Instant> now = new AtomicReference<>(NOON);

  @Test
  void aCopyOfAnOpenStoreHoldsWhatWasAcknowledged() {
    Path copy = folder.resolve("copy.db");
    try (EventStore store = open()) {
      furnish(store);

      StoreContent content = StoreCopy.make(file(), copy);
      store.append(event("later"));

      assertThat(content.events()).isEqualTo(5);
      assertThat(content.newest()).isEqualTo(5);
      assertThat(content.fault()).isNull();
      assertThat(content.tables())
          .hasEntrySatisfying("timers", rows -> assertThat(rows.rows()).isEqualTo(1))
          .hasEntrySatisfying("kv", rows -> assertThat(rows.rows()).isEqualTo(1));
      assertThat(StoreCopy.look(copy)).isEqualTo(content);
      assertThat(StoreCopy.make(file(), folder.resolve("second.db"))).isNotEqualTo(content);
    }
  }

  @Test
  void aCopyOfACopyHoldsTheSameAndOpensAsAStore() throws IOException {
    try (EventStore store = open()) {
      furnish(store);
    }
    Path house = Files.createDirectory(folder.resolve("back"));
    StoreContent content = StoreCopy.make(file(), house.resolve("events.db"));
    StoreCopy.adopt(house.resolve("events.db"));

    try (EventStore store = EventStore.open(options(house))) {
      assertThat(store.verify().sound()).isTrue();
      assertThat(store.append(event("goes on")).sequence()).isEqualTo(6);
      assertThat(store.skills().timers()).hasSize(1);
    }
    assertThat(StoreCopy.make(file(), folder.resolve("again.db"))).isEqualTo(content);
  }

  @Test
  void everyRowOfEveryTableCounts() throws SQLException {
    try (EventStore store = open()) {
      furnish(store);
    }
    StoreContent before = StoreCopy.look(file());
    for (String change :
        List.of(
            "UPDATE kv SET value = x'00'",
            "UPDATE timers SET due_at = due_at + 1",
            "UPDATE sessions SET ended_at = 1",
            "INSERT INTO skill_publishers VALUES ('bell', 'k', 1)",
            "DELETE FROM timers")) {
      Samples.tamper(folder, change);
      StoreContent after = StoreCopy.look(file());
      assertThat(after).as(change).isNotEqualTo(before);
      before = after;
    }
  }

  @Test
  void aPositionInTheStreamIsNoContentAndIsForgottenByTheAdoptedOne() {
    try (EventStore store = open()) {
      furnish(store);
      StoreContent before = StoreCopy.look(file());
      store.intake().accept(7, Samples.foreign("e-7", "from elsewhere"));
      store.outboxReached(3);
      assertThat(StoreCopy.look(file()).tables()).isNotEqualTo(before.tables());
      assertThat(store.intake().position()).isEqualTo(7);
    }
    StoreContent content = StoreCopy.look(file());

    StoreCopy.adopt(file());

    assertThat(StoreCopy.look(file())).isEqualTo(content);
    try (EventStore store = open()) {
      assertThat(store.intake().position()).isZero();
      assertThat(store.outboxPosition()).isEqualTo(3);
      store.intake().accept(1, Samples.foreign("e-7", "from elsewhere"));
      assertThat(store.verify().events()).isEqualTo(6);
    }
  }

  @Test
  void whatWasErasedIsNotInTheCopy() throws IOException {
    Path copy = folder.resolve("copy.db");
    try (EventStore store = open()) {
      store.append(event("s1", PrivacyScope.SESSION, "the secret word"));
      store.endSession(new SessionId("s1"));
      now.set(NOON.plus(Duration.ofDays(2)));
      assertThat(store.prune()).isPositive();

      StoreContent content = StoreCopy.make(file(), copy);

      assertThat(content.erased() + content.prunedThrough()).isPositive();
      assertThat(content.fault()).isNull();
    }
    assertThat(new String(Files.readAllBytes(copy), StandardCharsets.ISO_8859_1))
        .doesNotContain("the secret word");
  }

  @Test
  void aBrokenChainIsCopiedAndSaid() throws SQLException {
    try (EventStore store = open()) {
      furnish(store);
    }
    Samples.tamper(folder, "UPDATE events SET payload = '{}' WHERE seq = 2");

    assertThat(StoreCopy.make(file(), folder.resolve("copy.db")).fault())
        .startsWith("event 2 (")
        .contains("payload is not what was written");
  }

  @Test
  void refusesWhatIsNoDatabaseOrOneOfANewerLoqa() throws IOException, SQLException {
    assertThatThrownBy(() -> StoreCopy.make(file(), folder.resolve("copy.db")))
        .isInstanceOf(StoreException.class)
        .hasMessageContaining("does not exist");
    Files.writeString(file(), "no database at all, but long enough to look like one".repeat(100));
    assertThatThrownBy(() -> StoreCopy.look(file()))
        .isInstanceOf(StoreException.class)
        .hasMessageContaining("damaged");
    Files.delete(file());
    open().close();
    Samples.tamper(folder, "PRAGMA user_version = " + (SchemaVersion.READS + 1));
    assertThatThrownBy(() -> StoreCopy.look(file()))
        .isInstanceOf(StoreException.class)
        .hasMessageContaining("use the Loqa that wrote it");
  }

  private EventStore open() {
    return EventStore.open(options(folder).withClock(now::get));
  }

  private Path file() {
    return folder.resolve("events.db");
  }

  private static void furnish(EventStore store) {
    Timer egg =
        Timer.pending(
            "timer", "egg", Timer.Kind.COUNTDOWN, NOON, NOON, null, "{}", "s1", "kitchen");
    store.appendAll(
        Samples.many(5),
        List.of(
            new StateChange.KvPut("lists", "shopping", new byte[] {1, 2}),
            new StateChange.TimerSet(egg)));
  }
}
