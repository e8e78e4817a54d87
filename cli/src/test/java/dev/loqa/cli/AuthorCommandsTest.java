package dev.loqa.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.loqa.skillhost.manifest.ManifestCheck;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// `init`, `build` and `test` as far as they need no compiler; the whole way is tested in bundles.
class AuthorCommandsTest {
  @TempDir private Path folder = Path.of("");

  private Run init(String name, String... more) {
    String[] args = new String[more.length + 4];
    System.arraycopy(new String[] {"init", name, "--in", folder.toString()}, 0, args, 0, 4);
    System.arraycopy(more, 0, args, 4, more.length);
    return Run.skill(args);
  }

  @ParameterizedTest
  @CsvSource({"c, src/skill.c", "assemblyscript, assembly/index.ts"})
  void startsAValidSkill(String language, String source) throws IOException {
    Run run = init("my-bell", "--lang", language, "--author", "Anna \"A\" @name@: x");

    assertThat(run.err()).isEmpty();
    assertThat(run.code()).isZero();
    Path made = folder.resolve("my-bell");
    assertThat(run.out()).contains(made.resolve(source).toString()).contains("loqa-skill build ");
    assertThat(made.resolve(source)).exists();
    assertThat(ManifestCheck.check(made).problems()).isEmpty();
    assertThat(ManifestCheck.check(made).manifest().orElseThrow().metadata().author())
        .isEqualTo("Anna \"A\" @name@: x");
    assertThat(Files.readString(made.resolve("tests/hello.json"))).contains("hello my bell");
    assertThat(Files.readString(made.resolve("LICENSE"))).contains("Anna \"A\" @name@: x");
  }

  @ParameterizedTest
  @ValueSource(strings = {"Bell", "9a", "a b", "../x", "a:b", "loqa", "registry", ""})
  void refusesABadNameInWords(String name) {
    Run run = init(name, "--lang", "c");

    assertThat(run.code()).isEqualTo(2);
    assertThat(run.err()).containsAnyOf("is no name for a skill: use", "is reserved: choose");
    assertThat(folder).isEmptyDirectory();
  }

  @Test
  void refusesAFolderThatExists() throws IOException {
    Files.createDirectory(folder.resolve("bell"));

    Run run = init("bell", "--lang", "c");

    assertThat(run.code()).isEqualTo(5);
    assertThat(run.err()).contains("exists already: choose another name, or remove it");
  }

  @Test
  void refusesALanguageItDoesNotKnow() {
    Run run = init("bell", "--lang", "cobol");

    assertThat(run.code()).isEqualTo(2);
    assertThat(run.err()).contains("--lang cobol: use java, c or assemblyscript");
  }

  @Test
  void buildTestAndRunNeedASkill() {
    for (String command : new String[] {"build", "test", "run"}) {
      Run run = Run.skill(command, folder.toString());

      assertThat(run.code()).isEqualTo(1);
      assertThat(run.err()).contains("skill.yaml does not exist: name a skill's folder");
    }
  }

  @Test
  void buildSaysWhatIsWrongWithTheManifestFirst() throws IOException {
    init("bell", "--lang", "c");
    Path manifest = folder.resolve("bell/skill.yaml");
    Files.writeString(manifest, Files.readString(manifest).replace("permissions:", "permisions:"));

    Run run = Run.skill("build", folder.resolve("bell").toString());

    assertThat(run.code()).isEqualTo(1);
    assertThat(run.out())
        .contains(manifest + ":12: permisions: is unknown: did you mean \"permissions\"?");
  }

  @Test
  void testSaysWhatIsWrongWithTheCasesAndThatNothingIsBuilt() throws IOException {
    init("bell", "--lang", "c");
    Path made = folder.resolve("bell");

    Run unbuilt = Run.skill("test", made.toString());
    assertThat(unbuilt.code()).isEqualTo(1);
    assertThat(unbuilt.err()).contains("is not there: build it first: loqa-skill build " + made);

    Run none = Run.skill("test", made.toString(), "--only", "nobody");
    assertThat(none.err()).contains("no case has \"nobody\" in its name");

    Files.writeString(made.resolve("tests/more.json"), "[{\"nme\": \"x\"}]");
    Run wrong = Run.skill("test", made.toString());
    assertThat(wrong.code()).isEqualTo(1);
    assertThat(wrong.out()).contains("more.json:1: case 1.nme: is unknown: did you mean \"name\"?");
  }
}
