package dev.loqa.bundles.whole;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.loqa.bundles.Until;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/// An author at work: a skill runs in a house while its sources are changed, and what was said to
/// it becomes a case of its tests.
@Timeout(600)
final class RunSkillTest {
  private static final Duration COMMAND = Duration.ofMinutes(4);
  private static final Path BUILDER = Path.of("skills/build/target/lib");

  @TempDir private Path folder;

  @Test
  void aSaveIsBuiltInstalledAndHeardAndTheRestIsAskedFor() throws IOException {
    assumeTrue(
        Files.isDirectory(House.ROOT.resolve(BUILDER)),
        BUILDER + " is not there (mvn package): left out");
    Path project = folder.resolve("bell");
    skill(0, "init", "bell", "--in", folder.toString());
    try (House house = House.start(folder.resolve("data"), House.shipped("small-talk"))) {
      String refused = skill(3, "run", project.toString(), "--once", "--data", data());
      skill(0, agreeing(refused));
      assertThat(house.say("hello bell").reply()).isEqualTo("Hello! That was hello number 1.");
      try (Program running = Program.skill(List.of("run", project.toString(), "--data", data()))) {
        Until.is(
            "it watches", COMMAND, () -> running.output().contains("waiting for the next save"));
        Path manifest = project.resolve("skill.yaml");
        String words = Files.readString(manifest);
        Files.writeString(manifest, words.replace("That was hello number", "You said it"));
        Until.is(
            "it was installed",
            COMMAND,
            () -> running.output().contains("installed, in the place of"));
        assertThat(house.say("hello bell").reply()).isEqualTo("Hello! You said it 2.");

        Files.writeString(
            manifest,
            words.replace("permissions: [", "permissions: [\"bus:publish\", ")
                + "\ncapabilities: {bus: {publish: [home.command]}}\n");
        Until.is("it asks", COMMAND, () -> running.output().contains("nobody has agreed"));
        assertThat(running.output()).contains("! It may send messages on home.command");
        assertThat(house.say("hello bell").reply()).isEqualTo("Hello! You said it 3.");
        Files.writeString(manifest, words);
      }
      assertThat(skill(0, "test", project.toString(), "--record", "last", "--data", data()))
          .contains("is a case that passes");
      assertThat(skill(0, "test", project.toString())).contains("4 cases, all passed");
      skill(0, "init", "small-talk", "--in", folder.toString());
      assertThat(
              skill(5, "run", folder.resolve("small-talk").toString(), "--once", "--data", data()))
          .contains("comes with Loqa", "--replace");
    }
  }

  private String data() {
    return folder.resolve("data").toString();
  }

  private static String[] agreeing(String refusal) {
    String command =
        refusal.lines().filter(line -> line.contains(" --consent ")).findFirst().orElseThrow();
    String words = command.substring(command.indexOf("loqa-skill ") + "loqa-skill ".length());
    return words.strip().split(" ", -1);
  }

  private static String skill(int code, String... arguments) {
    try (Program program = Program.skill(new ArrayList<>(List.of(arguments)))) {
      int ended = program.ended(COMMAND);
      assertThat(ended).as(program.output()).isEqualTo(code);
      return program.output();
    }
  }
}
