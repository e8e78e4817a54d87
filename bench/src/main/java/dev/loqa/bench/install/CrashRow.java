package dev.loqa.bench.install;

import dev.loqa.base.process.JavaProgram;
import dev.loqa.bench.measure.Goal;
import dev.loqa.bench.measure.Line;
import dev.loqa.bench.measure.Row;
import dev.loqa.bench.measure.Size;
import dev.loqa.bench.measure.TemporaryFolder;
import dev.loqa.loqad.install.Installer.Step;
import dev.loqa.loqad.install.Offer;
import dev.loqa.loqad.store.InstalledVersion;
import dev.loqa.skillhost.LoadedSkill;
import dev.loqa.skillhost.packages.PackageLimits;
import dev.loqa.skillhost.packages.SigningKey;
import dev.loqa.skillhost.packages.SkillPackage;
import java.io.BufferedReader;
import java.io.BufferedWriter;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Stream;

/// `kill -9` of a process that installs, after each step and in the middle of what follows it: the
/// next start must find the old version or the new one, whole, with everything that belongs to it.
public final class CrashRow implements Row {
  private static final Goal NONE = Goal.atMost(0, 0, "");
  private static final int KILLS = 50;

  /// The kills of one step spread over so long after it: the whole of the next one.
  private static final Duration SPREAD = Duration.ofMillis(40);

  @Override
  public List<Line> measure(Size size) throws Exception {
    int kills = size.of(KILLS, 1);
    Map<String, Integer> found = new TreeMap<>();
    List<String> mixtures = new ArrayList<>();
    try (TemporaryFolder folder = TemporaryFolder.make()) {
      SigningKey key = SigningKey.generate();
      Path old = folder.path().resolve("old");
      Files.createDirectories(old);
      Offer first = SilentSkill.offer(folder.path(), "1.0.0", key);
      try (CrashChild.Small house = new CrashChild.Small(old, _ -> {})) {
        house.installer().install(first, house.installer().plan(first).consent(), false);
      }
      Path update = folder.path().resolve("update.lskill");
      Offer second = SilentSkill.offer(folder.path(), "1.1.0", key);
      Files.write(update, second.packed());
      Files.writeString(
          folder.path().resolve("update.lskill.sig"), String.valueOf(second.signature()));
      for (Step step : Step.values()) {
        size.say("killing after " + step);
        for (int kill = 0; kill < kills; kill++) {
          Path data = copy(old, folder.path().resolve("data-" + step + "-" + kill));
          kill(data, update, step, SPREAD.dividedBy(kills).multipliedBy(kill));
          String what = look(data);
          found.merge(step + " " + what, 1, Integer::sum);
          boolean fits =
              step.compareTo(Step.RECORDED) >= 0
                  ? what.equals("new")
                  : what.equals("new") || what.equals("old");
          if (!fits) {
            mixtures.add(step + " " + kill + ": " + what);
          }
          delete(data);
        }
      }
    }
    List<String> details = new ArrayList<>();
    details.add("what the next start found: " + found);
    details.addAll(mixtures);
    return List.of(
        Line.of(
            "kill -9 at each step of an install, neither old nor new",
            mixtures.size(),
            NONE,
            kills * Step.values().length,
            details));
  }

  private static void kill(Path data, Path update, Step last, Duration after)
      throws IOException, InterruptedException {
    Process child =
        new ProcessBuilder(
                JavaProgram.command(
                    "bench",
                    CrashChild.class.getName(),
                    List.of(data.toString(), update.toString())))
            .redirectError(ProcessBuilder.Redirect.DISCARD)
            .start();
    boolean there;
    try {
      there = goOnUntil(child, last, after);
    } finally {
      child.destroyForcibly();
    }
    if (!child.waitFor(10, TimeUnit.SECONDS)) {
      throw new IOException("the installing process survived its kill");
    }
    if (!there) {
      throw new IOException("the installing process ended before " + last);
    }
  }

  /// Lets it go on step by step; whether it came to the last one, and so long beyond.
  private static boolean goOnUntil(Process child, Step last, Duration after) throws IOException {
    try (BufferedReader lines = child.inputReader(StandardCharsets.UTF_8);
        BufferedWriter goOn = child.outputWriter(StandardCharsets.UTF_8)) {
      for (String line = lines.readLine(); line != null; line = lines.readLine()) {
        boolean there = line.equals("at " + last);
        if (there && after.isZero()) {
          child.destroyForcibly();
          return true;
        }
        if (line.startsWith("at ")) {
          goOn.write(there ? "\n".repeat(Step.values().length + 1) : "\n");
          goOn.flush();
        }
        if (there) {
          LockSupport.parkNanos(after.toNanos());
          child.destroyForcibly(); // before its input ends, which it would take for going on
          return true;
        }
      }
      return false;
    }
  }

  /// `old` or `new`, or what is wrong.
  private static String look(Path data) throws IOException, InterruptedException {
    try (CrashChild.Small house = new CrashChild.Small(data, _ -> {})) {
      Optional<LoadedSkill> skill = house.host().skill(SilentSkill.NAME);
      List<InstalledVersion> versions = house.store().installed().of(SilentSkill.NAME);
      List<InstalledVersion> active = versions.stream().filter(InstalledVersion::active).toList();
      if (!house.broken().isEmpty() || skill.isEmpty() || active.size() != 1) {
        return "broken " + house.broken() + " " + active.size() + " active";
      }
      if (!(skill.get().await(Duration.ofSeconds(60)) instanceof LoadedSkill.State.Ready)
          || !skill.get().version().equals(active.getFirst().version())) {
        return "the version that runs is not the one that is active";
      }
      for (InstalledVersion version : versions) {
        Path files = data.resolve("skills").resolve(version.digest());
        if (!SkillPackage.stored(files, PackageLimits.USUAL).digest().equals(version.digest())) {
          return "the files of " + version.version() + " are not its own";
        }
      }
      try (Stream<Path> folders = Files.list(data.resolve("skills"))) {
        if (folders.count() != versions.size()) {
          return "files without a version";
        }
      }
      if (!house.store().verify().sound()) {
        return "the events do not verify";
      }
      return skill.get().version().equals("1.0.0") ? "old" : "new";
    }
  }

  private static Path copy(Path from, Path to) throws IOException {
    try (Stream<Path> all = Files.walk(from)) {
      for (Path file : all.toList()) {
        Path place = to.resolve(from.relativize(file).toString());
        if (Files.isDirectory(file)) {
          Files.createDirectories(place);
        } else if (!file.toString().endsWith(".lock")) {
          Files.copy(file, place);
        }
      }
    }
    return to;
  }

  private static void delete(Path folder) throws IOException {
    try (Stream<Path> all = Files.walk(folder)) {
      for (Path file : all.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(file);
      }
    }
  }
}
