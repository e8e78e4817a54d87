package dev.loqa.loqad.store;

import static dev.loqa.loqad.store.Samples.event;
import static dev.loqa.loqad.store.Samples.options;
import static dev.loqa.loqad.store.Samples.payloads;
import static org.assertj.core.api.Assertions.assertThat;

import dev.loqa.loqad.store.Page.Cursor;
import dev.loqa.protocol.PrivacyScope;
import dev.loqa.protocol.SessionId;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class RetentionTest {
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
  void whatBelongsToASessionGoesAfterItEnded() {
    try (EventStore store = open(PrivacyScope.PERSISTENT)) {
      store.append(event("s1", PrivacyScope.SESSION, "passing"));
      store.append(event("s1", PrivacyScope.PERSISTENT, "lasting"));
      store.append(event("s2", PrivacyScope.SESSION, "still talking"));
      store.endSession(new SessionId("s1"));
      assertThat(store.prune()).isZero();
      assertThat(payloads(store)).hasSize(3);

      now = NOON.plus(Duration.ofHours(2));
      store.prune();

      assertThat(payloads(store, Query.ofType("route.decision")))
          .containsExactly("{\"text\":\"lasting\"}", "{\"text\":\"still talking\"}");
      assertThat(store.verify().sound()).isTrue();
    }
  }

  @Test
  void aSessionThatHasBeenQuietForADayCountsAsEnded() {
    try (EventStore store = open(PrivacyScope.PERSISTENT)) {
      store.append(event("s1", PrivacyScope.SESSION, "passing"));
      now = NOON.plus(Duration.ofHours(25));
      store.prune();
      assertThat(store.sessions(Cursor.START, 10).items().getFirst().endedAt()).isEqualTo(now);

      now = now.plus(Duration.ofHours(2));
      store.prune();

      assertThat(payloads(store)).noneMatch(p -> p.contains("passing"));
      assertThat(store.sessions(Cursor.START, 10).items()).isEmpty();
    }
  }

  @Test
  void aSessionThatGoesOnAfterItsEndIsForgottenAgain() {
    try (EventStore store = open(PrivacyScope.PERSISTENT)) {
      store.append(event("s1", PrivacyScope.SESSION, "first"));
      store.append(event("s1", PrivacyScope.PERSISTENT, "keeps the session"));
      store.endSession(new SessionId("s1"));
      now = NOON.plus(Duration.ofHours(2));
      store.prune();
      store.append(event("s1", PrivacyScope.SESSION, "second"));
      store.prune();

      assertThat(payloads(store)).noneMatch(p -> p.contains("first") || p.contains("second"));
    }
  }

  @Test
  void whatIsTooOldGoesAndTheChainStaysWhole() {
    try (EventStore store = open(PrivacyScope.PERSISTENT)) {
      store.appendAll(Samples.many(1_700));
      now = NOON.plus(Duration.ofDays(31));
      store.append(event("young"));

      long forgotten = store.prune();

      assertThat(forgotten).isEqualTo(2 * 1_700);
      assertThat(payloads(store, Query.ofType("route.decision")))
          .containsExactly("{\"text\":\"young\"}");
      VerifyReport report = store.verify();
      assertThat(report.sound()).isTrue();
      assertThat(report.prunedThrough()).isEqualTo(1_700);
      assertThat(store.prune()).isZero();
      assertThat(store.append(event("next")).kept()).isTrue();
    }
    try (EventStore store = open(PrivacyScope.PERSISTENT)) {
      assertThat(store.verify().sound()).isTrue();
    }
  }

  @Test
  void pruningAgainAndAgainComesToAnEnd() {
    try (EventStore store = open(PrivacyScope.PERSISTENT)) {
      for (int month = 1; month < 6; month++) {
        store.appendAll(Samples.many(20));
        now = NOON.plus(Duration.ofDays(31L * month));
        store.prune();
        assertThat(store.prune()).isZero();
        assertThat(store.verify().sound()).isTrue();
      }
      assertThat(store.verify().events()).isLessThanOrEqualTo(2);
    }
  }

  @Test
  void leavesNoTraceOfWhatItErasedInAnyFile() throws IOException {
    try (EventStore store = open(PrivacyScope.PERSISTENT)) {
      List<NewEvent> events = new ArrayList<>();
      for (int i = 0; i < 50; i++) {
        events.add(event("whisper", PrivacyScope.SESSION, "garlic-bread " + "x".repeat(i * 200)));
      }
      store.appendAll(events);
      store.append(event("s2", PrivacyScope.PERSISTENT, "stays"));
      store.endSession(new SessionId("whisper"));
      assertThat(onDisk("garlic-bread")).isTrue();

      now = NOON.plus(Duration.ofHours(2));
      store.prune();

      assertThat(onDisk("garlic-bread")).isFalse();
      assertThat(onDisk("whisper")).isFalse();
      assertThat(store.verify().sound()).isTrue();
    }
  }

  @Test
  void ephemeralEventsNeverReachTheDisk() throws IOException {
    try (EventStore store = open(PrivacyScope.PERSISTENT)) {
      store.append(event("s1", PrivacyScope.EPHEMERAL, "garlic-bread"));
      store.append(event("s1", PrivacyScope.PERSISTENT, "stays"));
      assertThat(onDisk("garlic-bread")).isFalse();
    }
    assertThat(onDisk("garlic-bread")).isFalse();
  }

  @Test
  void modeEphemeralWritesNothingAndForgetsWhatStands() {
    try (EventStore store = open(PrivacyScope.PERSISTENT)) {
      store.append(event("before"));
    }
    try (EventStore store = open(PrivacyScope.EPHEMERAL)) {
      assertThat(store.append(event("after")).kept()).isFalse();
      store.prune();
      assertThat(payloads(store, Query.ofType("route.decision"))).isEmpty();
      assertThat(store.prune()).isZero();
      assertThat(store.verify().sound()).isTrue();
    }
  }

  @Test
  void modeSessionNarrowsPersistentEventsEvenThoseThatStand() {
    try (EventStore store = open(PrivacyScope.PERSISTENT)) {
      store.append(event("s1", PrivacyScope.PERSISTENT, "before"));
    }
    try (EventStore store = open(PrivacyScope.SESSION)) {
      store.append(event("s1", PrivacyScope.PERSISTENT, "after"));
      store.endSession(new SessionId("s1"));
      now = NOON.plus(Duration.ofHours(2));
      store.prune();

      assertThat(payloads(store, Query.ofType("route.decision"))).isEmpty();
      assertThat(store.verify().sound()).isTrue();
    }
  }

  @Test
  void givesItsPagesBack() throws IOException {
    try (EventStore store = open(PrivacyScope.PERSISTENT)) {
      for (int i = 0; i < 10; i++) {
        store.append(event("x".repeat(200_000)));
      }
      now = NOON.plus(Duration.ofDays(31));
      store.prune();

      assertThat(Files.size(folder.resolve("events.db"))).isLessThan(300_000);
    }
  }
}
