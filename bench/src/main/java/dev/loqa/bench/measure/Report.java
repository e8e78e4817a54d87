package dev.loqa.bench.measure;

import dev.loqa.base.json.Json;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// The table: every line with the machine's load before and after its row. Used by one thread.
public final class Report {
  private final Size size;
  private final List<Result> results = new ArrayList<>();

  /// A line with the load before and after its row.
  private record Result(String row, Line line, double before, double after) {}

  public Report(Size size) {
    this.size = size;
  }

  /// Adds what a row came to.
  public void add(String row, List<Line> lines, double loadBefore, double loadAfter) {
    lines.forEach(line -> results.add(new Result(row, line, loadBefore, loadAfter)));
  }

  /// Whether every line that must reach something was measured and reaches it; in a tiny run, whose
  /// numbers are not judged, whether it was measured.
  public boolean allRight() {
    return results.stream()
        .noneMatch(
            result -> size.tiny() ? result.line().failedToMeasure() : result.line().failed());
  }

  /// For people, as Markdown; what a line was made of stands below.
  public String text() {
    List<List<String>> table = new ArrayList<>();
    table.add(
        List.of("what", "measured", "at least", "try for", "ok?", "load before / after", "n"));
    List<String> details = new ArrayList<>();
    for (Result result : results) {
      Line line = result.line();
      table.add(
          List.of(
              line.what(),
              line.measured(),
              line.goal().map(goal -> goal.shown(goal.atLeast())).orElse(""),
              line.goal().map(goal -> goal.shown(goal.tryFor())).orElse(""),
              size.tiny() && !line.failedToMeasure() ? "" : line.verdict().word(),
              Machine.shown(result.before()) + " / " + Machine.shown(result.after()),
              Integer.toString(line.count())));
      line.details().forEach(detail -> details.add("- " + line.what().strip() + ": " + detail));
    }
    StringBuilder out = new StringBuilder("Machine: " + Machine.facts());
    out.append(size.tiny() ? "\nA tiny run: these numbers mean nothing.\n\n" : "\n\n");
    Markdown.table(table).forEach(row -> out.append(row).append('\n'));
    out.append('\n');
    details.forEach(detail -> out.append(detail).append('\n'));
    return out.toString();
  }

  /// For programs.
  public String json() {
    Map<String, Object> whole = new LinkedHashMap<>();
    whole.put("machine", Machine.facts());
    whole.put("tiny", size.tiny());
    whole.put("ok", allRight());
    whole.put("rows", results.stream().map(this::row).toList());
    return Json.pretty(whole) + "\n";
  }

  private Map<String, Object> row(Result result) {
    Line line = result.line();
    Map<String, Object> row = new LinkedHashMap<>();
    row.put("row", result.row());
    row.put("what", line.what().strip());
    line.value().ifPresent(value -> row.put("measured", value));
    row.put("unit", line.unit().strip());
    line.goal()
        .ifPresent(goal -> {
          row.put("at_least", goal.atLeast());
          row.put("try_for", goal.tryFor());
          row.put("upper_limits", goal.upper());
        });
    if (!size.tiny()) {
      row.put("ok", !line.failed());
    }
    row.put("load_before", result.before());
    row.put("load_after", result.after());
    row.put("n", line.count());
    row.put("details", line.details());
    return row;
  }
}
