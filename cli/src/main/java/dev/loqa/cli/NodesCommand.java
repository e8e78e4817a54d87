package dev.loqa.cli;

import dev.loqa.cli.api.Api;
import dev.loqa.cli.api.Exit;
import dev.loqa.cli.api.Values;
import dev.loqa.cli.options.DataOption;
import dev.loqa.cli.options.JsonOption;
import dev.loqa.cli.text.Clock;
import dev.loqa.cli.text.Shell;
import dev.loqa.cli.text.Table;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
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
      Table table =
          Table.of(
              "node", "role", "state", ">waiting", ">cpu", ">memory", "machine", "power", "can");
      for (Map<String, Object> node : Values.list(answer, "nodes")) {
        Map<String, Object> beat = Values.object(node, "heartbeat");
        Map<String, Object> machine = Values.object(beat, "machine");
        table.row(
            Values.text(node, "id"),
            Values.text(node, "role"),
            Values.yes(node, "present")
                ? "present"
                : String.format(
                    Locale.ROOT, "silent %.0f s", Values.number(node, "silent_seconds")),
            beat.isEmpty() ? "-" : String.valueOf((int) Values.number(beat, "queue_depth")),
            beat.isEmpty() ? "-" : percent(Values.number(beat, "cpu")),
            beat.isEmpty() ? "-" : Clock.bytes((long) Values.number(beat, "memory_bytes")),
            machine(machine, beat),
            power(machine),
            words(node.get("capabilities")));
      }
      shell.lines(table.lines());
      Values.object(answer, "enrolled").forEach((id, given) -> told(id, Values.object(given)));
      Values.object(answer, "processes")
          .forEach((kind, state) -> {
            if (!"running".equals(Values.text(Values.object(state), "state"))) {
              shell.line("process " + kind + ": " + state);
            }
          });
      return Exit.OK;
    }
  }

  /// When a node that was let in will be no more.
  private void told(String id, Map<String, Object> given) {
    shell.line(
        Values.yes(given, "revoked")
            ? "put out: " + id
            : "enrolled: %s as %s until %s"
                .formatted(
                    id,
                    Values.words(given, "roles"),
                    Values.text(given, "ends").replaceFirst("T.*", "")));
  }

  /// The machine as a whole: how busy it is, and what is left of it.
  private static String machine(Map<String, Object> machine, Map<String, Object> beat) {
    if (machine.isEmpty()) {
      return "-";
    }
    List<String> parts = new ArrayList<>();
    if (machine.get("cpu") != null) {
      parts.add(
          "cpu "
              + percent(Values.number(machine, "cpu"))
              + " of "
              + (int) Values.number(machine, "processors"));
    }
    if (machine.get("memory_free_bytes") != null) {
      parts.add("memory " + free(machine, "memory_free_bytes"));
    }
    parts.add("disk " + free(beat, "disk_free_bytes"));
    if (machine.get("gpu") != null) {
      parts.add("gpu " + percent(Values.number(machine, "gpu")));
    } else if (machine.get("gpu_name") != null) {
      parts.add(Values.text(machine, "gpu_name"));
    }
    return String.join(", ", parts);
  }

  private static String free(Map<String, Object> of, String name) {
    return Clock.bytes((long) Values.number(of, name)) + " free";
  }

  private static String power(Map<String, Object> machine) {
    String power = Values.text(machine, "power");
    if (power.isEmpty()) {
      return "-";
    }
    return machine.get("battery_percent") == null
        ? power
        : power + " " + (int) Values.number(machine, "battery_percent") + " %";
  }

  private static String percent(double share) {
    return String.format(Locale.ROOT, "%.1f %%", share * 100);
  }

  private static String words(@Nullable Object list) {
    return list instanceof List<?> can
        ? can.stream().map(String::valueOf).collect(Collectors.joining(" "))
        : "";
  }
}
