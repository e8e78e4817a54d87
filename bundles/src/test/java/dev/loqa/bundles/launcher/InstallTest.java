package dev.loqa.bundles.launcher;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class InstallTest {
  @TempDir Path folder = Path.of("");

  @Test
  void withoutAJdkItSaysWhereToGetOne() {
    FakeMachine machine = FakeMachine.complete(folder);
    machine.hardware("Linux", "riscv64");
    machine.jdk("17.0.9");

    FakeMachine.Result result = machine.loqa("demo");

    assertThat(result.exit()).isEqualTo(6);
    assertThat(result.err())
        .contains("jdk: no JDK >= 25")
        .contains("adoptium.net")
        .contains("JAVA_HOME");
  }

  @Test
  void aJavaHomeThatIsTooOldIsNamedOnceAndPassedOver() {
    FakeMachine machine = FakeMachine.complete(folder);
    machine.set("JAVA_HOME", folder.resolve("old"));

    FakeMachine.Result result = machine.loqa("sessions");

    assertThat(result.exit()).isZero();
    assertThat(result.err()).containsOnlyOnce("JAVA_HOME is " + folder.resolve("old"));
  }

  @Test
  void aJdkWithTheWrongDigestIsRefused() {
    FakeMachine machine = FakeMachine.complete(folder);
    machine.jdk("17.0.9");
    machine.program("curl", "while [ \"$1\" != -o ]; do shift; done; echo tampered >\"$2\"");

    FakeMachine.Result result = machine.loqa("demo");

    assertThat(result.exit()).isEqualTo(6);
    assertThat(result.err()).contains("refused: its sha256 is").contains("launcher/pins says");
    assertThat(machine.home.resolve(".cache/loqa/jdk/current")).doesNotExist();
  }

  @Test
  void aDeadNetworkEndsInWords() {
    FakeMachine machine = FakeMachine.complete(folder);
    machine.remove("nats-server");
    machine.program("curl", "echo 'curl: (6) Could not resolve host' >&2; exit 6");

    FakeMachine.Result result = machine.loqa("demo");

    assertThat(result.exit()).isEqualTo(6);
    assertThat(result.err())
        .contains("Could not resolve host")
        .contains("nats-server: none >= 2.10.23 here")
        .contains("LOQA_NATS_SERVER");
  }

  @Test
  void anUnknownSystemIsFineAsLongAsNothingIsMissing() {
    FakeMachine machine = FakeMachine.complete(folder);
    machine.hardware("Plan9", "x86_64");

    assertThat(machine.loqa("sessions").exit()).isZero();
  }

  @Test
  void onAnUnknownSystemItSaysWhatIsMissing() {
    FakeMachine machine = FakeMachine.complete(folder);
    machine.os("slackware", "x");
    machine.remove("espeak-ng");
    machine.remove("mvn");

    FakeMachine.Result result = machine.loqa("demo");

    assertThat(result.exit()).isEqualTo(6);
    assertThat(result.err())
        .contains("missing on this machine: maven espeak")
        .contains("maven.apache.org")
        .contains("install the package espeak-ng");
  }

  @Test
  void withoutRootOrSudoItPrintsTheCommandToRun() {
    FakeMachine machine = FakeMachine.complete(folder);
    machine.remove("espeak-ng");
    apt(machine, "");
    machine.user(1000);

    FakeMachine.Result result = machine.loqa("demo");

    assertThat(result.exit()).isEqualTo(6);
    assertThat(result.err())
        .contains(
            "as root, run:  apt-get update && apt-get install -y --no-install-recommends espeak-ng");
    assertThat(machine.calls()).noneMatch(call -> call.startsWith("apt-get"));
  }

  @Test
  void rootInstallsWhatIsMissingInOneCall() {
    FakeMachine machine = FakeMachine.complete(folder);
    machine.remove("espeak-ng");
    machine.jdk("17.0.9");
    machine.program(
        "jdk-25-comes",
        "sed -i 's/17.0.9/25.0.1/' '" + machine.system + "/usr/lib/jvm/jdk/bin/java'");
    apt(machine, "jdk-25-comes; ln -s \"$(command -v sh)\" \"${0%/*}/espeak-ng\"");

    FakeMachine.Result result = machine.loqa("sessions");

    assertThat(result.exit()).isZero();
    assertThat(machine.calls())
        .filteredOn(call -> call.startsWith("apt-get") && call.contains(" install "))
        .singleElement()
        .asString()
        .endsWith("--no-install-recommends openjdk-25-jdk-headless espeak-ng");
  }

  @Test
  void aFailingAptIsNotTakenForSuccess() {
    FakeMachine machine = FakeMachine.complete(folder);
    machine.remove("espeak-ng");
    apt(machine, "echo 'E: dpkg was interrupted' >&2; exit 100");

    FakeMachine.Result result = machine.loqa("demo");

    assertThat(result.exit()).isEqualTo(6);
    assertThat(result.err())
        .contains("E: dpkg was interrupted")
        .contains("apt-get could not install: espeak-ng");
  }

  @Test
  void onMacOsBrewInstalls() {
    FakeMachine machine = FakeMachine.complete(folder);
    machine.hardware("Darwin", "arm64");
    machine.remove("espeak-ng");
    machine.program("brew", "ln -s \"$(command -v sh)\" \"${0%/*}/$2\"");

    FakeMachine.Result result = machine.loqa("sessions");

    assertThat(result.exit()).isZero();
    assertThat(machine.calls()).contains("brew install espeak-ng");
  }

  @Test
  void findsTheMirrorInBothKindsOfSourcesAndChangesNeither() throws Exception {
    FakeMachine machine = new FakeMachine(folder);
    Path sources = Files.createDirectories(machine.system.resolve("etc/apt/sources.list.d"));
    Path old = machine.system.resolve("etc/apt/sources.list");
    String before =
        """
        # deb http://comment.example/debian trixie main
        deb [arch=amd64 signed-by=/x.gpg] http://tool.example/apt stable extra
        deb [signed-by=/x.gpg] http://mirror.example/debian trixie main contrib
        """;
    Files.writeString(old, before);
    assertThat(mirror(machine)).isEqualTo("http://mirror.example/debian\n");
    assertThat(old).hasContent(before);

    Files.delete(old);
    Files.writeString(
        sources.resolve("debian.sources"),
        """
        Types: deb
        # URIs: http://comment.example/debian
        URIs: http://off.example/debian
        Suites: trixie
        Components: main
        Enabled: no

        Types: deb
        URIs: http://other.example/debian
        Suites: trixie trixie-updates
        Components: contrib main
        """);
    assertThat(mirror(machine)).isEqualTo("http://other.example/debian\n");
  }

  private static String mirror(FakeMachine machine) {
    machine.set("LOQA_OS", "debian");
    machine.set("VERSION_CODENAME", "trixie");
    return machine
        .run("/bin/sh", "-c", ". '" + machine.checkout + "/launcher/debian.sh'; debian_mirror")
        .out();
  }

  /// An apt that knows every package and runs `install` when asked to install.
  private static void apt(FakeMachine machine, String install) {
    machine.program("dpkg", "");
    machine.program("apt-cache", "echo '  Candidate: 1.0'");
    machine.program(
        "apt-get",
        "case \"$*\" in *\" install \"*) %s ;; esac".formatted(install.isEmpty() ? ":" : install));
  }
}
