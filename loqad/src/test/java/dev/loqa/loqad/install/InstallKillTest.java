package dev.loqa.loqad.install;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.loqa.loqad.install.Installer.Step;
import dev.loqa.skillhost.LoadedSkill;
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
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/// A process of its own installs, and is killed at a step, or runs out of disk there.
@Timeout(300)
final class InstallKillTest {
  private static final SigningKey ANNA = SigningKey.generate();

  @TempDir private Path folder;
  private Path data;
  private Path update;

  @BeforeEach
  void installTheOldVersion() throws IOException {
    data = folder.resolve("data");
    update = folder.resolve("echo-1.1.0.lskill");
    SkillPackage skill = new TestSkill().version("1.1.0").packed(folder);
    Files.write(update, skill.packed());
    Files.writeString(folder.resolve("echo-1.1.0.lskill.sig"), ANNA.sign(skill).line());
  }

  private void old(Path place) {
    try (House house = new House(place)) {
      house.agree(new TestSkill().offer(folder, ANNA));
    }
  }

  @Test
  void aKillAtAnyStepLeavesTheOldVersionOrTheNewOne() throws Exception {
    old(data);
    for (Step last : Step.values()) {
      runUntil(last);

      boolean decided = last.compareTo(Step.RECORDED) >= 0;
      try (House house = new House(data)) {
        assertThat(house.broken).as("after " + last).isEmpty();
        assertThat(house.running()).as("after " + last).contains(decided ? "1.1.0" : "1.0.0");
        assertThat(house.host.skill("echo").orElseThrow().await(Duration.ofSeconds(60)))
            .isInstanceOf(LoadedSkill.State.Ready.class);
        assertThat(Calls.directly(house).error()).isNull();
        assertThat(house.store.verify().sound()).isTrue();
        int versions = house.store.installed().of("echo").size();
        try (var kept = Files.list(data.resolve("skills"))) {
          assertThat(kept).as("folders after " + last).hasSize(versions);
        }
        if (decided) {
          house.installer.rollBack("echo", "anna"); // for the next step
          house.installer.remove("echo", false, "anna");
          house.agree(new TestSkill().offer(folder, ANNA));
        }
      }
    }
  }

  @Test
  void aKillWhileWhatCameWithLoqaIsInstalledIsMadeGoodByTheNextStart() throws Exception {
    Path shipped = Files.createDirectories(folder.resolve("shipped"));
    Path first = shipped.resolve("echo-1.0.0.lskill");
    Files.write(first, new TestSkill().packed(folder).packed());
    for (Step last : Step.values()) {
      Path place = folder.resolve("data-" + last);
      runUntil(last, place, shipped);
      try (House house = new House(place, Set.of(), shipped, step -> {})) {
        boolean decided = last.compareTo(Step.RECORDED) >= 0;
        assertThat(house.running().isPresent()).as("after " + last).isEqualTo(decided);
        House.bring(house);
        assertThat(house.running()).as("after " + last).contains("1.0.0");
        assertThat(house.events().stream().filter("switched"::equals)).hasSize(1);
        assertThat(house.store.verify().sound()).isTrue();
      }
    }
  }

  /// Lets the child install and kills it right after the step.
  private void runUntil(Step last) throws IOException, InterruptedException {
    runUntil(last, data, update);
  }

  private static void runUntil(Step last, Path data, Path update)
      throws IOException, InterruptedException {
    Process child =
        new ProcessBuilder(InstallChild.command(data, update))
            .redirectError(ProcessBuilder.Redirect.DISCARD)
            .start();
    try (BufferedReader lines = child.inputReader(StandardCharsets.UTF_8);
        BufferedWriter goOn = child.outputWriter(StandardCharsets.UTF_8)) {
      for (String line = lines.readLine(); line != null; line = lines.readLine()) {
        if (line.equals("> at " + last)) {
          child.destroyForcibly(); // before its input ends, which it would take for going on
          return;
        }
        if (line.startsWith("> at ")) {
          goOn.write("\n");
          goOn.flush();
        }
      }
      throw new AssertionError("the child never came to " + last);
    } finally {
      child.destroyForcibly();
      assertThat(child.waitFor(10, TimeUnit.SECONDS)).isTrue();
    }
  }

  @Test
  void aDiskThatFillsUpMeanwhileLeavesTheOldVersion() throws Exception {
    Path small = Files.createDirectories(folder.resolve("small"));
    old(folder.resolve("data"));
    List<String> said = onASmallDisk(small);

    assertThat(said).hasSize(2);
    assertThat(said.get(0)).startsWith("refused UNAVAILABLE").contains("nothing has changed");
    assertThat(said.get(1)).isEqualTo("running 1.0.0");
  }

  /// Copies the house to a small file system, fills that at the first step, and lets the child go
  /// on; the mount is in a namespace of the child's own, so that nothing is left behind.
  private List<String> onASmallDisk(Path small) throws IOException, InterruptedException {
    Path packages = folder.resolve("packages");
    Files.createDirectories(packages);
    Files.copy(update, packages.resolve("p.lskill"));
    Files.copy(folder.resolve("echo-1.1.0.lskill.sig"), packages.resolve("p.lskill.sig"));
    String script =
        "mount -t tmpfs -o size=4m,mode=700 t "
            + small
            + " && cp -a "
            + data
            + " "
            + small
            + "/ && exec \"$@\"";
    List<String> command = new ArrayList<>(List.of("unshare", "--mount", "sh", "-c", script, "sh"));
    command.addAll(InstallChild.command(small.resolve("data"), packages.resolve("p.lskill")));
    Process child =
        new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.DISCARD).start();
    List<String> said = new ArrayList<>();
    try (BufferedReader lines = child.inputReader(StandardCharsets.UTF_8);
        BufferedWriter goOn = child.outputWriter(StandardCharsets.UTF_8)) {
      boolean begun = false;
      for (String line = lines.readLine(); line != null; line = lines.readLine()) {
        if (line.startsWith("> at ")) {
          begun = true;
          if (line.endsWith(Step.PLANNED.name())) {
            fill(child, small);
          }
          goOn.write("\n");
          goOn.flush();
        } else if (line.startsWith("> ")) {
          said.add(line.substring(2));
        }
      }
      assumeTrue(begun, "this machine does not let us mount a small disk");
    } finally {
      child.destroyForcibly();
      assertThat(child.waitFor(10, TimeUnit.SECONDS)).isTrue();
    }
    return said;
  }

  /// Fills the disk that only the child sees.
  private static void fill(Process child, Path small) throws IOException, InterruptedException {
    Process filler =
        new ProcessBuilder(
                "nsenter",
                "--target",
                Long.toString(child.pid()),
                "--mount",
                "dd",
                "if=/dev/zero",
                "of=" + small + "/filler",
                "bs=4096")
            .redirectErrorStream(true)
            .redirectOutput(ProcessBuilder.Redirect.DISCARD)
            .start();
    assertThat(filler.waitFor(60, TimeUnit.SECONDS)).isTrue();
  }
}
