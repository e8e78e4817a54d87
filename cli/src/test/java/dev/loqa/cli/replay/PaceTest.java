package dev.loqa.cli.replay;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class PaceTest {
  private static final ReplayEntry AT_TWO_SECONDS =
      new ReplayEntry(1, 2_000, "x", null, null, null, null, Expectation.NONE);

  @Test
  void keepsTheFilesOwnTimesByDefault() {
    assertThat(Pace.of(null, null).begin(7, AT_TWO_SECONDS)).isEqualTo(Duration.ofSeconds(2));
  }

  @Test
  void spreadsEvenlyAtARate() {
    assertThat(Pace.of(4.0, null).begin(6, AT_TWO_SECONDS)).isEqualTo(Duration.ofMillis(1_500));
    assertThat(Pace.of(0.5, 2).begin(1, AT_TWO_SECONDS)).isEqualTo(Duration.ofSeconds(2));
  }

  @Test
  void goesAsFastAsItCanWithAConcurrencyAlone() {
    assertThat(Pace.of(null, 4)).isEqualTo(new Pace(0.0, 4));
    assertThat(Pace.of(null, 4).begin(100, AT_TWO_SECONDS)).isZero();
  }
}
