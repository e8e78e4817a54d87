package dev.loqa.cli.text;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.ZoneId;
import org.junit.jupiter.api.Test;

class ClockTest {
  @Test
  void showsTimesInTheReadersZone() {
    assertThat(Clock.local("2026-11-21T10:00:00.123Z", ZoneId.of("Europe/Berlin")))
        .isEqualTo("2026-11-21 11:00:00");
    assertThat(Clock.local("soon", ZoneId.of("UTC"))).isEqualTo("soon");
  }

  @Test
  void leavesTheZeroPartsOfALengthAway() {
    assertThat(Clock.length(Duration.ofMillis(3_900))).isEqualTo("3 s");
    assertThat(Clock.length(Duration.ofSeconds(125))).isEqualTo("2 min 05 s");
    assertThat(Clock.length(Duration.ofSeconds(3_661))).isEqualTo("1 h 01 min 01 s");
    assertThat(Clock.length(Duration.ofSeconds(-1))).isEqualTo("0 s");
  }

  @Test
  void countsBytesInPowersOfTen() {
    assertThat(Clock.bytes(999)).isEqualTo("999 B");
    assertThat(Clock.bytes(12_500_000_000L)).isEqualTo("12.5 GB");
  }
}
