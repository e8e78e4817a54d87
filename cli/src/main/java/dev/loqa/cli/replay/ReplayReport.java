package dev.loqa.cli.replay;

import dev.loqa.cli.text.Bars;
import dev.loqa.cli.text.Table;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// The result of a replay. Pure.
///
/// `turns` = `ok` + `wrong` + `lost`; `late` counts, whether right or wrong, those whose first
/// audio came later than the limit.
public final class ReplayReport {
  private static final int SHOWN = 20;

  private final List<Played> played;
  private final double lateMs;

  /// @param lateMs from the end of the words to first audio
  public ReplayReport(List<Played> played, double lateMs) {
    this.played = List.copyOf(played);
    this.lateMs = lateMs;
  }

  public int turns() {
    return played.size();
  }

  public long ok() {
    return answered().stream().filter(one -> one.differences().isEmpty()).count();
  }

  public long wrong() {
    return answered().size() - ok();
  }

  public long lost() {
    return played.size() - (long) answered().size();
  }

  public long late() {
    return answered().stream().filter(one -> one.turn().ledger().totalMs() > lateMs).count();
  }

  /// Whether every entry was answered as expected.
  public boolean good() {
    return ok() == turns();
  }

  /// How many turns came to what, as loqad counts them.
  public Map<String, Object> counts() {
    return Map.of("ok", ok(), "wrong", wrong(), "lost", lost(), "late", late());
  }

  /// As a program reads it.
  public Map<String, Object> toMap() {
    Map<String, Object> stages = new LinkedHashMap<>();
    stages().forEach((name, percentiles) -> stages.put(name, percentiles.toMap()));
    Map<String, Object> map = new LinkedHashMap<>();
    map.put("turns", turns());
    map.put("ok", ok());
    map.put("wrong", wrong());
    map.put("lost", lost());
    map.put("late", late());
    map.put("latency_ms", latency().toMap());
    map.put("stages", stages);
    map.put("failures", failures().stream().map(Failure::toMap).toList());
    return map;
  }

  /// As a person reads it: failures first, then the tables.
  public List<String> lines() {
    List<String> lines = new ArrayList<>();
    List<Failure> failures = failures();
    for (Failure failure : failures.subList(0, Math.min(SHOWN, failures.size()))) {
      lines.add("line " + failure.line() + " \"" + failure.said() + "\": " + failure.verdict());
      failure.reasons().forEach(reason -> lines.add("    " + reason));
    }
    if (failures.size() > SHOWN) {
      lines.add("... and " + (failures.size() - SHOWN) + " more; --json lists all");
    }
    lines.addAll(
        Table.of(">turns", ">ok", ">wrong", ">lost", ">late")
            .row(turns(), ok(), wrong(), lost(), late())
            .lines());
    lines.add("");
    Table table = Table.of("ms", ">p50", ">p95", ">p99");
    row(table, "total", latency());
    stages().forEach((stage, percentiles) -> row(table, stage, percentiles));
    lines.addAll(table.lines());
    return lines;
  }

  private static void row(Table table, String name, Percentiles p) {
    table.row(name, Bars.ms(p.p50()), Bars.ms(p.p95()), Bars.ms(p.p99()));
  }

  private record Failure(int line, String said, String verdict, List<String> reasons) {
    Map<String, Object> toMap() {
      Map<String, Object> map = new LinkedHashMap<>();
      map.put("line", line);
      map.put("said", said);
      map.put("verdict", verdict);
      map.put("reasons", reasons);
      return map;
    }
  }

  private List<Failure> failures() {
    List<Failure> failures = new ArrayList<>();
    for (Played one : played) {
      switch (one) {
        case Played.Answered answered -> {
          if (!answered.differences().isEmpty()) {
            failures.add(failure(answered.entry(), "wrong", answered.differences()));
          }
        }
        case Played.Lost lost ->
            failures.add(failure(lost.entry(), "lost", List.of(lost.reason())));
      }
    }
    return failures;
  }

  private static Failure failure(ReplayEntry entry, String verdict, List<String> reasons) {
    return new Failure(entry.line(), entry.shown(), verdict, reasons);
  }

  private Percentiles latency() {
    return Percentiles.of(answered().stream().map(one -> one.turn().ledger().totalMs()).toList());
  }

  private Map<String, Percentiles> stages() {
    return StageTimes.of(answered().stream().map(one -> one.turn().ledger()).toList());
  }

  private List<Played.Answered> answered() {
    return played.stream()
        .filter(Played.Answered.class::isInstance)
        .map(Played.Answered.class::cast)
        .toList();
  }
}
