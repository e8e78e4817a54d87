package dev.loqa.cli.update;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/// A process of its own updates, and is killed; then the machine starts. Whatever was cut, `active`
/// is whole and proven at each moment, and after the start no switch is open.
@Timeout(600)
final class UpdateKillTest {
  private static final String OLD = "2026.1.1";
  private static final String NEW = "2026.1.2";
  private static final List<Step> FORWARD =
      List.of(
          Step.VERIFIED,
          Step.UNPACKED,
          Step.PLACED,
          Step.PREPARED,
          Step.PROVEN,
          Step.PENDING,
          Step.FLIPPED,
          Step.RESTARTED,
          Step.HEALTHY,
          Step.SETTLED,
          Step.PRUNED);

  @TempDir private Path folder;
  private Path root;
  private Path next;
  private Path keys;

  @BeforeEach
  void aMachineWithAFirstRelease() throws IOException {
    root = folder.resolve("opt");
    keys = folder.resolve("release.pub");
    Files.writeString(keys, MadeBundle.KEY.publisher().fingerprint() + "\n");
    new Machine(root).apply(new MadeBundle(OLD).in(folder));
    next = new MadeBundle(NEW).in(folder);
  }

  @Test
  void aKillAtAnyStepLeavesAWholeProvenReleaseAndTheNextStartSettlesIt() throws Exception {
    for (Step last : FORWARD) {
      killedAt(last, "");

      boolean settled = last.compareTo(Step.SETTLED) >= 0;
      assertThat(afterBoot()).as("after " + last).isEqualTo(settled ? NEW : OLD);
      goesOn();
    }
  }

  @Test
  void aKillOnTheWayBackEndsWithTheReleaseBefore() throws Exception {
    for (Step last : List.of(Step.RESTARTED, Step.FLIPPED_BACK, Step.RESTARTED_BACK)) {
      killedAt(last, NEW);

      assertThat(afterBoot()).as("after " + last).isEqualTo(OLD);
    }
  }

  @Test
  void killsAtRandomMoments() throws Exception {
    assertThat(killsAtRandom(8, 20_261_122).values().stream().mapToInt(n -> n).sum()).isEqualTo(8);
  }

  @Test
  @Tag("slow")
  void sixtyKillsAtRandomMoments() throws Exception {
    Map<String, Integer> table = killsAtRandom(60, 60);
    System.out.println("kill -9 of an update at random, x 60: where it was, and what was active");
    table.forEach((end, times) -> System.out.printf("  %3d x %s%n", times, end));
    assertThat(table.values().stream().mapToInt(n -> n).sum()).isEqualTo(60);
  }

  /// Kills after a random number of steps and a random moment more; a table of what came of it.
  private Map<String, Integer> killsAtRandom(int times, long seed) throws Exception {
    Random random = new Random(seed);
    Map<String, Integer> table = new TreeMap<>();
    for (int i = 0; i < times; i++) {
      int steps = random.nextInt(FORWARD.size());
      Duration more = Duration.ofNanos(random.nextInt(4_000_000));
      List<String> said = killedAfter(steps, more);
      String where = said.isEmpty() ? "the beginning" : said.getLast();
      table.merge("killed after " + where + ": " + afterBoot(), 1, Integer::sum);
      goesOn();
    }
    return table;
  }

  /// What is active once the machine has started: whole, proven, and nothing open.
  private String afterBoot() throws IOException {
    Machine machine = new Machine(root);
    machine.active(); // before anything looks after it
    machine.switching().resolve(true);
    assertThat(machine.running).as("nothing is started at boot").isEmpty();
    assertThat(machine.releases.pending()).isEmpty();
    return machine.active();
  }

  /// The next update goes through, and then all is as it was in the beginning.
  private void goesOn() throws IOException {
    Machine machine = new Machine(root);
    machine.update().apply(next, MadeBundle.keys(), true);
    assertThat(machine.active()).isEqualTo(NEW);
    machine.releases.flip(OLD);
    machine.releases.remove(NEW);
    try (var left = Files.list(root.resolve("releases"))) {
      assertThat(left.map(one -> one.getFileName().toString())).containsExactly(OLD);
    }
  }

  private void killedAt(Step last, String ill) throws Exception {
    Process child = child("wait", ill);
    try (BufferedReader lines = child.inputReader(StandardCharsets.UTF_8);
        OutputStream goOn = child.getOutputStream()) {
      for (String line = lines.readLine(); line != null; line = lines.readLine()) {
        if (line.equals("> at " + last)) {
          child.destroyForcibly(); // before its input ends
          return;
        }
        if (line.startsWith("> at ")) {
          goOn.write('\n');
          goOn.flush();
        }
      }
      throw new AssertionError("the child never came to " + last);
    } finally {
      gone(child);
    }
  }

  private List<String> killedAfter(int steps, Duration more) throws Exception {
    Process child = child("run", "");
    List<String> said = new ArrayList<>();
    try (BufferedReader lines = child.inputReader(StandardCharsets.UTF_8)) {
      while (said.size() < steps) {
        String line = lines.readLine();
        if (line == null) {
          break;
        }
        if (line.startsWith("> ")) {
          said.add(line.substring(2));
        }
      }
      LockSupport.parkNanos(more.toNanos());
      return said;
    } finally {
      gone(child);
    }
  }

  private static void gone(Process child) throws InterruptedException {
    child.destroyForcibly();
    assertThat(child.waitFor(10, TimeUnit.SECONDS)).isTrue();
  }

  private Process child(String how, String ill) throws IOException {
    return new ProcessBuilder(
            Path.of(System.getProperty("java.home"), "bin", "java").toString(),
            "-XX:TieredStopAtLevel=1",
            "-XX:+UseSerialGC",
            "-Xshare:auto",
            "-cp",
            System.getProperty("java.class.path"),
            "dev.loqa.cli.update.UpdateChild",
            root.toString(),
            next.toString(),
            how,
            ill,
            keys.toString())
        .redirectError(ProcessBuilder.Redirect.DISCARD)
        .start();
  }
}
