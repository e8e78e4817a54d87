package dev.loqa.loqad.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.loqa.loqad.store.StoreException.Fault;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// A small file system is mounted in a mount namespace of the child's own, so that nothing is left
/// behind.
final class FullDiskTest {
  private static final Instant NOON = Instant.parse("2026-01-01T12:00:00Z");

  @TempDir Path folder;
  private Instant now = NOON;

  @Test
  void aFullDiskRefusesAppendsLosesNothingAndRecovers() throws IOException, InterruptedException {
    List<String> said = mounted("size=3m", "full");

    assertThat(said).hasSize(4);
    assertThat(said.get(0))
        .startsWith("refused FULL")
        .contains("no room left")
        .contains("free space");
    assertThat(said.get(1)).startsWith("health Full[");
    assertThat(said.get(2)).isEqualTo("health Ok[]");
    assertThat(said.get(3)).isEqualTo("same true true true");
  }

  @Test
  void aFolderWithoutWritePermissionIsRefusedInWords() throws IOException, InterruptedException {
    List<String> said = mounted("ro", "open");

    assertThat(said).hasSize(1);
    assertThat(said.getFirst())
        .startsWith("READ_ONLY data folder ")
        .contains("can not be written")
        .contains("write permission");
  }

  @Test
  void aDatabaseAtItsLimitRefusesAndForgettingMakesRoom() {
    StoreOptions options = Samples.options(folder).withMaxPages(120).withClock(() -> now);
    try (EventStore store = EventStore.open(options)) {
      List<String> acked = new ArrayList<>();
      StoreException refused = fill(store, acked);

      assertThat(refused.fault()).isEqualTo(Fault.FULL);
      assertThat(store.health()).isInstanceOf(Health.Full.class);
      assertThat(Samples.payloads(store)).isEqualTo(acked);
      assertThat(store.verify().sound()).isTrue();

      now = NOON.plus(Duration.ofDays(31));
      store.prune();

      assertThat(store.append(Samples.event("after")).kept()).isTrue();
      assertThat(store.health()).isEqualTo(new Health.Ok());
      assertThat(store.verify().sound()).isTrue();
    }
  }

  @Test
  void aLargeCallThatFindsNoRoomLeavesNothing() {
    try (EventStore store = EventStore.open(Samples.options(folder).withMaxPages(120))) {
      List<NewEvent> tooMuch = new ArrayList<>();
      for (int i = 0; i < 1_000; i++) {
        tooMuch.add(Samples.event("x".repeat(1_000)));
      }
      store.append(Samples.event("before"));

      assertThatThrownBy(() -> store.appendAll(tooMuch))
          .isInstanceOf(StoreException.class)
          .extracting(e -> ((StoreException) e).fault())
          .isEqualTo(Fault.FULL);

      assertThat(store.newest()).isEqualTo(1);
      assertThat(store.append(Samples.event("after")).sequence()).isEqualTo(2);
      assertThat(Samples.payloads(store))
          .containsExactly("{\"text\":\"before\"}", "{\"text\":\"after\"}");
      assertThat(store.verify()).isEqualTo(new VerifyReport(2, 0, 0, null));
    }
  }

  private static StoreException fill(EventStore store, List<String> acked) {
    while (true) {
      try {
        NewEvent event = Samples.event("x".repeat(8_000));
        store.append(event);
        acked.add(event.payload());
      } catch (StoreException e) {
        return e;
      }
    }
  }

  private List<String> mounted(String mountOptions, String what)
      throws IOException, InterruptedException {
    assumeTrue(
        Files.isExecutable(Path.of("/usr/bin/unshare")),
        "skipped: there is no unshare here to mount a small disk with");
    assumeTrue(
        "root".equals(System.getProperty("user.name")),
        "skipped: only root may mount a small disk");
    Path disk = Files.createDirectory(folder.resolve("disk"));
    assumeTrue(mayMount(disk), "skipped: this machine does not let root mount a small disk");
    List<String> command =
        new ArrayList<>(
            List.of(
                "unshare",
                "-m",
                "sh",
                "-c",
                "mount -t tmpfs -o \"$1\" tmpfs \"$2\" && shift 2 && exec \"$@\"",
                "sh",
                mountOptions,
                disk.toString()));
    command.addAll(StoreChild.command(what, disk.toString()));
    return run(command);
  }

  private static boolean mayMount(Path disk) throws IOException, InterruptedException {
    Process probe =
        new ProcessBuilder("unshare", "-m", "mount", "-t", "tmpfs", "tmpfs", disk.toString())
            .inheritIO()
            .start();
    try {
      return probe.waitFor(10, TimeUnit.SECONDS) && probe.exitValue() == 0;
    } finally {
      probe.destroyForcibly();
    }
  }

  private static List<String> run(List<String> command) throws IOException, InterruptedException {
    Process child = new ProcessBuilder(command).redirectErrorStream(true).start();
    try {
      String said = new String(child.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
      assertThat(child.waitFor(10, TimeUnit.SECONDS)).isTrue();
      return said.lines()
          .filter(line -> line.startsWith(StoreChild.MARK))
          .map(line -> line.substring(StoreChild.MARK.length()))
          .toList();
    } finally {
      child.destroyForcibly();
    }
  }
}
