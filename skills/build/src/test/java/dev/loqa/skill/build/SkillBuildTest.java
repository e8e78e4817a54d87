package dev.loqa.skill.build;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class SkillBuildTest {
  private static final FileTime LONG_AGO = FileTime.fromMillis(1_000_000_000_000L);

  @TempDir Path module;

  @BeforeEach
  void write() throws IOException {
    Files.writeString(module.resolve("skill.yaml"), "metadata: {name: tiny}\n");
    Files.createDirectories(module.resolve("locales"));
    Files.writeString(module.resolve("locales/de.yaml"), "responses: {}\n");
    Files.writeString(module.resolve("input"), "first");
  }

  @Test
  void makesTheSameModuleOfTheSameClassesAndOnlyWhenTheyChanged() throws IOException {
    build();
    byte[] first = Files.readAllBytes(wasm());
    Files.setLastModifiedTime(wasm(), LONG_AGO);

    build();
    assertThat(Files.getLastModifiedTime(wasm())).isEqualTo(LONG_AGO);

    Files.writeString(module.resolve("input"), "second");
    build();
    assertThat(Files.getLastModifiedTime(wasm())).isNotEqualTo(LONG_AGO);
    assertThat(Files.readAllBytes(wasm())).isEqualTo(first).startsWith(0, 'a', 's', 'm');
  }

  @Test
  void putsTheTextsBesideTheModuleAndTakesAwayWhatHasGone() throws IOException {
    build();
    assertThat(module.resolve("target/skill/locales/de.yaml")).hasContent("responses: {}");

    Files.move(module.resolve("locales/de.yaml"), module.resolve("locales/fr.yaml"));
    build();

    assertThat(module.resolve("target/skill/locales/de.yaml")).doesNotExist();
    assertThat(module.resolve("target/skill/locales/fr.yaml")).exists();
    assertThat(module.resolve("target/skill/skill.yaml")).exists();
  }

  @Test
  void refusesASkillWithoutAManifest() throws IOException {
    Files.delete(module.resolve("skill.yaml"));

    assertThatThrownBy(this::build)
        .isInstanceOf(SkillBuildException.class)
        .hasMessageContaining("has no skill.yaml");
  }

  @Test
  void saysWhatAModuleDoesNotHave() {
    assertThatThrownBy(
            () -> SkillBuild.build("tiny", ProgramWithSockets.class.getName(), module, classes()))
        .isInstanceOf(SkillBuildException.class)
        .hasMessageContaining("uses what WebAssembly does not have")
        .hasMessageContaining("java.nio.channels.SocketChannel");
    assertThat(wasm()).doesNotExist();
  }

  @Test
  void refusesAWrongNumberOfArguments() {
    assertThatThrownBy(() -> SkillBuild.main(new String[] {"tiny"}))
        .isInstanceOf(SkillBuildException.class)
        .hasMessageContaining("give the skill's name, its main class and its folder");
  }

  private void build() throws IOException {
    SkillBuild.build("tiny", TinyProgram.class.getName(), module, classes());
  }

  private Path wasm() {
    return module.resolve("target/skill/build/tiny.wasm");
  }

  private ClassPath classes() {
    return new ClassPath(SkillBuildTest.class.getClassLoader(), List.of(module.resolve("input")));
  }
}
