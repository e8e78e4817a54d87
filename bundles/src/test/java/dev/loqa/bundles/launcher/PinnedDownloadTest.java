package dev.loqa.bundles.launcher;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.security.MessageDigest;
import java.util.HexFormat;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Downloads of what `launcher/pins` names, from a place that `curl` only seems to reach.
final class PinnedDownloadTest {
  @TempDir Path folder = Path.of("");

  @Test
  void bringsAJdkWhereNoneServes() throws Exception {
    FakeMachine machine = FakeMachine.complete(folder);
    Path jdks = machine.system.resolve("usr/lib/jvm");
    Path archive = archive(machine, jdks, "jdk");
    machine.run("/bin/rm", "-rf", jdks.toString());
    pin(machine, "jdk", "25.9", archive);

    FakeMachine.Result result = machine.loqa("sessions");

    assertThat(result.exit()).as(result.err()).isZero();
    assertThat(result.out()).contains("<sessions>");
    assertThat(result.err()).contains("fetching jdk 25.9 from https://example.invalid/jdk");
    assertThat(machine.home.resolve(".cache/loqa/jdk/current/bin/java")).exists();
  }

  @Test
  void bringsAReleaseOfNatsServer() throws Exception {
    FakeMachine machine = FakeMachine.complete(folder);
    machine.natsIn(folder.resolve("release/nats-server-v2.15.3"), "2.15.3");
    Path archive = archive(machine, folder.resolve("release"), "nats-server-v2.15.3");
    machine.remove("nats-server");
    pin(machine, "nats", "2.15.3", archive);

    FakeMachine.Result result = machine.loqa("sessions");

    assertThat(result.exit()).as(result.err()).isZero();
    assertThat(result.out())
        .contains("nats=" + machine.home.resolve(".cache/loqa/nats-server/current/nats-server"));
    assertThat(machine.home.resolve(".cache/loqa/nats-server/2.15.3/nats-server")).exists();
    assertThat(machine.home.resolve(".cache/loqa/nats-server/new")).doesNotExist();
  }

  @Test
  void refusesAReleaseWithAnotherDigestAndKeepsNothingOfIt() throws Exception {
    FakeMachine machine = FakeMachine.complete(folder);
    machine.natsIn(folder.resolve("release/nats-server-v2.15.3"), "2.15.3");
    Path archive = archive(machine, folder.resolve("release"), "nats-server-v2.15.3");
    machine.remove("nats-server");
    pin(machine, "nats", "2.15.3", archive);
    Files.write(archive, new byte[] {1}, StandardOpenOption.APPEND);

    FakeMachine.Result result = machine.loqa("sessions");

    assertThat(result.exit()).isEqualTo(6);
    assertThat(result.err()).contains("refused: its sha256 is");
    assertThat(machine.home.resolve(".cache/loqa/nats-server/new")).doesNotExist();
    assertThat(machine.home.resolve(".cache/loqa/nats-server/current")).doesNotExist();
  }

  @Test
  void refusesAReleaseThatIsTooOld() throws Exception {
    FakeMachine machine = FakeMachine.complete(folder);
    machine.natsIn(folder.resolve("release/nats-server-v2.9.10"), "2.9.10");
    Path archive = archive(machine, folder.resolve("release"), "nats-server-v2.9.10");
    machine.remove("nats-server");
    pin(machine, "nats", "2.9.10", archive);

    FakeMachine.Result result = machine.loqa("sessions");

    assertThat(result.exit()).isEqualTo(6);
    assertThat(result.err()).contains("what came is 2.9.10, older than 2.12.0");
  }

  private Path archive(FakeMachine machine, Path parent, String name) throws Exception {
    Path archive = folder.resolve(name + ".tar.gz");
    Process tar =
        new ProcessBuilder("tar", "-czf", archive.toString(), "-C", parent.toString(), name)
            .start();
    assertThat(tar.waitFor()).isZero();
    machine.program(
        "curl", "while [ \"$1\" != -o ]; do shift; done; cat '%s' >\"$2\"".formatted(archive));
    return archive;
  }

  private static void pin(FakeMachine machine, String name, String version, Path archive)
      throws Exception {
    byte[] digest = MessageDigest.getInstance("SHA-256").digest(Files.readAllBytes(archive));
    Files.writeString(
        machine.checkout.resolve("launcher/pins"),
        """
        pin_%1$s_version=%2$s
        pin_%1$s_linux_x86_64=https://example.invalid/%1$s
        pin_%1$s_linux_x86_64_sha256=%3$s
        """
            .formatted(name, version, HexFormat.of().formatHex(digest)));
  }
}
