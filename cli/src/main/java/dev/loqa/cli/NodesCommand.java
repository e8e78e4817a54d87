package dev.loqa.cli;

import dev.loqa.cli.api.Api;
import dev.loqa.cli.api.Exit;
import dev.loqa.cli.api.Values;
import dev.loqa.cli.options.DataOption;
import dev.loqa.cli.options.JsonOption;
import dev.loqa.cli.text.Clock;
import dev.loqa.cli.text.Shell;
import dev.loqa.cli.text.Table;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/// `loqa nodes`: who hears, speaks and thinks, and how they are.
@Command(
    name = "nodes",
    mixinStandardHelpOptions = true,
    description = "List the nodes that Loqa hears of, and what each can do.",
    footer = {"", "Example: loqa nodes"})
final class NodesCommand implements Callable<Integer> {
  private final Shell shell;
  @Mixin private DataOption data = new DataOption();
  @Mixin private JsonOption json = new JsonOption();

  NodesCommand(Shell shell) {
    this.shell = shell;
  }

  @Override
  public Integer call() {
    try (Api api = data.api(shell)) {
      Map<String, Object> answer = api.get("/v1/nodes");
      if (json.asked()) {
        shell.json(answer);
        return Exit.OK;
      }
      Table table = Table.of("node", "role", "state", ">cpu", ">memory", "can");
      for (Map<String, Object> node : Values.list(answer, "nodes")) {
        Map<String, Object> beat = Values.object(node, "heartbeat");
        table.row(
            Values.text(node, "id"),
            Values.text(node, "role"),
            Values.yes(node, "present")
                ? "present"
                : String.format(
                    Locale.ROOT, "silent %.0f s", Values.number(node, "silent_seconds")),
            beat.isEmpty()
                ? "-"
                : String.format(Locale.ROOT, "%.1f %%", Values.number(beat, "cpu") * 100),
            beat.isEmpty() ? "-" : Clock.bytes((long) Values.number(beat, "memory_bytes")),
            node.get("capabilities") instanceof List<?> can
                ? can.stream().map(String::valueOf).collect(Collectors.joining(" "))
                : "");
      }
      shell.lines(table.lines());
      Values.object(answer, "processes")
          .forEach((kind, state) -> {
            if (!"running".equals(Values.text(Values.object(state), "state"))) {
              shell.line("process " + kind + ": " + state);
            }
          });
      return Exit.OK;
    }
  }
}
