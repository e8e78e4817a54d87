package dev.loqa.bundles.whole;

import static org.assertj.core.api.Assertions.assertThat;

import dev.loqa.skillhost.packages.SigningKey;
import dev.loqa.skillhost.packages.SkillPackage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// A skill that somebody else signed comes into a running house by the commands a person types, is
/// spoken to, changes, and goes.
final class InstalledSkillTest {
  private static final Duration COMMAND = Duration.ofMinutes(2);
  private static final SigningKey ANNA = SigningKey.generate();

  @TempDir private Path folder;

  @Test
  void comesIsSpokenToIsUpgradedGoesBackAndGoes() throws IOException {
    Path first = packed("small-talk", "", ANNA);
    Path wider = packed("wider", "0.2.0", ANNA);
    Path stolen = packed("stolen", "0.3.0", SigningKey.generate());
    try (House house = House.start(folder.resolve("data"), House.shipped("timer", "smart-home"))) {
      assertThat(house.say("what time is it").text("skill")).isNotEqualTo("small-talk");

      String refused = skill(3, "install", first.toString());
      assertThat(refused).contains(ANNA.publisher().fingerprint(), "--consent ");
      skill(0, agreeing(refused));
      Turn answer = house.say("what time is it");
      assertThat(answer.text("skill")).isEqualTo("small-talk");
      assertThat(answer.reply()).containsPattern("[0-9]");

      String blocked = skill(3, "upgrade", wider.toString(), "--yes");
      assertThat(blocked)
          .contains("! It may send messages on home.command (the things of your home).");
      assertThat(version(house)).isEqualTo("0.1.0");
      assertThat(skill(4, "upgrade", stolen.toString(), "--yes")).contains("another key");
      skill(0, agreeing(blocked));
      assertThat(version(house)).isEqualTo("0.2.0");
      assertThat(house.say("what time is it").text("skill")).isEqualTo("small-talk");

      house.loqad().kill();
      house.again();
      assertThat(version(house)).isEqualTo("0.2.0");
      assertThat(skill(0, "rollback", "small-talk")).contains("0.1.0");
      assertThat(house.say("what time is it").text("skill")).isEqualTo("small-talk");
      assertThat(skill(0, "inspect", "small-talk")).contains("what time is it", "rolled_back");

      skill(0, "remove", "small-talk", "--purge");
      assertThat(house.say("what time is it").text("skill")).isNotEqualTo("small-talk");
      assertThat(house.answer(house.post("/v1/events/verify", ""))).containsEntry("sound", true);
    }
  }

  /// The arguments of the command that a refusal names.
  private static String[] agreeing(String refusal) {
    String command =
        refusal.lines().filter(line -> line.contains(" --consent ")).findFirst().orElseThrow();
    String words = command.substring(command.indexOf("loqa-skill ") + "loqa-skill ".length());
    return words.strip().split(" ", -1);
  }

  private String skill(int code, String... arguments) {
    List<String> all = new ArrayList<>(List.of(arguments));
    if (!all.contains("--data")) {
      all.addAll(List.of("--data", folder.resolve("data").toString()));
    }
    try (Program program = Program.skill(all)) {
      int ended = program.ended(COMMAND);
      assertThat(ended).as(program.output()).isEqualTo(code);
      return program.output();
    }
  }

  private static String version(House house) {
    return Turn.list(house.read("/v1/skills"), "skills").stream()
        .filter(skill -> "small-talk".equals(skill.get("name")))
        .map(skill -> String.valueOf(skill.get("version")))
        .findFirst()
        .orElse("none");
  }

  /// Small talk as a package, of another version with a right more when one is named.
  private Path packed(String name, String version, SigningKey key) throws IOException {
    Path source = House.skill("small-talk");
    Path copy = folder.resolve(name);
    try (Stream<Path> files = Files.walk(source)) {
      for (Path file : files.toList()) {
        Path place = copy.resolve(source.relativize(file).toString());
        if (Files.isDirectory(file)) {
          Files.createDirectories(place);
        } else {
          Files.copy(file, place);
        }
      }
    }
    if (!version.isEmpty()) {
      Path manifest = copy.resolve("skill.yaml");
      String wider =
          Files.readString(manifest)
              .replace("version: 0.1.0", "version: " + version)
              .replace(
                  "permissions: []",
                  "permissions: [\"bus:publish\"]\ncapabilities: {bus: {publish: [home.command]}}");
      Files.writeString(manifest, wider);
    }
    SkillPackage skill = SkillPackage.of(copy);
    Path file = folder.resolve(name + ".lskill");
    Files.write(file, skill.packed());
    Files.writeString(folder.resolve(name + ".lskill.sig"), key.sign(skill).line());
    return file;
  }
}
