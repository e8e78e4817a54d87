package dev.loqa.bundles.whole;

import static org.assertj.core.api.Assertions.assertThat;

import dev.loqa.base.json.Json;
import dev.loqa.bundles.Until;
import dev.loqa.bus.Bus;
import dev.loqa.protocol.Subjects;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// `kill -9` of loqad itself with fifty timers pending and a turn under way.
final class CoreDeathTest {
  private static final Duration SEEN = Duration.ofSeconds(60);
  private static final int EARLY = 25;
  private static final int LATE = 25;
  private static final int EARLY_SECONDS = 20;
  private static final int LATE_SECONDS = 60;

  @TempDir private Path folder;

  @Test
  void ringsEveryTimerOnceAndForgetsNothingAfterItsDeath() throws IOException {
    Path packages = House.shipped("timer", "smart-home", "small-talk");
    try (House house = House.start(folder.resolve("data"), packages);
        Bus bus = house.bus("loqad");
        Ear speech = new Ear(bus, Subjects.TTS_REQUEST)) {
      Instant begun = Instant.now();
      for (int i = 0; i < EARLY + LATE; i++) {
        set(house, i < EARLY ? EARLY_SECONDS : LATE_SECONDS);
      }
      Instant set = Instant.now();
      Set<Object> acknowledged = ids(house);
      // An answer that nobody speaks keeps its turn under way until loqad is killed. A voice that
      // were killed would be back too soon.
      House.freeze(house.pid("tts"));
      try (Aside<Turn> cut = Aside.begin(() -> house.say("cut", "what can you say"))) {
        speech.await("\"cut\"", SEEN);
        assertThat(cut).isNotNull();

        house.loqad().kill();
        Until.is(
            "the first timers are due while nobody is there",
            SEEN,
            () -> Instant.now().isAfter(set.plusSeconds(EARLY_SECONDS)));
        house.again();

        assertThat(ids(house)).containsAll(acknowledged);
      }
      assertThat(endings(house, "cut")).containsExactly("interrupted");
      speech.await("I was interrupted", SEEN);
      Until.is(
          "fifty timers rang",
          SEEN.plusSeconds(LATE_SECONDS),
          () -> fired(house).size() >= EARLY + LATE);

      assertThat(Instant.now()).isAfter(begun.plusSeconds(LATE_SECONDS));
      assertThat(fired(house)).hasSize(EARLY + LATE).doesNotHaveDuplicates();
      Until.is("fifty alerts ring", SEEN, () -> alerts(house).size() == EARLY + LATE);
      assertThat(alerts(house)).doesNotHaveDuplicates();
      assertThat(house.answer(house.post("/v1/events/verify", ""))).containsEntry("sound", true);
      assertThat(house.say("turn on the kitchen light").receipts()).hasSize(1);
    }
  }

  private static void set(House house, int seconds) {
    String body =
        Json.text(Map.of("text", "set a timer for " + seconds + " seconds", "speak", false));
    Turn turn = new Turn(house.answer(house.post("/v1/say", body)));
    assertThat(turn.done()).as(turn.reply()).hasSize(1).allMatch(text -> text.endsWith(" done"));
  }

  private static List<Object> fired(House house) {
    return house.events("timer.fired").stream()
        .map(event -> Turn.map(event, "payload").get("id"))
        .toList();
  }

  private static List<Object> alerts(House house) {
    return Turn.list(house.read("/v1/alerts"), "alerts").stream()
        .map(alert -> alert.get("alert_id"))
        .toList();
  }

  private static Set<Object> ids(House house) {
    return house.events("").stream()
        .map(event -> event.get("event_id"))
        .collect(Collectors.toSet());
  }

  private static List<Object> endings(House house, String session) {
    return house.events("turn.ended").stream()
        .filter(event -> session.equals(Turn.map(event, "envelope").get("session_id")))
        .map(event -> Turn.map(event, "payload").get("end"))
        .toList();
  }
}
