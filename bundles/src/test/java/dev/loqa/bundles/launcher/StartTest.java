package dev.loqa.bundles.launcher;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class StartTest {
  @TempDir Path folder = Path.of("");

  @Test
  void buildsAndStartsTheCommandWithItsArgumentsUntouched() {
    FakeMachine machine = FakeMachine.complete(folder);

    FakeMachine.Result result = machine.loqa("say", "turn on \"the\" $light", "");

    assertThat(result.exit()).isZero();
    assertThat(result.out())
        .contains("java.arguments> <dev.loqa.cli.Main> <say> <turn on \"the\" $light> <>")
        .contains("omp=passive")
        .contains("bin/nats-server");
    assertThat(machine.calls())
        .anyMatch(call -> call.startsWith("mvn") && call.contains("package"));
  }

  @Test
  void namesEveryJarInTheArgumentsFile() throws Exception {
    FakeMachine machine = FakeMachine.complete(folder);
    machine.loqa("sessions");

    Path run = machine.checkout.resolve("target/launcher/current").toRealPath();
    assertThat(run.resolve("java.arguments"))
        .content()
        .contains("-XX:+UseSerialGC")
        .contains("-Dloqa.root=\"" + machine.checkout.toRealPath() + "\"")
        .contains("-Dloqa.java.arguments=\"" + run.resolve("java.arguments") + "\"")
        .contains("-cp \"" + run.resolve("lib/a.jar") + ":" + run.resolve("lib/b.jar") + "\"");
    assertThat(run.resolve("lib/b.jar")).exists();
  }

  @Test
  void aNewBuildLeavesTheJarsOfTheLastOneAndOfARunningProgram() throws Exception {
    FakeMachine machine = FakeMachine.complete(folder);
    machine.loqa("sessions");
    Path first = machine.checkout.resolve("target/launcher/current").toRealPath();
    Process daemon =
        new ProcessBuilder("sh", "-c", "read -r _", "@" + first.resolve("java.arguments")).start();
    try {
      for (int build = 0; build < 3; build++) {
        machine.edited("bus/src/main/java", "A.java");
        machine.loqa("sessions");
      }
      assertThat(first.resolve("lib/a.jar")).exists();
    } finally {
      daemon.destroyForcibly().waitFor();
    }
    machine.loqa("sessions");

    assertThat(first).doesNotExist();
    try (Stream<Path> runs = Files.list(first.getParent())) {
      assertThat(runs).hasSize(2);
    }
  }

  @Test
  void theFirstDemoOfABuildMakesAStartUpCacheThatLaterStartsUse() throws Exception {
    FakeMachine machine = FakeMachine.complete(folder);

    FakeMachine.Result first = machine.loqa("demo");

    assertThat(first.exit()).isZero();
    assertThat(first.err()).contains("preparing a faster start");
    Path run = machine.checkout.resolve("target/launcher/current").toRealPath();
    assertThat(run.resolve("cli.arguments"))
        .content()
        .contains("-XX:AOTCache=" + run.resolve("cli.aot"));
    assertThat(machine.loqa("demo").err()).isEmpty();
    assertThat(machine.loqa("sessions").out()).contains("<@" + run.resolve("cli.arguments") + ">");
    assertThat(machine.loqa("daemon").out()).contains("<@" + run.resolve("java.arguments") + ">");
  }

  @Test
  void aDemoThatFailsIsNotRecordedAndKeepsItsExitCode() {
    FakeMachine machine = FakeMachine.complete(folder);
    machine.loqa("sessions");
    machine.set("FAKE_EXIT", 1);

    FakeMachine.Result result = machine.loqa("demo");

    assertThat(result.exit()).isEqualTo(1);
    assertThat(result.err()).isEmpty();
  }

  @Test
  void aLockLeftByAKilledBuildIsRemoved() throws Exception {
    FakeMachine machine = FakeMachine.complete(folder);
    Process gone = new ProcessBuilder("sh", "-c", "exit 0").start();
    gone.waitFor();
    Path lock = Files.createDirectories(machine.checkout.resolve("target/launcher/lock"));
    Files.writeString(lock.resolve("pid"), gone.pid() + "\n");

    assertThat(machine.loqa("sessions").exit()).isZero();
    assertThat(lock).doesNotExist();
  }

  @Test
  void theSecondRunStartsAndDoesNothingElse() {
    FakeMachine machine = FakeMachine.complete(folder);
    machine.loqa("sessions");
    int before = machine.calls().size();

    FakeMachine.Result second = machine.loqa("sessions");

    assertThat(second.exit()).isZero();
    assertThat(second.err()).isEmpty();
    assertThat(machine.calls().subList(before, machine.calls().size()))
        .singleElement()
        .asString()
        .startsWith("java @");
  }

  @Test
  void laysOutTheCompilerOfSkillsBesideThePrograms() throws IOException {
    FakeMachine machine = FakeMachine.complete(folder);
    machine.loqa("sessions");

    try (var files = Files.list(machine.checkout.resolve("target/launcher/current/skill-build"))) {
      assertThat(files.map(file -> file.getFileName().toString()))
          .containsExactlyInAnyOrder(
              "compiler.jar", "loqa-skill-build-1.jar", "loqa-skill-sdk-1.jar");
    }
  }

  @Test
  void laysOutTheSkillsThatComeWithItAndSaysWhereTheyAre() throws IOException {
    FakeMachine machine = FakeMachine.complete(folder);
    machine.loqa("sessions");

    Path run = machine.checkout.resolve("target/launcher/current");
    assertThat(run.resolve("skills/timer-1.0.0.lskill")).exists();
    assertThat(run.resolve("java.arguments"))
        .content()
        .contains("-Dloqa.packages=\"" + run.toRealPath().resolve("skills") + "\"");
  }

  @Test
  void choosesTheProgramByTheFirstWord() {
    FakeMachine machine = FakeMachine.complete(folder);

    assertThat(machine.loqa("skill", "list").out()).contains("<dev.loqa.cli.SkillMain> <list>");
    assertThat(machine.loqa("edge", "stt").out()).contains("<dev.loqa.edge.EdgeMain> <stt>");
    assertThat(machine.loqa("daemon", "--check-config").out())
        .contains("<dev.loqa.loqad.Main> <--check-config>");
  }

  @Test
  void passesOnTheProgramsExitCode() {
    FakeMachine machine = FakeMachine.complete(folder);
    machine.loqa("sessions");
    machine.set("FAKE_EXIT", 5);

    assertThat(machine.loqa("sessions").exit()).isEqualTo(5);
  }

  @Test
  void worksThroughASymbolicLink() throws Exception {
    FakeMachine machine = FakeMachine.complete(folder);
    Path link =
        Files.createSymbolicLink(folder.resolve("loqa-link"), machine.checkout.resolve("loqa"));

    assertThat(machine.run(link.toString(), "sessions").out()).contains("<sessions>");
  }

  @Test
  void buildsAgainWhenASourceIsNewerAndNotForATest() {
    FakeMachine machine = FakeMachine.complete(folder);
    machine.loqa("sessions");
    long builds = builds(machine);

    machine.edited("bus/src/test/java", "ATest.java");
    machine.loqa("sessions");
    assertThat(builds(machine)).isEqualTo(builds);

    machine.edited("bus/src/main/java", "A.java");
    machine.loqa("sessions");
    assertThat(builds(machine)).isEqualTo(builds + 1);
  }

  @Test
  void aStampOfNonsenseIsNotBelieved() throws Exception {
    FakeMachine machine = FakeMachine.complete(folder);
    machine.loqa("sessions");
    Files.writeString(machine.checkout.resolve("target/launcher/found-run"), "nonsense\n");

    FakeMachine.Result result = machine.loqa("sessions");

    assertThat(result.exit()).isZero();
    assertThat(result.out()).contains("<sessions>");
  }

  @Test
  void helpNeedsNothingInstalled() {
    FakeMachine machine = new FakeMachine(folder);

    FakeMachine.Result result = machine.loqa("--help");

    assertThat(result.exit()).isZero();
    assertThat(result.out()).contains("./loqa demo").contains("./loqa test");
  }

  @Test
  void aBrokenBuildEndsWithItsErrorsAndSix() throws Exception {
    FakeMachine machine = FakeMachine.complete(folder);
    Files.writeString(machine.home.resolve("maven-says"), "[ERROR] Bus.java:[3,1] ';' expected\n");
    machine.set("FAKE_EXIT", 1);

    FakeMachine.Result result = machine.loqa("sessions");

    assertThat(result.exit()).isEqualTo(6);
    assertThat(result.err()).contains("';' expected").contains("build.log");
  }

  @Test
  void aBuildWithoutNetworkSaysSo() throws Exception {
    FakeMachine machine = FakeMachine.complete(folder);
    Files.writeString(
        machine.home.resolve("maven-says"), "[ERROR] Could not transfer artifact x\n");
    machine.set("FAKE_EXIT", 1);

    FakeMachine.Result result = machine.loqa("sessions");

    assertThat(result.exit()).isEqualTo(6);
    assertThat(result.err()).contains("needs the network once");
  }

  @Test
  void testsEndWithSurefiresLinesAndTheExitCodeOfTheTests() throws Exception {
    FakeMachine machine = FakeMachine.complete(folder);
    Files.writeString(
        machine.home.resolve("maven-says"),
        """
        [INFO] Building loqa-bus 0.1.0-SNAPSHOT                        [3/15]
        [INFO] Tests run: 2, Failures: 0, Errors: 0, Skipped: 0, Time elapsed: 1 s -- in dev.loqa.A
        [INFO] Tests run: 40, Failures: 0, Errors: 0, Skipped: 1
        [INFO] Building loqa-cli 0.1.0-SNAPSHOT                        [4/15]
        [ERROR] Tests run: 2, Failures: 1, Errors: 0, Skipped: 0
        """);

    FakeMachine.Result good = machine.loqa("test");
    assertThat(good.exit()).isZero();
    assertThat(good.out())
        .contains("loqa-bus                 Tests run: 40")
        .endsWith("Tests run: 42, Failures: 1, Errors: 0, Skipped: 1\n");

    machine.set("FAKE_EXIT", 1);
    assertThat(machine.loqa("test", "-pl", "bus").exit()).isEqualTo(1);
    assertThat(machine.calls()).anyMatch(call -> call.endsWith("verify -pl bus"));
  }

  private static long builds(FakeMachine machine) {
    return machine.calls().stream().filter(call -> call.contains("package")).count();
  }
}
