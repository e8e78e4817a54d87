package dev.loqa.bench.turn;

import dev.loqa.bench.measure.Command;
import dev.loqa.bench.measure.Goal;
import dev.loqa.bench.measure.Line;
import dev.loqa.bench.measure.Row;
import dev.loqa.bench.measure.Size;
import dev.loqa.bench.measure.TemporaryFolder;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/// From nothing to a skill that answers, by the three commands that the page for authors names,
/// typed as there, with a loqad running. That init and build need no network is tried beside it,
/// where this machine can make a network namespace with nothing in it.
public final class FirstSkillRow implements Row {
  private static final String WHAT = "nothing to a skill that speaks, offline, 3 commands";
  private static final Goal GOAL = Goal.atMost(60, 20, " s");
  private static final Duration LIMIT = Duration.ofMinutes(5);
  private static final String ANSWER = "Hello! That was hello number 1.";

  @Override
  public List<Line> measure(Size size) throws IOException, InterruptedException {
    if (size.tiny()) {
      return List.of(Line.missing(WHAT, GOAL, "a tiny run leaves out building a skill"));
    }
    try (TemporaryFolder folder = TemporaryFolder.make();
        RunningLoqad loqad = RunningLoqad.start(size, folder.path(), List.of())) {
      loqad.ask("turn on the kitchen light", "warm");
      String launcher = size.root().resolve("loqa").toString();
      String data = folder.path().resolve("data").toString();
      String project = folder.path().resolve("sesame").toString();
      // So that the launcher's own look at the checkout is not measured: `up` has done it.
      Command.run(LIMIT, List.of(launcher, "skill", "--version"));
      List<Double> seconds = new ArrayList<>();
      run(seconds, launcher, "skill", "init", "sesame", "--in", folder.path().toString());
      // The skill takes a name from what is said, which a person agrees to at a terminal.
      atTerminal(seconds, "yes", launcher, "skill", "run", project, "--once", "--data", data);
      String said = run(seconds, launcher, "say", "hello", "sesame", "--data", data);
      double all = seconds.stream().mapToDouble(Double::doubleValue).sum();
      String parts =
          String.format(
              Locale.ROOT,
              "init %.1f s, run (build, install) %.1f s, say %.1f s; %s",
              seconds.get(0),
              seconds.get(1),
              seconds.get(2),
              withoutNetwork(launcher, folder.path()));
      return List.of(
          Line.of(WHAT, all, GOAL, 1, List.of(parts))
              .onlyIf(said.contains(ANSWER), "it said: " + said.strip()));
    }
  }

  /// Makes and builds another one where there is no network; one that fails is an error.
  private static String withoutNetwork(String launcher, Path folder) throws IOException {
    try {
      Command.run(LIMIT, List.of("unshare", "-n", "true"));
    } catch (IOException notHere) {
      return "whether init and build need a network was not tried: unshare -n does not work here";
    }
    List<String> init =
        List.of("unshare", "-n", launcher, "skill", "init", "alone", "--in", folder.toString());
    Command.run(LIMIT, init);
    String project = folder.resolve("alone").toString();
    Command.run(LIMIT, List.of("unshare", "-n", launcher, "skill", "build", project));
    return "init and build also work where there is no network";
  }

  /// As [#run], where a person types `answer` to what it asks.
  private static void atTerminal(List<Double> seconds, String answer, String... command)
      throws IOException {
    StringBuilder typed = new StringBuilder();
    for (String word : command) {
      typed.append("'").append(word.replace("'", "'\\''")).append("' ");
    }
    run(
        seconds,
        "sh",
        "-c",
        "printf '%s\\n' \"$1\" | script --quiet --return --command \"$2\" /dev/null",
        "sh",
        answer,
        typed.toString());
  }

  private static String run(List<Double> seconds, String... command) throws IOException {
    long begun = System.nanoTime();
    String said = Command.run(LIMIT, List.of(command));
    seconds.add((System.nanoTime() - begun) / 1e9);
    return said;
  }
}
