package dev.loqa.skills.timer;

import static org.assertj.core.api.Assertions.assertThat;

import dev.loqa.skill.json.Json;
import dev.loqa.skill.test.SkillCase;
import dev.loqa.skill.test.TestHost;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

final class TimerSkillTest {
  private static final String NOW = "2026-11-21T09:30:00Z";

  @TestFactory
  Stream<DynamicTest> doesWhatItsCasesSay() {
    return SkillCase.read(Path.of("tests")).stream()
        .map(c ->
            DynamicTest.dynamicTest(
                c.name(),
                () -> {
                  TestHost host = c.prepare(new TestHost(new TimerSkill()));

                  assertThat(c.problems(host.run(c.envelope()))).isEmpty();
                }));
  }

  @Test
  void keepsTwoTimersApartFromStartToStop() {
    TestHost host = new TestHost(new TimerSkill());
    host.run(start("{\"duration\": 60}", NOW));
    host.run(start("{\"duration\": 120, \"name\": \"egg\"}", NOW));
    assertThat(host.pendingIds()).containsExactly("t1", "t2");

    TestHost.Result cancelled = host.run(intent("cancel", "{\"name\": \"egg\"}", NOW));
    host.run(start("{\"duration\": 30}", NOW));

    assertThat(cancelled.effects("timer_cancel").getFirst().at("id").text("")).isEqualTo("t2");
    assertThat(host.pendingIds()).containsExactly("t1", "t3");
  }

  @Test
  void refusesInWordsWhenTheHostAllowsNoMoreTimers() {
    TestHost host = new TestHost(new TimerSkill()).maxTimers(2);
    host.run(start("{\"duration\": 60}", NOW));
    host.run(start("{\"duration\": 61}", NOW));

    TestHost.Result third = host.run(start("{\"duration\": 62}", NOW));

    assertThat(third.code()).isZero();
    assertThat(third.reply().at("say").text(""))
        .isEqualTo("You already have 2 timers. Cancel one first.");
    assertThat(third.effects()).isEmpty();
  }

  @Test
  void refusesInWordsTheTimerAfterTheSixtyFourth() {
    TestHost host = new TestHost(new TimerSkill()).maxTimers(100);
    for (int i = 1; i <= 64; i++) {
      host.run(start("{\"duration\": " + i + "}", NOW));
    }

    TestHost.Result next = host.run(start("{\"duration\": 62}", NOW));

    assertThat(next.reply().at("say").text("")).startsWith("You already have 64 timers.");
    assertThat(host.pendingIds()).hasSize(64);
  }

  private static Json start(String slots, String now) {
    return intent("start", slots, now);
  }

  private static Json intent(String verb, String slots, String now) {
    return Json.object()
        .with("type", "intent")
        .with("intent", "timer." + verb)
        .with("slots", Json.parse(slots))
        .with("now", now);
  }
}
