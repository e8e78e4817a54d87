package dev.loqa.cli;

import dev.loqa.cli.api.Api;
import dev.loqa.cli.api.Exit;
import dev.loqa.cli.api.Turn;
import dev.loqa.cli.api.Values;
import dev.loqa.cli.options.DataOption;
import dev.loqa.cli.options.JsonOption;
import dev.loqa.cli.replay.Percentiles;
import dev.loqa.cli.replay.StageTimes;
import dev.loqa.cli.text.Bars;
import dev.loqa.cli.text.Shell;
import dev.loqa.cli.text.Table;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/// `loqa latency`: where the time of the last turns went.
@Command(
    name = "latency",
    mixinStandardHelpOptions = true,
    description = "Show where the time of the last turns went: p50, p95 and p99 of each stage.",
    footer = {"", "Example: loqa latency --last 100"})
final class LatencyCommand implements Callable<Integer> {
  private final Shell shell;
  @Mixin private DataOption data = new DataOption();
  @Mixin private JsonOption json = new JsonOption();

  @Option(
      names = "--last",
      paramLabel = "N",
      description = "Of so many turns (default: ${DEFAULT-VALUE}).")
  private int last = 100;

  LatencyCommand(Shell shell) {
    this.shell = shell;
  }

  @Override
  public Integer call() {
    try (Api api = data.api(shell)) {
      Map<String, Object> answer =
          api.get(Api.path("/v1/turns", Map.of("limit", Limit.text("--last", last))));
      List<Turn> turns =
          Values.list(answer, "turns").stream()
              .map(Turn::of)
              .filter(turn -> turn.ledger().totalMs() > 0)
              .toList();
      Percentiles total = Percentiles.of(turns.stream().map(t -> t.ledger().totalMs()).toList());
      Map<String, Percentiles> stages = StageTimes.of(turns.stream().map(Turn::ledger).toList());
      if (json.asked()) {
        json(turns.size(), total, stages);
      } else if (turns.isEmpty()) {
        shell.line("no turn yet: ./loqa say what time is it");
      } else {
        text(turns, total, stages);
      }
      return Exit.OK;
    }
  }

  private void json(int turns, Percentiles total, Map<String, Percentiles> stages) {
    Map<String, Object> byStage = new LinkedHashMap<>();
    stages.forEach((stage, percentiles) -> byStage.put(stage, percentiles.toMap()));
    Map<String, Object> body = new LinkedHashMap<>();
    body.put("turns", turns);
    body.put("latency_ms", total.toMap());
    body.put("stages", byStage);
    shell.json(body);
  }

  private void text(List<Turn> turns, Percentiles total, Map<String, Percentiles> stages) {
    shell.line(
        turns.size() + " turns, ms from the end of the words to the first sound of the answer");
    Table table = Table.of("stage", ">p50", ">p95", ">p99", "p50");
    row(table, "total", total, total.p50());
    stages.forEach((stage, percentiles) -> row(table, stage, percentiles, total.p50()));
    shell.lines(table.lines());
    Turn newest = turns.getFirst();
    shell.line("");
    shell.line("the newest, \"" + newest.transcript() + "\":");
    shell.lines(Bars.of(newest.ledger().totalMs(), newest.ledger().stages()));
  }

  private static void row(Table table, String name, Percentiles p, double greatest) {
    table.row(
        name, Bars.ms(p.p50()), Bars.ms(p.p95()), Bars.ms(p.p99()), Bars.share(p.p50(), greatest));
  }
}
