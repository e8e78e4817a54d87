package dev.loqa.skill;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class MomentTest {
  @ParameterizedTest
  @ValueSource(
      strings = {
        "2026-11-21T09:30:00.250+01:00",
        "2024-02-29T23:59:59Z",
        "1969-12-31T23:00:00-05:30",
        "2000-03-01T00:00:00+14:00",
        "2100-02-28T12:00:00.1234567Z",
        "2026-11-21T09:30+01:00"
      })
  void agreesWithTheCalendarOfTheJdk(String text) {
    OffsetDateTime jdk = OffsetDateTime.parse(text);

    Moment moment = Moment.parse(text);

    assertThat(moment.epochMillis()).isEqualTo(jdk.toInstant().toEpochMilli());
    assertSameCalendar(moment, jdk);
  }

  @Test
  void agreesWithTheCalendarOfTheJdkOnEveryDayOfFourHundredYears() {
    for (long day = -73_000; day < 73_097; day++) {
      Instant instant = Instant.ofEpochSecond(day * 86_400 + 3661);
      assertSameCalendar(Moment.of(instant.toEpochMilli(), 0), instant.atOffset(ZoneOffset.UTC));
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "now", "2026-11-21", "2026-11-21T09:30:00", "2026-11-21T09:xx:00Z"})
  void refusesWhatIsNoTimeAndShowsTheForm(String text) {
    assertThatThrownBy(() -> Moment.parse(text))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("2026-11-21T09:30:00+01:00");
  }

  private static void assertSameCalendar(Moment moment, OffsetDateTime jdk) {
    assertThat(
            new int[] {
              moment.year(),
              moment.month(),
              moment.day(),
              moment.weekday(),
              moment.hour(),
              moment.minute(),
              moment.second()
            })
        .isEqualTo(
            new int[] {
              jdk.getYear(),
              jdk.getMonthValue(),
              jdk.getDayOfMonth(),
              jdk.getDayOfWeek().getValue(),
              jdk.getHour(),
              jdk.getMinute(),
              jdk.getSecond()
            });
  }
}
