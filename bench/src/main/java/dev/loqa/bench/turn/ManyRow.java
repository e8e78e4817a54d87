package dev.loqa.bench.turn;

import dev.loqa.bench.measure.Goal;
import dev.loqa.bench.measure.Line;
import dev.loqa.bench.measure.Machine;
import dev.loqa.bench.measure.Percentiles;
import dev.loqa.bench.measure.Row;
import dev.loqa.bench.measure.Size;
import dev.loqa.bench.measure.TemporaryFolder;
import dev.loqa.bench.skill.SkillFolders;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/// Many skills, each with a sentence of its own and a copy of a module of Java, 200 KB: how much
/// memory loqad has more with 100 of them than without when nobody speaks, and how soon after its
/// start it has answered a command when 1,000 are installed. Code is in the cache, as after an
/// installation.
public final class ManyRow implements Row {
  private static final Goal MEMORY = Goal.atMost(100, 50, " MiB");
  private static final Goal FIRST = Goal.atMost(5, 3, " s");
  private static final String COMMAND = "turn on the kitchen light";

  @Override
  public List<Line> measure(Size size) throws IOException, InterruptedException {
    Path module = size.root().resolve("skills/timer/target/skill/build/timer.wasm");
    String memory = "memory of 100 idle skills";
    String first = "1,000 skills installed: start to first command answered";
    if (!Files.isRegularFile(module)) {
      String why = module + " is not built: build the checkout";
      return List.of(Line.missing(memory, MEMORY, why), Line.missing(first, FIRST, why));
    }
    byte[] wasm = Files.readAllBytes(module);
    try (TemporaryFolder folder = TemporaryFolder.make()) {
      return List.of(
          idle(memory, size, folder.path(), wasm), first(first, size, folder.path(), wasm));
    }
  }

  private static Line idle(String what, Size size, Path folder, byte[] wasm)
      throws IOException, InterruptedException {
    int many = size.of(100, 3);
    Path skills = skills(folder.resolve("hundred"), many, wasm);
    Duration quiet = Duration.ofSeconds(size.of(45, 1));
    resident(size, folder, List.of(skills), Duration.ZERO); // fills the cache
    double without = resident(size, folder, List.of(), quiet);
    double with = resident(size, folder, List.of(skills), quiet);
    return Line.of(
        what,
        with - without,
        MEMORY,
        many,
        List.of(
            String.format(
                Locale.ROOT,
                "resident MiB, %d s after ready: %.0f with them, %.0f without",
                quiet.toSeconds(),
                with,
                without)));
  }

  private static double resident(Size size, Path folder, List<Path> skills, Duration quiet)
      throws IOException, InterruptedException {
    try (RunningLoqad loqad = RunningLoqad.start(size, folder, List.of(), skills)) {
      loqad.ask(COMMAND, "many");
      loqad.leaveAlone(quiet.plusMillis(1));
      return Machine.residentMib(loqad.pid());
    }
  }

  private static Line first(String what, Size size, Path folder, byte[] wasm)
      throws IOException, InterruptedException {
    int many = size.of(1_000, 5);
    Path skills = skills(folder.resolve("thousand"), many, wasm);
    List<Double> seconds = new ArrayList<>();
    for (int i = 0; i < size.of(3, 1); i++) {
      long begun = System.nanoTime();
      try (RunningLoqad loqad = RunningLoqad.listening(size, folder, List.of(), List.of(skills))) {
        Turn turn = loqad.ask(COMMAND, "first-" + i);
        seconds.add((System.nanoTime() - begun) / 1e9);
        if (turn.done().isEmpty()) {
          throw new IOException("the command was not done: " + turn.reply());
        }
      }
    }
    Percentiles starts = Percentiles.of(seconds);
    return Line.of(
        what,
        starts.median(),
        FIRST,
        seconds.size(),
        List.of(
            seconds.stream()
                .map(one -> String.format(Locale.ROOT, "%.2f", one))
                .toList()
                .toString()));
  }

  /// Each with a name and a word that no other has.
  private static Path skills(Path folder, int many, byte[] wasm) throws IOException {
    for (int i = 0; i < many; i++) {
      String word = word(i);
      SkillFolders.write(folder, "many-" + word, "gobble " + word, 2_000, wasm);
    }
    return folder;
  }

  private static String word(int number) {
    String consonants = "bdfgklmnpr";
    StringBuilder word = new StringBuilder();
    for (int left = number + 1_000; left > 0; left /= 10) {
      word.append(consonants.charAt(left % 10)).append("aeiou".charAt(left % 5));
    }
    return word.toString();
  }
}
