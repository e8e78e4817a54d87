package dev.loqa.bundles.whole;

import static org.assertj.core.api.Assertions.assertThat;

import dev.loqa.base.json.Json;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/// Turns that are made up to see whether all works have no effect on the house they are made up in.
@ExtendWith(SharedHouse.class)
final class DryTurnTest {
  private static final Duration LIMIT = Duration.ofMinutes(3);

  private final House house;

  DryTurnTest(House house) {
    this.house = house;
  }

  @Test
  void aTimerIsSetInWordsOnly() {
    String before = timers();

    Turn turn = dry("set a timer for one second");

    assertThat(turn.done()).hasSize(1).allMatch(receipt -> receipt.startsWith("timer.start"));
    assertThat(turn.reply()).containsIgnoringCase("timer");
    assertThat(timers()).isEqualTo(before);
    assertThat(last("stt.text.final")).containsEntry("synthetic", true).containsEntry("dry", true);
    assertThat(last("skill.result")).containsEntry("synthetic", true).containsEntry("dry", true);
    assertThat(last("turn.ended")).containsEntry("synthetic", true).containsEntry("dry", true);
  }

  @Test
  void aTimerThatIsThereIsNotCancelled() {
    house.say("set a soup timer for three hours");

    Turn turn = dry("cancel the soup timer");

    assertThat(turn.done()).hasSize(1);
    assertThat(timers()).contains("soup");
    assertThat(house.say("cancel the soup timer").done()).hasSize(1);
  }

  @Test
  void aLightStaysAsItIs() {
    String before = house.state("light.bathroom");
    String other = before.equals("on") ? "off" : "on";

    Turn turn = dry("turn " + other + " the bathroom light");

    assertThat(turn.done()).hasSize(1).allMatch(receipt -> receipt.endsWith(" done"));
    assertThat(house.state("light.bathroom")).isEqualTo(before);
  }

  @Test
  void aListIsNotWrittenOn() {
    dry("add marzipan to the shopping list");

    assertThat(house.say("what is on the shopping list").reply()).doesNotContain("marzipan");
  }

  @Test
  void whatPeopleMeanIsNotMarked() {
    house.say("hello");

    assertThat(last("skill.result")).doesNotContainKeys("synthetic", "dry");
    assertThat(last("turn.ended")).containsEntry("synthetic", false).doesNotContainKey("dry");
  }

  @Test
  void aReplayWithoutEffectIsCountedAndWaitsForSilence() {
    String before = timers();
    List<String> words = List.of("replay", "--synthetic", "--data", house.data().toString());

    Program played = Program.loqa(words);

    assertThat(played.ended(LIMIT)).as(played.output()).isZero();
    assertThat(timers()).isEqualTo(before);
    assertThat(house.get("/metrics").body())
        .containsPattern("loqa_synthetic_results_total\\{[^}]*result=\"ok\"[^}]*\\} [1-9]");
    house.say("hello");
    Program waits =
        Program.loqa(
            List.of(
                "replay",
                "--synthetic",
                "--unless-spoken",
                "10m",
                "--data",
                house.data().toString()));
    assertThat(waits.ended(LIMIT)).as(waits.output()).isZero();
    assertThat(waits.output()).contains("nothing played: somebody spoke");
  }

  private Turn dry(String text) {
    return new Turn(
        house.answer(
            house.post(
                "/v1/say", Json.text(Map.of("text", text, "dry", true, "room", "bedroom")))));
  }

  private String timers() {
    return Turn.list(house.read("/v1/timers"), "timers").stream()
        .map(timer -> timer.get("skill") + " " + timer.get("id") + " " + timer.get("payload"))
        .toList()
        .toString();
  }

  private Map<String, Object> last(String type) {
    return Turn.map(house.events(type).getLast(), "payload");
  }
}
