package dev.loqa.bench.measure;

import static org.assertj.core.api.Assertions.assertThat;

import dev.loqa.base.json.Json;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;

final class ReportTest {
  private static final Goal TIME = Goal.atMost(40, 25, " ms");
  private static final Goal RATIO = Goal.atLeast(0.8, 0.9, "");

  private final Report report = new Report(new Size(Path.of("."), false));

  @Test
  void saysHowEachLineStandsToItsLimits() {
    report.add(
        "row",
        List.of(
            Line.of("slow", 40.1, TIME, 100, List.of("p50 30")),
            Line.of("fine", 40, TIME, 100, List.of()),
            Line.of("ratio", 0.93, RATIO, 9, List.of()),
            Line.info("memory", 12, " MiB", 1)),
        0.5,
        1.25);

    assertThat(report.text())
        .contains("| slow   | 40.1 ms  | <= 40 ms | <= 25 ms | no ")
        .contains("| fine   | 40 ms    | <= 40 ms | <= 25 ms | yes  ")
        .contains("| ratio  | 0.93     | >= 0.80  | >= 0.90  | yes, as tried for | 0.5 / 1.3 ")
        .contains("| memory | 12 MiB   |          |          |   ")
        .contains("- slow: p50 30");
    assertThat(report.allRight()).isFalse();
  }

  @Test
  void isNotAllRightWhenSomethingWasNotMeasured() {
    report.add("row", List.of(Line.missing("append", RATIO, "there is no cc")), 0, 0);

    assertThat(report.text()).contains("not measured").contains("there is no cc");
    assertThat(report.allRight()).isFalse();
  }

  @Test
  void doesNotCountAValueWhoseConditionDoesNotHold() {
    report.add(
        "row",
        List.of(Line.of("noise", 0, TIME, 6, List.of()).onlyIf(false, "too many refused")),
        0,
        0);

    assertThat(report.allRight()).isFalse();
    assertThat(report.text()).contains("does not count: too many refused");
  }

  @Test
  void writesTheSameAsJson() {
    report.add("row", List.of(Line.of("fine", 20, TIME, 100, List.of())), 0.5, 1);

    assertThat(Json.readObject(report.json())).containsEntry("ok", true).containsKey("machine");
    assertThat(report.json()).contains("\"at_least\"").contains("\"load_before\"");
  }
}
