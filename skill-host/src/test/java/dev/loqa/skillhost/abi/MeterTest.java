package dev.loqa.skillhost.abi;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class MeterTest {
  private static final long SECOND = 1_000_000_000L;

  @Test
  void holdsAMinutesWorthAndRefillsSteadily() {
    Meter.Bucket bucket = new Meter.Bucket(60);

    assertThat(bucket.take(60, 5 * SECOND)).isTrue();
    assertThat(bucket.take(1, 5 * SECOND)).isFalse();
    assertThat(bucket.take(1, 6 * SECOND)).isTrue();
    assertThat(bucket.take(1, 6 * SECOND)).isFalse();
    assertThat(bucket.take(60, 500 * SECOND)).isTrue();
    assertThat(bucket.take(1, 500 * SECOND)).isFalse();
  }

  @Test
  void givesNothingOfNothing() {
    assertThat(new Meter.Bucket(0).take(1, SECOND)).isFalse();
  }
}
