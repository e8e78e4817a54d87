package dev.loqa.bundles.author;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// One set of ABI v2 vectors for every language that `loqa-skill init` knows: a guest that executes
/// the vectors' scripts, built by the language's own template and toolchain. Each guest goes the
/// same way compiled and interpreted.
final class AbiVectorsTest {
  private static final Path VECTORS = LoqaSkill.ROOT.resolve("bundles/src/test/resources/abi");

  @TempDir Path folder;

  @ParameterizedTest
  @CsvSource({
    "java, ConformSkill.java.txt, src/main/java/skill/conform/ConformSkill.java",
    "c, conform.c, src/skill.c",
    "assemblyscript, conform.ts, assembly/index.ts"
  })
  void everyLanguagePassesTheSameVectors(String language, String guest, String source)
      throws IOException, InterruptedException {
    LoqaSkill.assumeTools(language);
    assertThat(LoqaSkill.in(folder, List.of("init", "conform", "--lang", language)).code())
        .isZero();
    Path project = folder.resolve("conform");
    Files.delete(project.resolve("locales/de.yaml"));
    Files.delete(project.resolve("tests/hello.json"));
    copy("skill.yaml", project.resolve("skill.yaml"));
    copy("vectors.json", project.resolve("tests/vectors.json"));
    copy(guest, project.resolve(source));

    LoqaSkill.Ran built = LoqaSkill.in(folder, List.of("build", "conform"));
    LoqaSkill.assumeInstalled(built);
    assertThat(built.code()).as(built.output()).isZero();
    LoqaSkill.Ran tested = LoqaSkill.in(folder, List.of("test", "conform"));

    assertThat(tested.code()).as(tested.output()).isZero();
    assertThat(tested.output()).contains(" cases, all passed");
    assertThat(BothModes.agreeOn(project, folder.resolve("cache"))).isGreaterThan(30);
  }

  private static void copy(String name, Path to) throws IOException {
    Files.copy(VECTORS.resolve(name), to, StandardCopyOption.REPLACE_EXISTING);
  }
}
