package dev.loqa.skillhost.packages;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SkillPackageTest {
  @TempDir private Path temp = Path.of("");

  @Test
  void takesWhatBelongsIntoAPackageAndAddsMeta() throws IOException {
    SkillPackage made = SkillPackage.of(DemoSkill.in(temp));

    assertThat(made.sizes().keySet())
        .containsExactlyInAnyOrder(
            "LICENSE",
            "META/files.json",
            "META/sbom.cdx.json",
            "README.md",
            "build/bell.wasm",
            "locales/de.yaml",
            "skill.yaml",
            "tests/ring.json");
    assertThat(made.fileName()).isEqualTo("bell-1.2.0.lskill");
    assertThat(made.name() + " " + made.version()).isEqualTo("bell 1.2.0");
    assertThat(made.original()).isFalse();
  }

  @Test
  void whatIsReadIsWhatWasMade() throws IOException {
    SkillPackage made = SkillPackage.of(DemoSkill.in(temp));

    SkillPackage read = SkillPackage.read(made.packed());

    assertThat(read.digest()).isEqualTo(made.digest()).matches("[0-9a-f]{128}");
    assertThat(read.sizes()).isEqualTo(made.sizes());
    assertThat(read.manifest()).isEqualTo(made.manifest());
    assertThat(read.packed()).isEqualTo(made.packed());
  }

  @Test
  void neitherFolderNorTimesNorModesChangeThePackage() throws IOException {
    Path other = DemoSkill.in(temp.resolve("somewhere/else"));
    Files.setLastModifiedTime(other.resolve("skill.yaml"), FileTime.fromMillis(86_400_000));
    Files.setPosixFilePermissions(
        other.resolve("README.md"), PosixFilePermissions.fromString("rwxrwx---"));

    assertThat(SkillPackage.of(other).packed())
        .isEqualTo(SkillPackage.of(DemoSkill.in(temp.resolve("here"))).packed());
  }

  @Test
  void unpacksIntoAnEmptyFolderAndIsReadFromThereAgain() throws IOException {
    SkillPackage made = SkillPackage.of(DemoSkill.in(temp.resolve("from")));
    Path store = temp.resolve("store/one");

    made.unpack(store);

    assertThat(Files.readString(store.resolve("skill.yaml"))).isEqualTo(DemoSkill.MANIFEST);
    assertThat(SkillPackage.stored(store, PackageLimits.USUAL).digest()).isEqualTo(made.digest());
    assertThatThrownBy(() -> made.unpack(store))
        .isInstanceOf(PackageException.class)
        .hasMessageContaining("is not empty");
  }

  @Test
  void aByteChangedInTheStoreIsSeen() throws IOException {
    SkillPackage made = SkillPackage.of(DemoSkill.in(temp.resolve("from")));
    Path store = temp.resolve("store");
    made.unpack(store);
    Files.writeString(store.resolve("README.md"), "# Bells\n");

    assertThatThrownBy(() -> SkillPackage.stored(store, PackageLimits.USUAL))
        .isInstanceOf(PackageException.class)
        .hasMessageContaining("another size or SHA-256 for README.md");
  }

  @Test
  void everyFaultOfTheManifestIsNamedAtItsLine() throws IOException {
    DemoSkill.in(temp);
    DemoSkill.write(
        temp,
        "skill.yaml",
        DemoSkill.MANIFEST.replace("1.2.0", "one").replace("responses", "respones"));

    assertThatThrownBy(() -> SkillPackage.of(temp))
        .isInstanceOfSatisfying(
            PackageException.class,
            e ->
                assertThat(e.faults().stream().map(Object::toString).toList())
                    .anyMatch(line -> line.contains("/skill.yaml:1: ") && line.contains("version"))
                    .anyMatch(
                        line -> line.contains("/skill.yaml:6: ") && line.contains("responses")));
  }

  @Test
  void aModuleThatWasNotBuiltOrCannotRunIsNamed() throws IOException {
    DemoSkill.in(temp);
    Files.write(temp.resolve("build/bell.wasm"), new byte[] {0, 'a', 's', 'm', 1, 0, 0, 0});
    assertThatThrownBy(() -> SkillPackage.of(temp))
        .isInstanceOf(PackageException.class)
        .hasMessageContaining("build/bell.wasm: it does not export its memory");

    Files.delete(temp.resolve("build/bell.wasm"));
    assertThatThrownBy(() -> SkillPackage.of(temp))
        .isInstanceOf(PackageException.class)
        .hasMessageContaining("build the skill first");
  }

  @Test
  void followsNoLinkOutOfTheFolder() throws IOException {
    DemoSkill.in(temp.resolve("skill"));
    DemoSkill.write(temp, "secret.md", "secret");
    Path skill = temp.resolve("skill");
    for (String path : List.of("README.md", "locales/fr.yaml", "tests/x.json")) {
      Files.deleteIfExists(skill.resolve(path));
      Files.createSymbolicLink(skill.resolve(path), temp.resolve("secret.md"));

      assertThatThrownBy(() -> SkillPackage.of(skill))
          .isInstanceOf(PackageException.class)
          .hasMessageContaining(path + ": is no regular file");
      Files.delete(skill.resolve(path));
    }
  }

  @Test
  void signsAndVerifies() throws IOException {
    SkillPackage skill = SkillPackage.of(DemoSkill.in(temp));
    SigningKey key = SigningKey.generate();

    PackageSignature signature = PackageSignature.parse(key.sign(skill).line());

    assertThat(signature.key()).isEqualTo(key.publisher());
    assertThat(signature.verify(key.publisher(), skill)).isTrue();
    assertThat(signature.verify(SigningKey.generate().publisher(), skill)).isFalse();
  }
}
