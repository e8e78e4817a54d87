package dev.loqa.loqad.skills;

import static org.assertj.core.api.Assertions.assertThat;

import dev.loqa.loqad.skills.SkillHealth.Rest;
import dev.loqa.understanding.reply.Phrases;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.Test;

final class SkillHealthTest {
  private static final Instant NOON = Instant.parse("2026-01-05T12:00:00Z");

  private final SkillHealth health = new SkillHealth();
  private Duration time = Duration.ofDays(-3); // nanoTime begins anywhere

  private Optional<Rest> rest(String skill) {
    return health.rest(skill, time.toNanos());
  }

  private Optional<Rest.Quarantine> fails(String skill) {
    return health.failed(skill, "trapped", time.toNanos(), NOON.plus(time));
  }

  private void after(Duration span) {
    time = time.plus(span);
  }

  private Duration pause(String skill) {
    return rest(skill)
        .filter(Rest.Pause.class::isInstance)
        .map(rest -> ((Rest.Pause) rest).left())
        .orElse(Duration.ZERO);
  }

  @Test
  void letsWorkWhatNeverFailed() {
    assertThat(rest("weather")).isEmpty();
    health.worked("weather");
    assertThat(rest("weather")).isEmpty();
  }

  @Test
  void pausesForASecondAndTwiceAsLongAfterEachFurtherFailureInARow() {
    fails("weather");
    assertThat(pause("weather")).isEqualTo(Duration.ofSeconds(1));
    after(Duration.ofSeconds(1));
    assertThat(rest("weather")).isEmpty();
    fails("weather");
    assertThat(pause("weather")).isEqualTo(Duration.ofSeconds(2));
    fails("weather");
    assertThat(pause("weather")).isEqualTo(Duration.ofSeconds(4));
  }

  @Test
  void pausesForAMinuteAtMost() {
    for (int i = 0; i < 100; i++) {
      fails("weather");
      after(Duration.ofMinutes(11)); // too seldom for a quarantine
    }
    after(Duration.ofMinutes(-11));
    assertThat(pause("weather")).isEqualTo(Duration.ofSeconds(60));
  }

  @Test
  void beginsAnewWithTheShortestPauseAfterASuccess() {
    fails("weather");
    fails("weather");
    health.worked("weather");
    assertThat(rest("weather")).isEmpty();
    fails("weather");
    assertThat(pause("weather")).isEqualTo(Duration.ofSeconds(1));
  }

  @Test
  void putsASkillInQuarantineThatFailedFiveTimesInTenMinutesThoughNotInARow() {
    for (int i = 0; i < 4; i++) {
      assertThat(fails("weather")).isEmpty();
      health.worked("weather");
      after(Duration.ofMinutes(2));
    }

    assertThat(fails("weather")).contains(new Rest.Quarantine(NOON.plus(time), 5, "trapped"));

    after(Duration.ofDays(30));
    assertThat(rest("weather")).get().isInstanceOf(Rest.Quarantine.class);
    assertThat(fails("weather")).as("it is in quarantine already").isEmpty();
  }

  @Test
  void forgetsFailuresThatAreLongerAgo() {
    for (int i = 0; i < 50; i++) {
      assertThat(fails("weather")).isEmpty();
      after(Duration.ofSeconds(151)); // four in ten minutes
    }
  }

  @Test
  void keepsSkillsApart() {
    for (int i = 0; i < 5; i++) {
      fails("weather");
    }
    assertThat(rest("weather")).isPresent();
    assertThat(rest("timer")).isEmpty();
  }

  @Test
  void releasesAndForgetsWhatWas() {
    for (int i = 0; i < 5; i++) {
      fails("weather");
    }

    assertThat(health.release("weather")).isTrue();

    assertThat(rest("weather")).isEmpty();
    assertThat(health.release("weather")).isFalse();
    for (int i = 0; i < 4; i++) {
      assertThat(fails("weather")).isEmpty();
    }
    assertThat(pause("weather")).isEqualTo(Duration.ofSeconds(8));
  }

  @Test
  void goesOnWithAQuarantineFromBefore() {
    health.restore("weather", new Rest.Quarantine(NOON, 5, "trapped"));
    assertThat(rest("weather")).get().isEqualTo(new Rest.Quarantine(NOON, 5, "trapped"));
  }

  @Test
  void saysWhyToAPerson() {
    assertThat(new Rest.Quarantine(NOON, 5, "x").words("weather", Phrases.in("en")))
        .isEqualTo("The weather skill is resting: it failed five times in ten minutes.");
    assertThat(new Rest.Pause(Duration.ofMillis(300), "x").words("weather", Phrases.in("en")))
        .isEqualTo("Sorry, the weather skill has just failed. Try again in a second.");
    assertThat(new Rest.Pause(Duration.ofMillis(3_001), "x").words("weather", Phrases.in("en")))
        .isEqualTo("Sorry, the weather skill has just failed. Try again in 4 seconds.");
  }
}
