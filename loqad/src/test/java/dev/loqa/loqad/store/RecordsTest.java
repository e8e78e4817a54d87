package dev.loqa.loqad.store;

import static dev.loqa.loqad.store.Samples.event;
import static dev.loqa.loqad.store.Samples.options;
import static org.assertj.core.api.Assertions.assertThat;

import dev.loqa.protocol.InvocationId;
import dev.loqa.protocol.PrivacyScope;
import dev.loqa.protocol.SessionId;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// How long recorded invocations stay, and how many.
final class RecordsTest {
  private static final Instant NOON = Instant.parse("2026-01-01T12:00:00Z");

  @TempDir Path folder;
  private Instant now = NOON;

  private EventStore open(PrivacyScope mode) {
    return EventStore.open(
        options(folder)
            .withClock(() -> now)
            .withRetention(
                new Retention(
                    mode, Duration.ofHours(24), Duration.ofHours(1), Duration.ofDays(30))));
  }

  private static void record(
      EventStore store, String id, @Nullable String session, PrivacyScope scope, String text) {
    NewEvent beside = session == null ? event("beside") : event(session, scope, "beside");
    store.appendAll(
        List.of(beside),
        List.of(
            new StateChange.InvocationStarted(
                new InvocationId(id), "timer", "timer.start", session),
            new StateChange.InvocationEnded(new InvocationId(id), "completed"),
            new StateChange.InvocationRecorded(
                new InvocationId(id),
                "timer",
                session,
                scope,
                text.getBytes(StandardCharsets.UTF_8))));
  }

  private static boolean has(EventStore store, String id) {
    return store.skills().record(new InvocationId(id)).isPresent();
  }

  private boolean onDisk(String words) throws IOException {
    boolean found = false;
    try (DirectoryStream<Path> files = Files.newDirectoryStream(folder)) {
      for (Path file : files) {
        found |= new String(Files.readAllBytes(file), StandardCharsets.ISO_8859_1).contains(words);
      }
    }
    return found;
  }

  @Test
  void goesWithItsSessionAndLeavesNothingInTheFile() throws IOException {
    try (EventStore store = open(PrivacyScope.PERSISTENT)) {
      record(store, "i1", "s1", PrivacyScope.SESSION, "{\"x\":\"the passing one\"}");
      record(store, "i2", "s1", PrivacyScope.PERSISTENT, "{\"x\":\"the lasting one\"}");
      assertThat(onDisk("the passing one")).isTrue();
      store.endSession(new SessionId("s1"));
      now = NOON.plus(Duration.ofHours(2));
      store.prune();

      assertThat(has(store, "i1")).isFalse();
      assertThat(has(store, "i2")).isTrue();
      assertThat(onDisk("the passing one")).isFalse();
      assertThat(onDisk("the lasting one")).isTrue();
      assertThat(store.verify().sound()).isTrue();
    }
  }

  @Test
  void goesAfterItsTimeWithAndWithoutASession() {
    try (EventStore store = open(PrivacyScope.PERSISTENT)) {
      record(store, "i1", null, PrivacyScope.SESSION, "{}");
      record(store, "i2", null, PrivacyScope.PERSISTENT, "{}");
      record(store, "i3", "s1", PrivacyScope.PERSISTENT, "{}");
      now = NOON.plus(Duration.ofHours(26));
      store.prune();
      assertThat(has(store, "i1")).isFalse();
      assertThat(has(store, "i2")).isTrue();

      now = NOON.plus(Duration.ofDays(31));
      store.prune();

      assertThat(has(store, "i2")).isFalse();
      assertThat(has(store, "i3")).isFalse();
    }
  }

  @Test
  void isNotWrittenWhereNothingIsKept() throws IOException {
    try (EventStore store = open(PrivacyScope.PERSISTENT)) {
      record(store, "i1", "s1", PrivacyScope.EPHEMERAL, "{\"x\":\"never on disk\"}");
      assertThat(has(store, "i1")).isFalse();
    }
    try (EventStore store = open(PrivacyScope.EPHEMERAL)) {
      record(store, "i2", "s1", PrivacyScope.PERSISTENT, "{\"x\":\"never on disk\"}");
      assertThat(has(store, "i2")).isFalse();
    }
    assertThat(onDisk("never on disk")).isFalse();
  }

  @Test
  void theOldestOfASkillGoWhenItHasTooMany() {
    try (EventStore store = open(PrivacyScope.PERSISTENT)) {
      String half = "{\"x\":\"" + "y".repeat(512 * 1024) + "\"}";
      for (int i = 0; i < 24; i++) {
        record(store, "i" + i, null, PrivacyScope.PERSISTENT, half);
      }

      assertThat(has(store, "i0")).isFalse();
      assertThat(has(store, "i23")).isTrue();
      long kept = store.skills().recorded("timer", null, 100).size();
      assertThat(kept * half.length())
          .isBetween(RecordLog.SKILL_BYTES - half.length(), RecordLog.SKILL_BYTES + (2L << 20));
    }
  }

  @Test
  void isListedBySkillAndSessionNewestFirst() {
    try (EventStore store = open(PrivacyScope.PERSISTENT)) {
      record(store, "i1", "s1", PrivacyScope.PERSISTENT, "{}");
      record(store, "i2", "s2", PrivacyScope.PERSISTENT, "{}");
      record(store, "i3", "s1", PrivacyScope.PERSISTENT, "{}");

      assertThat(store.skills().recorded(null, "s1", 10))
          .extracting(found -> found.id().value())
          .containsExactly("i3", "i1");
      assertThat(store.skills().recorded("timer", null, 2)).hasSize(2);
      assertThat(store.skills().recorded("other", null, 2)).isEmpty();
      assertThat(store.skills().recorded("timer", "s2", 2))
          .singleElement()
          .satisfies(found -> assertThat(found.intent()).isEqualTo("timer.start"));
    }
  }

  /// A file of an earlier version, made by taking away what later ones added.
  @Test
  void aFileOfAnEarlierVersionIsBroughtUpToDate() throws SQLException {
    try (EventStore store = open(PrivacyScope.PERSISTENT)) {
      store.append(event("from before"));
    }
    for (String later :
        List.of("records", "registries", "registry_indexes", "overruled_revocations")) {
      Samples.tamper(folder, "DROP TABLE " + later);
    }
    Samples.tamper(folder, "PRAGMA user_version = 2");

    try (EventStore store = open(PrivacyScope.PERSISTENT)) {
      record(store, "i1", "s1", PrivacyScope.PERSISTENT, "{}");
      assertThat(has(store, "i1")).isTrue();
      assertThat(store.registries().all()).isEmpty();
      assertThat(Samples.payloads(store)).contains("{\"text\":\"from before\"}");
      assertThat(store.verify().sound()).isTrue();
    }
  }
}
