package dev.loqa.bundles.whole;

import static org.assertj.core.api.Assertions.assertThat;

import dev.loqa.base.json.Json;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/// The commands of backup, restore and drill on a running house, as a person types them.
@ExtendWith(SharedHouse.class)
final class BackupTest {
  private static final Duration LIMIT = Duration.ofMinutes(4);

  @TempDir Path folder = Path.of("");
  private final House house;

  BackupTest(House house) {
    this.house = house;
  }

  @Test
  void aHouseThatRunsComesBackElsewhereAndGoesOnThere() throws IOException {
    house.say("set an egg timer for three hours");
    house.say("add milk to the shopping list");
    Path key = folder.resolve("key");
    Path file = folder.resolve("house.age");
    Path back = folder.resolve("back");
    ok("backup", "keygen", key.toString(), "--apart", "--data", data());

    Program made = ok("backup", "--data", data(), "--to", key + ".pub", "--out", file.toString());
    assertThat(made.output()).contains("chain whole").contains("read back from the disk");
    // The configuration that this house was started with is found without being named.
    assertThat(made.output()).doesNotContain("configuration");
    assertThat(backupAgeDays()).isBetween(0.0, 1.0);
    assertThat(ok("backup", "verify", file.toString(), "--key", key.toString()).output())
        .contains("whole   " + file);
    ok(
        "restore",
        file.toString(),
        "--key",
        key.toString(),
        "--data",
        back.toString(),
        "--config",
        folder.resolve("config").toString());

    assertThat(files(back.resolve("skills"))).isEqualTo(files(house.data().resolve("skills")));
    assertThat(files(back.resolve("pki"))).isEqualTo(files(house.data().resolve("pki")));
    assertThat(folder.resolve("config/loqa.yaml")).isRegularFile();
    assertThat(back.resolve("run")).doesNotExist();
    Path silent = Files.writeString(folder.resolve("silent.yaml"), "services: []\n");
    Files.deleteIfExists(back.resolve("bus/port"));
    try (House second = House.start(back, House.shipped(), "--config", silent.toString())) {
      assertThat(timers(second)).contains("egg");
      assertThat(skills(second)).isEqualTo(skills(house));
      assertThat(second.say("what is on the shopping list").reply()).contains("milk");
      assertThat(second.answer(second.post("/v1/events/verify", "{}")).get("sound"))
          .isEqualTo(true);
    }
    house.say("cancel the egg timer");
  }

  @Test
  void aDrillComparesStartsAndLeavesNothing() throws IOException {
    house.say("set a rice timer for two hours");

    Program drill = loqa("drill", "--data", data(), "--json");

    assertThat(drill.ended(LIMIT)).as(drill.output()).isZero();
    Map<String, Object> said =
        Json.readObject(drill.output().substring(drill.output().indexOf('{')));
    assertThat(Turn.list(said, "checks"))
        .extracting(check -> check.get("name") + " " + check.get("ok"))
        .containsExactly(
            "backup true",
            "restore true",
            "start true",
            "events true",
            "sessions true",
            "timers true",
            "skills true",
            "answer true");
    assertThat(timers(house)).contains("rice");
    house.say("cancel the rice timer");
  }

  @Test
  void withoutAKeyNothingIsWritten() {
    Program none = loqa("backup", "--data", data(), "--out", folder.toString());

    assertThat(none.ended(LIMIT)).isEqualTo(2);
    assertThat(none.output()).contains("loqa backup keygen");
    assertThat(folder).isEmptyDirectory();
  }

  /// What the house tells those who watch it.
  private double backupAgeDays() {
    return house
        .get("/metrics")
        .body()
        .lines()
        .filter(line -> line.startsWith("loqa_backup_age_days"))
        .mapToDouble(line -> Double.parseDouble(line.substring(line.lastIndexOf(' ') + 1)))
        .findFirst()
        .orElseThrow();
  }

  private String data() {
    return house.data().toString();
  }

  private static Program ok(String... words) {
    Program program = loqa(words);
    assertThat(program.ended(LIMIT)).as(program.output()).isZero();
    return program;
  }

  private static Program loqa(String... words) {
    return Program.loqa(List.of(words));
  }

  private static String timers(House house) {
    return Json.text(Turn.list(house.read("/v1/timers"), "timers"));
  }

  private static List<String> skills(House house) {
    List<String> skills = new ArrayList<>();
    for (Map<String, Object> skill : Turn.list(house.read("/v1/skills"), "skills")) {
      skills.add(skill.get("name") + " " + skill.get("version") + " " + skill.get("digest"));
    }
    return skills;
  }

  private static Map<String, Long> files(Path below) throws IOException {
    Map<String, Long> files = new TreeMap<>();
    try (Stream<Path> all = Files.walk(below)) {
      for (Path one : all.filter(Files::isRegularFile).toList()) {
        files.put(below.relativize(one).toString(), Files.size(one));
      }
    }
    return files;
  }
}
