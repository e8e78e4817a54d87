package dev.loqa.bundles.author;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;

/// The skills that come with Loqa, on both modes of the engine.
final class BothModesTest {
  private static final Path SKILLS = LoqaSkill.ROOT.resolve("skills");

  @TempDir Path folder;

  private static List<Path> skills() throws IOException {
    try (Stream<Path> all = Files.list(SKILLS)) {
      List<Path> skills =
          all.map(skill -> skill.resolve("target/skill"))
              .filter(skill -> Files.isDirectory(skill.resolve("tests")))
              .sorted()
              .toList();
      assumeTrue(!skills.isEmpty(), "no skill of skills/ is built: left out");
      return skills;
    }
  }

  @TestFactory
  Stream<DynamicTest> aSkillDoesTheSameCompiledAndInterpreted() throws IOException {
    return skills().stream()
        .map(skill ->
            DynamicTest.dynamicTest(
                SKILLS.relativize(skill).getName(0).toString(),
                () -> assertThat(BothModes.agreeOn(skill, folder.resolve("cache"))).isPositive()));
  }

  /// One changed letter in one of the modules.
  @Test
  void seesADifferenceThatWasPutIn() throws IOException {
    Path skill = SKILLS.resolve("timer/target/skill");
    assumeTrue(Files.isDirectory(skill), skill + " is not built: left out");
    Path changed = folder.resolve("timer");
    copy(skill, changed);
    Path module = changed.resolve("build/timer.wasm");
    // Every byte is one character here, and none is lost.
    String bytes = Files.readString(module, StandardCharsets.ISO_8859_1);
    Files.writeString(
        module, bytes.replace(wide("receipts"), wide("receiptz")), StandardCharsets.ISO_8859_1);

    assertThat(Files.mismatch(module, skill.resolve("build/timer.wasm"))).isNotNegative();
    assertThat(BothModes.differing(skill, changed, BothModes.cases(skill), folder.resolve("cache")))
        .isNotEmpty();
  }

  /// A text as a module of Java holds it: two bytes a letter.
  private static String wide(String text) {
    return new String(text.getBytes(StandardCharsets.UTF_16LE), StandardCharsets.ISO_8859_1);
  }

  private static void copy(Path from, Path to) throws IOException {
    try (Stream<Path> all = Files.walk(from)) {
      for (Path each : all.toList()) {
        Files.copy(each, to.resolve(from.relativize(each)));
      }
    }
  }
}
