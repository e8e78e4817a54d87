package dev.loqa.edge.stt.whisper;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class WindowTest {
  @ParameterizedTest
  @CsvSource({"0, 384", "16000, 384", "80000, 384", "160000, 544", "480000, 1500", "960000, 1500"})
  void isSizedToTheUtterance(int samples, int positions) {
    assertThat(Window.of(samples)).isEqualTo(positions);
  }
}
