package dev.loqa.cli;

import dev.loqa.cli.api.Api;
import dev.loqa.cli.api.Exit;
import dev.loqa.cli.api.Values;
import dev.loqa.cli.options.DataOption;
import dev.loqa.cli.options.JsonOption;
import dev.loqa.cli.text.Clock;
import dev.loqa.cli.text.Shell;
import dev.loqa.cli.text.Table;
import java.time.Duration;
import java.time.ZoneId;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/// `loqa timers`: what will ring, and what rings.
@Command(
    name = "timers",
    mixinStandardHelpOptions = true,
    description = "List the timers that run or ring.",
    footer = {"", "Example: loqa timers"})
final class TimersCommand implements Callable<Integer> {
  private final Shell shell;
  @Mixin private DataOption data = new DataOption();
  @Mixin private JsonOption json = new JsonOption();

  TimersCommand(Shell shell) {
    this.shell = shell;
  }

  @Override
  public Integer call() {
    try (Api api = data.api(shell)) {
      Map<String, Object> answer = api.get("/v1/timers");
      if (json.asked()) {
        shell.json(answer);
        return Exit.OK;
      }
      Table table = Table.of("skill", "id", "name", "state", "due", ">left", "room");
      for (Map<String, Object> timer : Values.list(answer, "timers")) {
        table.row(
            Values.text(timer, "skill"),
            Values.text(timer, "id"),
            Values.text(Values.object(timer, "payload"), "name"),
            Values.text(timer, "state").equals("pending") ? "runs" : Values.text(timer, "state"),
            Clock.local(Values.text(timer, "due_at"), ZoneId.systemDefault()),
            Clock.length(Duration.ofMillis((long) Values.number(timer, "remaining_ms"))),
            Values.text(timer, "room"));
      }
      if (table.isEmpty()) {
        shell.line("no timer: ./loqa say set a timer for five minutes");
      } else {
        shell.lines(table.lines());
      }
      return Exit.OK;
    }
  }
}
