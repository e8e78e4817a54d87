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
/// memory loqad holds when it idles: medians of three starts after one that does not count. The
/// same of each edge process once. For information, what is left of loqad's after many turns, once
/// it is quiet again.
public final class StartRow implements Row {
  private static final Goal READY = Goal.atMost(5, 2, " s");
  private static final Goal MEMORY = Goal.atMost(200, 120, " MiB");
  private static final Goal EDGE_MEMORY = Goal.atMost(120, 90, " MiB");
  private static final Duration QUIET = Duration.ofSeconds(45);
  private static final List<String> ALL = List.of("stt", "tts", "llm", "satellite");

  @Override
  public List<Line> measure(Size size) throws IOException, InterruptedException {
    Duration idle = Duration.ofSeconds(size.of(10, 2));
    int starts = size.of(3, 1);
    List<Double> seconds = new ArrayList<>();
    List<Double> memory = new ArrayList<>();
    List<Double> shares = new ArrayList<>();
    List<Line> children = new ArrayList<>();
    List<Line> later = new ArrayList<>();
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
          Machine.proportionalMib(loqad.pid()).ifPresent(shares::add);
          if (i == starts) {
            children(loqad).forEach((name, mib) -> children.add(ofChild(name, mib)));
            later.add(afterTurns(loqad, size));
          }
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
            List.of(
                "resident MiB of each start: " + shown(memory),
                "the same with shared pages divided by those who share them: " + shown(shares))));
    lines.add(
        Line.of(
            "everything ready after start, warm",
            Percentiles.of(seconds).median(),
            READY,
            seconds.size(),
            List.of(
                "s of each start: " + shown(seconds),
                String.format(Locale.ROOT, "the start on an empty folder took %.1f s", cold))));
    lines.addAll(later);
    lines.addAll(children);
    return lines;
  }

  private static Line ofChild(String name, double mib) {
    String what = "  memory of " + name;
    return name.startsWith("edge ")
        ? Line.of(what + ", idle", mib, EDGE_MEMORY, 1, List.of())
        : Line.info(what, mib, " MiB", 1);
  }

  private static Line afterTurns(RunningLoqad loqad, Size size)
      throws IOException, InterruptedException {
    int turns = size.of(200, 4);
    for (int i = 0; i < turns; i++) {
      loqad.say("turn " + (i % 2 == 0 ? "on" : "off") + " the kitchen light", "bench-" + i);
    }
    loqad.leaveAlone(QUIET);
    return Line.info(
        "  memory of loqad, " + QUIET.toSeconds() + " s after " + turns + " turns",
        Machine.residentMib(loqad.pid()),
        " MiB",
        1);
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
