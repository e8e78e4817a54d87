package dev.loqa.bench.turn;

import dev.loqa.bench.measure.Goal;
import dev.loqa.bench.measure.Line;
import dev.loqa.bench.measure.Machine;
import dev.loqa.bench.measure.Percentiles;
import dev.loqa.bench.measure.Row;
import dev.loqa.bench.measure.Size;
import dev.loqa.bench.measure.TemporaryFolder;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// How soon everything is ready after a start on a data folder that was used before, and how much
/// memory loqad holds when it idles: medians of three starts after one that does not count.
public final class StartRow implements Row {
  private static final Goal READY = Goal.atMost(5, 2, " s");
  private static final Goal MEMORY = Goal.atMost(200, 120, " MiB");
  private static final List<String> ALL = List.of("stt", "tts", "llm", "satellite");

  @Override
  public List<Line> measure(Size size) throws IOException, InterruptedException {
    Duration idle = Duration.ofSeconds(size.of(10, 2));
    int starts = size.of(3, 1);
    List<Double> seconds = new ArrayList<>();
    List<Double> memory = new ArrayList<>();
    Map<String, Double> children = new LinkedHashMap<>();
    double cold = 0;
    try (TemporaryFolder folder = TemporaryFolder.make()) {
      for (int i = 0; i <= starts; i++) {
        long begun = System.nanoTime();
        try (RunningLoqad loqad = RunningLoqad.start(size, folder.path(), ALL)) {
          double took = (System.nanoTime() - begun) / 1e9;
          if (i == 0) {
            cold = took;
            continue;
          }
          seconds.add(took);
          loqad.leaveAlone(idle);
          memory.add(Machine.residentMib(loqad.pid()));
          children = children(loqad);
        }
      }
    }
    List<Line> lines = new ArrayList<>();
    lines.add(
        Line.of(
            "loqad idle memory, " + idle.toSeconds() + " s after ready",
            Percentiles.of(memory).median(),
            MEMORY,
            memory.size(),
            List.of("resident MiB of each start: " + shown(memory))));
    lines.add(
        Line.of(
            "everything ready after start, warm",
            Percentiles.of(seconds).median(),
            READY,
            seconds.size(),
            List.of(
                "s of each start: " + shown(seconds),
                String.format(Locale.ROOT, "the start on an empty folder took %.1f s", cold))));
    children.forEach((name, mib) -> lines.add(Line.info("  memory of " + name, mib, " MiB", 1)));
    return lines;
  }

  private static Map<String, Double> children(RunningLoqad loqad) throws IOException {
    Map<String, Double> memory = new LinkedHashMap<>();
    for (ProcessHandle child : loqad.children()) {
      String name = name(child);
      if (child.isAlive() && !name.isEmpty()) {
        memory.put(name, Machine.residentMib(child.pid()));
      }
    }
    return memory;
  }

  private static String name(ProcessHandle child) {
    String command = child.info().command().orElse("");
    List<String> arguments = Machine.arguments(child);
    int main = arguments.indexOf("dev.loqa.edge.EdgeMain");
    if (main >= 0 && main + 1 < arguments.size()) {
      return "edge " + arguments.get(main + 1);
    }
    return Stream.of("nats-server", "espeak-ng")
        .filter(program -> command.endsWith(program))
        .findFirst()
        .orElse("");
  }

  private static String shown(List<Double> values) {
    return values.stream()
        .map(value -> String.format(Locale.ROOT, "%.2f", value))
        .collect(Collectors.joining(", "));
  }
}
