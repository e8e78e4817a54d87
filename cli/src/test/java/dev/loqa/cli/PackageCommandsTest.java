package dev.loqa.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.loqa.base.json.Json;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Packages, keys and signatures as a person makes them.
class PackageCommandsTest {
  @TempDir private Path temp = Path.of("");
  private String file = "";
  private String key = "";

  @BeforeEach
  void make() throws IOException {
    BellSkill.in(temp.resolve("bell"), "1.0.0");
    file = temp.resolve("bell-1.0.0.lskill").toString();
    key = temp.resolve("anna.key").toString();
  }

  private Run packaged() {
    assertThat(Run.skill("keygen", key).code()).isZero();
    return Run.skill("package", temp.resolve("bell").toString(), "--out", file, "--key", key);
  }

  private String fingerprint() throws IOException {
    return Files.readString(Path.of(key + ".pub")).strip();
  }

  @Test
  void eachCommandHasHelpWithAnExample() {
    for (String command : new String[] {"package", "keygen", "sign", "verify", "validate"}) {
      Run run = Run.skill(command, "--help");
      assertThat(run.code()).as(command).isZero();
      assertThat(run.out()).as(command).contains("Example: loqa-skill " + command, "--json");
    }
  }

  @Test
  void packagesSignsAndVerifies() throws IOException {
    Run made = packaged();

    assertThat(made.code()).isZero();
    assertThat(made.out()).contains(file + ": 4 files", "sha512 ", "signed by " + fingerprint());
    assertThat(made.err()).contains("it has no README.md", "it has no LICENSE");
    Run verified = Run.skill("verify", file, "--key", key + ".pub");
    assertThat(verified.out()).contains("bell 1.0.0: signature valid", "by " + fingerprint());
    assertThat(verified.code()).isZero();
    assertThat(Run.skill("verify", file).out()).contains("Compare the key");
    assertThat(Json.readObject(Run.skill("verify", file, "--key", fingerprint(), "--json").out()))
        .containsEntry("name", "bell")
        .containsEntry("key", fingerprint())
        .containsEntry("expected", true);
  }

  @Test
  void theDefaultNameIsThatOfThePackageAndMavensFolderIsFound() throws IOException {
    BellSkill.in(temp.resolve("project/target/skill"), "2.0.0");
    Files.copy(temp.resolve("project/target/skill/skill.yaml"), temp.resolve("project/skill.yaml"));

    Run made = Run.skill("package", temp.resolve("project").toString(), "--out", file, "--json");

    assertThat(made.code()).isZero();
    assertThat(Json.readObject(made.out()))
        .containsEntry("version", "2.0.0")
        .containsEntry("file", file)
        .doesNotContainKey("key");
  }

  @Test
  void signingAnewGivesTheSameSignature() throws IOException {
    packaged();
    String line = Files.readString(Path.of(file + ".sig"));
    Files.delete(Path.of(file + ".sig"));

    assertThat(Run.skill("verify", file).code()).isEqualTo(4);
    assertThat(Run.skill("sign", file, "--key", key).code()).isZero();

    assertThat(Files.readString(Path.of(file + ".sig"))).isEqualTo(line);
  }

  @Test
  void anotherKeyAnotherPackageAndADamagedSignatureAreUntrusted() throws IOException {
    packaged();
    String other = temp.resolve("eve.key").toString();
    Run.skill("keygen", other);
    Run wrongKey = Run.skill("verify", file, "--key", other + ".pub");
    assertThat(wrongKey.code()).isEqualTo(4);
    assertThat(wrongKey.err()).contains("is signed by " + fingerprint(), "and not by ");

    String second = temp.resolve("bell-1.0.1.lskill").toString();
    BellSkill.in(temp.resolve("bell"), "1.0.1");
    Run.skill("package", temp.resolve("bell").toString(), "--out", second);
    Run moved = Run.skill("verify", second, "--sig", file + ".sig");
    assertThat(moved.code()).isEqualTo(4);
    assertThat(moved.err()).contains("is no valid signature of");

    Files.writeString(Path.of(file + ".sig"), "signed, Anna\n");
    assertThat(Run.skill("verify", file).code()).isEqualTo(4);
    assertThat(Run.skill("verify", file, "--key", "0".repeat(64)).code()).isEqualTo(4);
  }

  @Test
  void aBrokenPackageIsInvalidWhoeverSigned() throws IOException {
    packaged();
    byte[] packed = Files.readAllBytes(Path.of(file));
    packed[packed.length / 2] ^= 1;
    Files.write(Path.of(file), packed);

    for (String command : new String[] {"verify", "validate"}) {
      assertThat(Run.skill(command, file).code()).as(command).isEqualTo(1);
    }
    assertThat(Run.skill("sign", file, "--key", key).code()).isEqualTo(1);
    assertThat(Run.skill("verify", temp.resolve("none").toString()).err()).contains("is not there");
  }

  @Test
  void aKeyIsNeverOverwrittenAndMustBeTheOwnersAlone() throws IOException {
    packaged();
    String before = Files.readString(Path.of(key));
    assertThat(Run.skill("keygen", key).code()).isEqualTo(1);
    assertThat(Files.readString(Path.of(key))).isEqualTo(before);

    Files.setPosixFilePermissions(Path.of(key), PosixFilePermissions.fromString("rw-r--r--"));
    Run open = Run.skill("sign", file, "--key", key);
    assertThat(open.code()).isEqualTo(1);
    assertThat(open.err()).contains("chmod 600");
  }

  @Test
  void theSecretIsNeverPrinted() throws IOException {
    Run made = packaged();
    String secret = Files.readString(Path.of(key)).split(" ", -1)[2].strip();

    for (Run run :
        new Run[] {
          made,
          Run.skill("keygen", temp.resolve("b.key").toString(), "--json"),
          Run.skill("sign", file, "--key", key, "--json"),
          Run.skill("verify", file, "--json")
        }) {
      assertThat(run.out() + run.err()).doesNotContain(secret);
    }
  }

  @Test
  void validateAcceptsAPackageAndListsWhatIsInIt() {
    packaged();

    Run run = Run.skill("validate", file);
    assertThat(run.code()).isZero();
    assertThat(run.out()).contains("manifest valid", "package valid: bell 1.0.0, sha512 ");
    assertThat(Json.readObject(Run.skill("validate", file, "--json").out()))
        .containsEntry("valid", true)
        .containsEntry("original", false)
        .containsKeys("sha512", "files", "problems", "consents");
  }

  @Test
  void aFolderThatWasNotBuiltSaysSo() throws IOException {
    Files.delete(temp.resolve("bell/build/bell.wasm"));

    Run run = Run.skill("package", temp.resolve("bell").toString(), "--out", file);

    assertThat(run.code()).isEqualTo(1);
    assertThat(run.err()).contains("build/bell.wasm is not there: build the skill first");
    assertThat(Path.of(file)).doesNotExist();
  }
}
