package dev.loqa.bundles.whole;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// A stick with a registry, from the page that tells how, to what somebody may do to it.
final class FollowedRegistryTest {
  private static final Path PAGE = House.ROOT.resolve("docs/how-to/install-a-skill.md");

  @TempDir private Path folder;
  private Path work = Path.of("");
  private PageSteps steps = new PageSteps(work, work);

  @Test
  void thePageIsTrueAndWhatCannotBeBelievedChangesNothing() throws IOException {
    work = Files.createDirectories(folder.resolve("work"));
    copy(House.skill("small-talk"), work.resolve("small-talk"));
    Path data = folder.resolve("data");
    try (House house = House.start(data, House.shipped("timer", "smart-home"))) {
      steps = new PageSteps(work, data);
      assertThat(steps.follow(PAGE)).isGreaterThan(10);

      assertThat(answers(house)).isEqualTo("0.1.0");
      takenBackNeedsConsent();
      revokedRestsAlsoAfterARestart(house);
      whatCannotBeBelieved(house);
      assertThat(house.answer(house.post("/v1/events/verify", ""))).containsEntry("sound", true);
    }
  }

  private void takenBackNeedsConsent() throws IOException {
    release("0.3.0", "0.1.0");
    steps.run(
        0,
        "loqa-skill registry refresh stick --key registry.key --yank small-talk-0.3.0 --reason loud");
    assertThat(steps.run(0, "loqa-skill upgrade")).contains("offers anything newer");
    String refused = steps.run(3, "loqa-skill upgrade small-talk@0.3.0");
    assertThat(refused).contains("! Its publisher has taken this version back: loud");
  }

  private void revokedRestsAlsoAfterARestart(House house) throws IOException {
    String key = Files.readString(work.resolve("publisher.key.pub")).strip();
    steps.run(
        0,
        "loqa-skill registry refresh stick --key registry.key --reason \"key was stolen\" --revoke "
            + key);
    steps.run(0, "loqa-skill registry check");
    String words = "The small-talk skill is resting: the registry Anna's skills has revoked it:";
    assertThat(house.say("what time is it").reply()).startsWith(words);
    assertThat(house.say("set a timer for five minutes").reply()).contains("five minutes");

    house.loqad().kill();
    house.again();
    assertThat(house.say("what time is it").reply()).startsWith(words);
    assertThat(house.get("/readyz").statusCode()).isEqualTo(200);
    assertThat(house.events("audit.revoked")).hasSizeGreaterThanOrEqualTo(2);
    assertThat(steps.run(4, "loqa-skill install small-talk")).contains("key was stolen");

    String asked = steps.run(3, "loqa-skill release small-talk");
    assertThat(asked).contains("has revoked small-talk 0.1.0: key was stolen");
    steps.run(0, lastLine(asked));
    assertThat(answers(house)).isEqualTo("0.1.0");
  }

  private void whatCannotBeBelieved(House house) throws IOException {
    Path index = work.resolve("stick/index.loqa");
    byte[] newest = Files.readAllBytes(index);
    steps.run(0, "loqa-skill registry refresh stick --key registry.key");
    steps.run(0, "loqa-skill registry check");

    Files.write(index, newest);
    assertThat(steps.run(0, "loqa-skill registry check")).contains("was seen already");
    assertThat(steps.run(4, "loqa-skill upgrade small-talk")).contains("was seen already");
    Files.writeString(index, "nothing");
    assertThat(steps.run(4, "loqa-skill install small-talk")).contains("does not begin with");

    Files.delete(index);
    steps.run(0, "loqa-skill keygen eve.key");
    steps.run(0, "loqa-skill registry init stick --key eve.key --number 99");
    String eve = Files.readString(work.resolve("eve.key.pub")).strip();
    String anna = Files.readString(work.resolve("registry.key.pub")).strip();
    assertThat(steps.run(4, "loqa-skill registry follow stick")).contains(anna, eve);
    assertThat(steps.run(4, "loqa-skill registry follow stick --key eve.key.pub"))
        .contains(anna, eve);
    assertThat(house.get("/readyz").body()).contains("registry.", eve);

    Files.delete(index);
    assertThat(steps.run(6, "loqa-skill install small-talk")).contains("put the folder back");
    assertThat(answers(house)).isEqualTo("0.1.0");
  }

  /// The command that a refusal names.
  private static String lastLine(String refusal) {
    return refusal.lines().filter(line -> line.contains(" --consent ")).toList().getLast();
  }

  private void release(String version, String before) throws IOException {
    Path manifest = work.resolve("small-talk/skill.yaml");
    String text = Files.readString(manifest);
    Files.writeString(manifest, text.replaceFirst("version: [0-9.]+", "version: " + version));
    assertThat(Files.readString(manifest)).doesNotContain("version: " + before);
    steps.run(0, "loqa-skill package small-talk --key publisher.key");
    steps.run(
        0, "loqa-skill registry add stick small-talk-" + version + ".lskill --key registry.key");
  }

  /// The version of small talk that runs, which must also answer.
  private static String answers(House house) {
    assertThat(house.say("what time is it").reply()).containsPattern("[0-9]");
    return Turn.list(house.read("/v1/skills"), "skills").stream()
        .filter(skill -> "small-talk".equals(skill.get("name")))
        .map(skill -> String.valueOf(skill.get("version")))
        .findFirst()
        .orElse("none");
  }

  private static void copy(Path source, Path target) throws IOException {
    try (Stream<Path> files = Files.walk(source)) {
      for (Path file : files.toList()) {
        Path place = target.resolve(source.relativize(file).toString());
        if (Files.isDirectory(file)) {
          Files.createDirectories(place);
        } else {
          Files.copy(file, place);
        }
      }
    }
  }
}
