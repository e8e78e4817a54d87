package dev.loqa.bench.measure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.stream.DoubleStream;
import org.junit.jupiter.api.Test;

final class PercentilesTest {
  @Test
  void givesTheValueAtTheNearestRank() {
    Percentiles five = Percentiles.of(50, 15, 40, 20, 35);

    assertThat(five.at(5)).isEqualTo(15);
    assertThat(five.at(30)).isEqualTo(20);
    assertThat(five.at(40)).isEqualTo(20);
    assertThat(five.median()).isEqualTo(35);
    assertThat(five.at(100)).isEqualTo(50);
  }

  @Test
  void leavesFiveOfAHundredAboveTheNinetyFifth() {
    Percentiles hundred = Percentiles.of(DoubleStream.iterate(1, n -> n + 1).limit(100).toArray());

    assertThat(hundred.at(95)).isEqualTo(95);
    assertThat(hundred.count()).isEqualTo(100);
  }

  @Test
  void refusesNothingAndPercentilesThereAreNot() {
    assertThatThrownBy(() -> Percentiles.of(new double[0]))
        .hasMessage("nothing was measured: there are no percentiles");
    assertThatThrownBy(() -> Percentiles.of(1).at(0)).hasMessageContaining("0 < p <= 100");
  }
}
