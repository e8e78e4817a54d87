package dev.loqa.bundles.launcher;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class NatsServerTest {
  @TempDir Path folder = Path.of("");

  @Test
  void refusesAConfiguredServerThatIsTooOldAndNamesItsVersion() {
    FakeMachine machine = FakeMachine.complete(folder);
    machine.set("LOQA_NATS_SERVER", machine.natsIn(folder.resolve("old"), "2.9.10"));

    FakeMachine.Result result = machine.loqa("demo");

    assertThat(result.exit()).isEqualTo(6);
    assertThat(result.err()).contains("version 2.9.10 is too old").contains("unset it");
    assertThat(result.out()).isEmpty();
  }

  @Test
  void refusesAConfiguredFileThatIsNoServer() {
    FakeMachine machine = FakeMachine.complete(folder);
    machine.set("LOQA_NATS_SERVER", folder.resolve("nothing"));

    FakeMachine.Result result = machine.loqa("demo");

    assertThat(result.exit()).isEqualTo(6);
    assertThat(result.err()).contains("nothing: that is no nats-server");
  }

  @Test
  void aConfiguredServerAboveTheFloorIsUsedAsItIs() {
    FakeMachine machine = FakeMachine.complete(folder);
    Path own = machine.natsIn(folder.resolve("own"), "2.10.27");
    machine.set("LOQA_NATS_SERVER", own);

    assertThat(machine.loqa("sessions").out()).contains("nats=" + own);
  }

  @Test
  void passesOverAnOldOneOnThePathAndUsesItsOwn() throws Exception {
    FakeMachine machine = FakeMachine.complete(folder);
    machine.nats("2.9.10");
    Path cached = cached(machine);

    FakeMachine.Result result = machine.loqa("sessions");

    assertThat(result.exit()).isZero();
    assertThat(result.out()).contains("nats=" + cached);
    assertThat(result.err()).contains("is 2.9.10, too old (< 2.10.23): not used");
  }

  @Test
  void prefersItsOwnToOneThatServesWithFeaturesOff() throws Exception {
    FakeMachine machine = FakeMachine.complete(folder);
    machine.nats("2.10.27");
    Path cached = cached(machine);

    assertThat(machine.loqa("sessions").out()).contains("nats=" + cached);
  }

  @Test
  void servesWithFeaturesOffWhenNothingNewerCanBeBrought() {
    FakeMachine machine = FakeMachine.complete(folder);
    machine.nats("2.10.27");

    FakeMachine.Result result = machine.loqa("sessions");

    assertThat(result.exit()).isZero();
    assertThat(result.err()).contains("2.10.27; before 2.12.0 some features stay off");
  }

  @Test
  void theFirstVersionAboveTheFloorIsNotTooOld() {
    FakeMachine machine = FakeMachine.complete(folder);
    machine.set("LOQA_NATS_SERVER", machine.natsIn(folder.resolve("own"), "2.10.23"));
    assertThat(machine.loqa("sessions").exit()).isZero();

    machine.set("LOQA_NATS_SERVER", machine.natsIn(folder.resolve("own"), "2.10.22"));
    machine.set("JAVA_HOME", "/nowhere"); // another environment: look again
    assertThat(machine.loqa("sessions").exit()).isEqualTo(6);
  }

  @Test
  void takesTheOneOfANewerDebianWithoutTouchingTheSystemsSources() throws Exception {
    FakeMachine machine = FakeMachine.complete(folder);
    machine.remove("nats-server");
    Path sources =
        Files.createDirectories(machine.system.resolve("etc/apt")).resolve("sources.list");
    Files.writeString(sources, "deb http://mirror.example/debian trixie main\n");
    Path keyrings = Files.createDirectories(machine.system.resolve("usr/share/keyrings"));
    Files.writeString(keyrings.resolve("debian-archive-keyring.gpg"), "");
    machine.program(
        "apt-get", "case \"$*\" in *download*) : >nats-server_2.15.1_amd64.deb ;; esac");
    machine.program(
        "dpkg-deb",
        """
        mkdir -p "$3/usr/sbin"
        printf '#!/bin/sh\\necho nats-server: v2.15.1\\n' >"$3/usr/sbin/nats-server"
        chmod 755 "$3/usr/sbin/nats-server"
        """);

    FakeMachine.Result result = machine.loqa("sessions");

    assertThat(result.exit()).as(result.err()).isZero();
    assertThat(result.out())
        .contains("nats=" + machine.home.resolve(".cache/loqa/nats-server/current/nats-server"));
    assertThat(Files.readSymbolicLink(machine.home.resolve(".cache/loqa/nats-server/current")))
        .isEqualTo(Path.of("2.15.1"));
    assertThat(sources).content().isEqualTo("deb http://mirror.example/debian trixie main\n");
    assertThat(machine.calls()).noneMatch(call -> call.contains(" install "));
  }

  private static Path cached(FakeMachine machine) throws Exception {
    Path home = machine.home.resolve(".cache/loqa/nats-server");
    machine.natsIn(home.resolve("2.15.1"), "2.15.1");
    Files.createSymbolicLink(home.resolve("current"), Path.of("2.15.1"));
    return home.resolve("current/nats-server");
  }
}
