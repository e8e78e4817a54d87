package dev.loqa.cli.author;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.loqa.cli.api.CliException;
import dev.loqa.cli.api.Exit;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Properties;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What the compilers of three languages say, from programs that say it.
class ToolchainTest {
  @TempDir private Path folder = Path.of("");

  private Path program(String name, String script) throws IOException {
    Path file = Files.createDirectories(folder.resolve("bin")).resolve(name);
    Files.writeString(file, "#!/bin/sh\n" + script);
    Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwx------"));
    return file;
  }

  @Test
  void knowsALanguageByWhereTheSourcesLie() throws IOException {
    assertThat(SkillLanguage.of(folder)).isEmpty();
    Files.createDirectories(folder.resolve("src"));
    Files.writeString(folder.resolve("src/skill.c"), "");
    assertThat(SkillLanguage.of(folder)).isEqualTo(Optional.of(SkillLanguage.C));
    Files.createDirectories(folder.resolve("src/main/java/a"));
    Files.writeString(folder.resolve("src/main/java/a/A.java"), "");
    assertThat(SkillLanguage.of(folder)).isEqualTo(Optional.of(SkillLanguage.JAVA));
  }

  @Test
  void namesEveryMissingToolAndHowToGetIt() {
    assertThatThrownBy(() -> new CToolchain("/nowhere").compile(folder, "build/a.wasm"))
        .isInstanceOfSatisfying(
            CliException.class, e -> assertThat(e.exitCode()).isEqualTo(Exit.UNAVAILABLE))
        .hasMessageContaining("clang, lld")
        .hasMessageContaining("apt install clang lld wasi-libc");
    assertThatThrownBy(
            () -> new AssemblyScriptToolchain("/nowhere").compile(folder, "build/a.wasm"))
        .isInstanceOf(CliException.class)
        .hasMessageContaining("node is missing")
        .hasMessageContaining("apt install nodejs npm");
    assertThatThrownBy(() -> new JavaToolchain(SkillSdk.of(new Properties())).compile(folder, "a"))
        .isInstanceOf(CliException.class)
        .hasMessageContaining("loqa-skill-sdk is not in this installation");
  }

  @Test
  void putsAssemblyScriptsPlaceInFrontOfItsWords() throws IOException {
    program(
        "node",
        """
        cat <<'END'
        ERROR TS2304: Cannot find name 'sai'.
            :
         21 |   return sai("I do not know");
            :          ~~~
            + in assembly/index.ts(21,10)

        WARNING AS201: Something odd.
        ERROR AS100: Not placed.
        END
        exit 1
        """);
    Path compiler = folder.resolve("node_modules/assemblyscript/bin/asc.js");
    Files.createDirectories(compiler.getParent());
    Files.writeString(compiler, "");

    Toolchain.Compiled compiled =
        new AssemblyScriptToolchain(folder.resolve("bin").toString())
            .compile(folder, "build/a.wasm");

    assertThat(compiled.ok()).isFalse();
    assertThat(compiled.lines())
        .containsExactly(
            folder + "/assembly/index.ts:21: TS2304: Cannot find name 'sai'.",
            "warning: AS201: Something odd.",
            "AS100: Not placed.");
  }

  @Test
  void saysThatTheCompilerCouldNotBeInstalled() throws IOException {
    program("node", "exit 0");
    program("npm", "echo no network; exit 1");

    assertThatThrownBy(() ->
            new AssemblyScriptToolchain(folder.resolve("bin").toString())
                .compile(folder, "build/a.wasm"))
        .isInstanceOf(CliException.class)
        .hasMessageContaining("it needs the network once: no network");
  }

  @Test
  void endsAProgramThatHangs() throws IOException {
    Path hangs = program("hangs", "exec sleep 600");

    assertThatThrownBy(() -> Tool.run(List.of(hangs.toString()), folder, Duration.ofMillis(50)))
        .isInstanceOf(CliException.class)
        .hasMessageContaining("did not end within");
  }

  @Test
  void readsAllThatAProgramPrints() throws IOException {
    Path prints = program("prints", "echo one; echo two >&2; exit 3");

    assertThat(Tool.run(List.of(prints.toString()), folder, Duration.ofSeconds(60)))
        .isEqualTo(new Tool.Ended(3, List.of("one", "two")));
  }
}
