package dev.loqa.cli.text;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class BarsTest {
  @Test
  void givesEachStageItsShareOfTheBar() {
    Map<String, Double> stages = new LinkedHashMap<>();
    stages.put("endpoint", 100.0);
    stages.put("stt", 0.0);
    stages.put("skill", 50.0);
    stages.put("tts", 50.0);

    List<String> lines = Bars.of(200, stages);

    assertThat(lines)
        .containsExactly(
            "200 ms = endpoint 100 + skill 50.0 + tts 50.0",
            "[" + "e".repeat(20) + "k".repeat(10) + "t".repeat(10) + "]");
  }

  @Test
  void showsWhatNoStageAccountsForAsDots() {
    assertThat(Bars.of(100, Map.of("stt", 50.0)).get(1))
        .isEqualTo("[" + "s".repeat(20) + ".".repeat(20) + "]");
  }

  @Test
  void aTurnWithoutTimeHasNoBar() {
    assertThat(Bars.of(0, Map.of())).containsExactly("0.0 ms");
  }

  @Test
  void staysWithinItsWidthWhenStagesExceedTheTotal() {
    assertThat(Bars.of(10, Map.of("tts", 50.0)).get(1)).hasSize(42);
  }
}
