package dev.loqa.skillhost;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.Set;
import org.junit.jupiter.api.Test;

class TimerRequestTest {
  private static final ZoneId BERLIN = ZoneId.of("Europe/Berlin");
  // A Saturday, 10:30 in Berlin.
  private static final Instant NOW = Instant.parse("2026-11-21T09:30:00Z");

  private static Instant due(TimerRequest.When when, TimerRequest.Repeat repeat) {
    return new TimerRequest("t", when, repeat, "{}").due(NOW, BERLIN);
  }

  private static Instant once(TimerRequest.When when) {
    return new TimerRequest("t", when, null, "{}").due(NOW, BERLIN);
  }

  @Test
  void firesAfterASpan() {
    assertThat(once(new TimerRequest.When.After(Duration.ofMinutes(5))))
        .isEqualTo("2026-11-21T09:35:00Z");
  }

  @Test
  void firesAtAnInstantOrALocalTime() {
    assertThat(once(new TimerRequest.When.At(Instant.parse("2026-12-01T00:00:00Z"))))
        .isEqualTo("2026-12-01T00:00:00Z");
    assertThat(once(new TimerRequest.When.AtLocal(LocalDateTime.parse("2026-12-01T07:00"))))
        .isEqualTo("2026-12-01T06:00:00Z");
  }

  @Test
  void firesAtTheNextTimeOfDay() {
    assertThat(once(new TimerRequest.When.AtTimeOfDay(LocalTime.of(11, 0))))
        .isEqualTo("2026-11-21T10:00:00Z");
    assertThat(once(new TimerRequest.When.AtTimeOfDay(LocalTime.of(10, 30))))
        .isEqualTo("2026-11-22T09:30:00Z");
    assertThat(once(new TimerRequest.When.AtTimeOfDay(LocalTime.of(7, 0))))
        .isEqualTo("2026-11-22T06:00:00Z");
  }

  @Test
  void firesOnTheNextOfItsDays() {
    assertThat(
            due(
                new TimerRequest.When.AtTimeOfDay(LocalTime.of(7, 0)),
                new TimerRequest.Repeat.OnDays(Set.of(DayOfWeek.MONDAY, DayOfWeek.FRIDAY))))
        .isEqualTo("2026-11-23T06:00:00Z");
    assertThat(
            due(
                new TimerRequest.When.AtTimeOfDay(LocalTime.of(10, 0)),
                new TimerRequest.Repeat.OnDays(Set.of(DayOfWeek.SATURDAY))))
        .isEqualTo("2026-11-28T09:00:00Z");
  }

  @Test
  void movesALocalTimeThatTheClockSkips() {
    assertThat(
            new TimerRequest(
                    "t",
                    new TimerRequest.When.AtLocal(LocalDateTime.parse("2026-03-29T02:30")),
                    null,
                    "{}")
                .due(NOW, BERLIN))
        .isEqualTo("2026-03-29T01:30:00Z");
  }
}
