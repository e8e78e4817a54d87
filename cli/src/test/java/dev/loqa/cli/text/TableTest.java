package dev.loqa.cli.text;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class TableTest {
  @Test
  void alignsTextToTheLeftAndNumbersToTheRight() {
    Table table = Table.of("stage", ">p50").row("stt", "7.5").row("unattributed", "120");

    assertThat(table.lines())
        .containsExactly("stage         p50", "stt           7.5", "unattributed  120");
  }

  @Test
  void keepsARowOnOneLineAndCutsWhatIsTooLong() {
    Table table = Table.of("text").row("a\nb").row("x".repeat(200));

    assertThat(table.lines()).hasSize(3).element(1).isEqualTo("a b");
    assertThat(table.lines().get(2)).hasSize(72).endsWith("…");
  }

  @Test
  void refusesARowOfAnotherWidth() {
    assertThatThrownBy(() -> Table.of("a", "b").row("1"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("1 cells for 2 columns");
  }
}
