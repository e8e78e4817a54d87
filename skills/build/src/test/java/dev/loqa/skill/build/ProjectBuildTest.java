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

/// Builds projects whose SDK is a stand-in of one class.
final class ProjectBuildTest {
  private static final FileTime LONG_AGO = FileTime.fromMillis(1_000_000_000_000L);
  private static final String PROGRAM =
      """
      package a;
      public final class Program {
        public static void main(String[] arguments) {
          System.out.println("tiny");
        }
      }
      """;

  @TempDir Path project;
  private Path source = Path.of("");

  @BeforeEach
  void write() throws IOException {
    source = project.resolve("src/main/java/a/Program.java");
    Files.createDirectories(source.getParent());
    Files.writeString(source, PROGRAM);
  }

  @Test
  void buildsAgainOnlyWhenASourceChanged() throws IOException {
    build();
    Path wasm = project.resolve("build/a.wasm");
    assertThat(Files.readAllBytes(wasm)).startsWith(0, 'a', 's', 'm');
    Files.setLastModifiedTime(wasm, LONG_AGO);

    build();
    assertThat(Files.getLastModifiedTime(wasm)).isEqualTo(LONG_AGO);

    Files.writeString(source, PROGRAM.replace("tiny", "small"));
    build();
    assertThat(Files.getLastModifiedTime(wasm)).isNotEqualTo(LONG_AGO);
  }

  @Test
  void saysEveryErrorWithFileAndLine() throws IOException {
    Files.writeString(source, PROGRAM.replace("\"tiny\"", "nothing + more"));

    assertThatThrownBy(this::build)
        .isInstanceOf(SkillBuildException.class)
        .satisfies(failure ->
            assertThat(String.valueOf(failure.getMessage()).lines())
                .hasSize(2)
                .allMatch(line -> line.startsWith(source + ":4: cannot find symbol;")));
    assertThat(project.resolve("build/a.wasm")).doesNotExist();
  }

  @Test
  void saysWhereSomethingIsUsedThatAModuleDoesNotHave() throws IOException {
    Files.writeString(
        source,
        PROGRAM
            .replace("(String[] arguments)", "(String[] arguments) throws java.io.IOException")
            .replace(
                "System.out.println(\"tiny\")", "java.nio.channels.SocketChannel.open().close()"));

    assertThatThrownBy(this::build)
        .isInstanceOf(SkillBuildException.class)
        .satisfies(failure ->
            assertThat(String.valueOf(failure.getMessage()).lines())
                .allMatch(line -> line.startsWith(source + ":4: "))
                .anyMatch(line -> line.contains("java.nio.channels.SocketChannel")));
  }

  @Test
  void wantsOneClassWithAMain() throws IOException {
    Files.writeString(source, PROGRAM.replace("main", "mein"));
    assertThatThrownBy(this::build).hasMessageStartingWith("no class has a main: add ");

    Files.writeString(source, PROGRAM);
    Files.writeString(source.resolveSibling("Other.java"), PROGRAM.replace("Program", "Other"));
    assertThatThrownBy(this::build)
        .hasMessage("these classes have a main: a.Other, a.Program: keep one of them");
  }

  @Test
  void refusesAProjectWithoutSources() throws IOException {
    Files.delete(source);

    assertThatThrownBy(this::build).hasMessageContaining("has no .java file");
  }

  private void build() throws IOException {
    ClassLoader loader = ProjectBuildTest.class.getClassLoader();
    ProjectBuild.build("build/a.wasm", project, new ClassPath(loader, List.of()));
  }
}
