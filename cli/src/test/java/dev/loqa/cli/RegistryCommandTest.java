package dev.loqa.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.loqa.base.json.Json;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// A registry as who runs it makes it, and as others look at it.
class RegistryCommandTest {
  @TempDir private Path temp = Path.of("");
  private String key = "";
  private String place = "";

  @BeforeEach
  void make() {
    key = temp.resolve("registry.key").toString();
    place = temp.resolve("skills").toString();
    assertThat(Run.skill("keygen", key).code()).isZero();
    assertThat(Run.skill("registry", "init", place, "--key", key, "--name", "Anna's").code())
        .isZero();
  }

  private String bell(String version) throws IOException {
    String file = temp.resolve("bell-" + version + ".lskill").toString();
    String folder = BellSkill.in(temp.resolve("bell"), version).toString();
    assertThat(Run.skill("package", folder, "--out", file, "--key", key).code()).isZero();
    return file;
  }

  @Test
  void eachPartHasHelpWithAnExample() {
    assertThat(Run.skill("registry", "--help").out()).contains("Example: loqa-skill registry");
    for (String part :
        new String[] {"init", "add", "list", "refresh", "follow", "unfollow", "check"}) {
      Run run = Run.skill("registry", part, "--help");
      assertThat(run.code()).as(part).isZero();
      assertThat(run.out()).as(part).contains("Example: loqa-skill registry " + part, "--json");
    }
    assertThat(Run.skill("registry").code()).isEqualTo(2);
  }

  @Test
  void offersWhatWasAddedUntilItIsTakenBack() throws IOException {
    Run added = Run.skill("registry", "add", place, bell("1.0.0"), bell("1.1.0"), "--key", key);
    assertThat(added.code()).isZero();
    assertThat(added.out()).contains("index number 3 with 2 packages, good until ");

    Run listed = Run.skill("registry", "list", place, "--key", key + ".pub");
    assertThat(listed.code()).isZero();
    assertThat(listed.out())
        .containsPattern("bell +1\\.0\\.0 +offered")
        .contains("Anna's: 2 packages, number 3")
        .doesNotContain("Compare the key");

    assertThat(
            Run.skill(
                    "registry",
                    "refresh",
                    place,
                    "--key",
                    key,
                    "--yank",
                    "bell-1.1.0",
                    "--reason",
                    "too loud")
                .code())
        .isZero();
    Run after = Run.skill("registry", "list", place);
    assertThat(after.out())
        .containsPattern("bell +1\\.1\\.0 +taken back: too loud")
        .contains("Compare the key");
    assertThat(Json.readObject(Run.skill("registry", "list", place, "--json").out()))
        .containsEntry("number", 4L)
        .containsKeys("packages", "revoked", "expires", "key");
  }

  @Test
  void anotherKeyADamagedIndexAndNoRegistryEndAsTheirCodesSay() throws IOException {
    String other = temp.resolve("eve.key").toString();
    Run.skill("keygen", other);

    Run wrong = Run.skill("registry", "list", place, "--key", other + ".pub");
    assertThat(wrong.code()).isEqualTo(4);
    assertThat(wrong.err())
        .contains(Files.readString(Path.of(key + ".pub")).strip())
        .contains(Files.readString(Path.of(other + ".pub")).strip());
    assertThat(Run.skill("registry", "add", place, bell("1.0.0"), "--key", other).code())
        .isEqualTo(4);
    assertThat(Run.skill("registry", "init", place, "--key", key).code()).isEqualTo(5);
    assertThat(Run.skill("registry", "list", temp.resolve("none").toString()).code()).isEqualTo(6);

    Path index = Path.of(place, "index.loqa");
    Files.writeString(index, Files.readString(index).replace("Anna's", "Eve's"));
    assertThat(Run.skill("registry", "list", place).code()).isEqualTo(4);
    assertThat(Run.skill("registry", "refresh", place, "--key", key).code()).isEqualTo(4);
  }

  @Test
  void aVersionIsRevokedByNameAndALostRegistryGoesOnFromANumber() throws IOException {
    Run.skill("registry", "add", place, bell("1.0.0"), "--key", key);
    Run revoked =
        Run.skill(
            "registry", "refresh", place, "--key", key, "--revoke", "bell-1.0.0", "--reason", "x");
    assertThat(revoked.code()).as(revoked.err()).isZero();
    assertThat(Run.skill("registry", "list", place).out()).contains("revoked: x");

    Files.delete(Path.of(place, "index.loqa"));
    Run again = Run.skill("registry", "init", place, "--key", key, "--number", "9");
    assertThat(again.out()).contains("index number 9 with 0 packages");
    Run added = Run.skill("registry", "add", place, bell("1.1.0"), bell("1.2.0"), "--key", key);
    assertThat(added.out()).contains("index number 11 with 2 packages");
    Run lower = Run.skill("registry", "refresh", place, "--key", key, "--number", "3");
    assertThat(lower.code()).isEqualTo(1);
    assertThat(lower.err()).contains("say a higher one than 3");
  }
}
