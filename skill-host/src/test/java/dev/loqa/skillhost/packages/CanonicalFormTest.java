package dev.loqa.skillhost.packages;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/// A skill has one canonical archive: whatever unpacks to the same files in another way is refused.
class CanonicalFormTest {
  @TempDir private Path temp = Path.of("");
  private SkillPackage bell;

  @BeforeEach
  void make() throws IOException {
    bell = SkillPackage.of(DemoSkill.in(temp));
  }

  private Map<String, byte[]> files() {
    Map<String, byte[]> files = new TreeMap<>();
    bell.sizes().keySet().forEach(path -> files.put(path, bell.file(path).orElseThrow()));
    return files;
  }

  private ForgedTar tar() {
    return ForgedTar.of("bell-1.2.0", files());
  }

  @Test
  void anotherWriterMakesTheSameTar() {
    SkillPackage read = SkillPackage.read(tar().packed());

    assertThat(read.digest()).isEqualTo(bell.digest());
    assertThat(CanonicalTar.hex("SHA-512", tar().tar())).isEqualTo(bell.digest());
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("differences")
  void refusesAnother(String field, Consumer<ForgedTar.Member> change) {
    byte[] packed = tar().change("LICENSE", change).packed();

    assertThatThrownBy(() -> SkillPackage.read(packed))
        .isInstanceOf(PackageException.class)
        .hasMessageContaining(
            "it is not canonical: the header of bell-1.2.0/LICENSE has another " + field);
  }

  static Stream<Arguments> differences() {
    return Stream.of(
        difference("mode", member -> member.mode = "0000755\0"),
        difference("mode", member -> member.mode = "000644 \0"),
        difference("uid", member -> member.uid = "0001750\0"),
        difference("gid", member -> member.gid = "0001750\0"),
        difference("size", member -> member.size = ForgedTar.ascii("4\0")),
        difference("mtime", member -> member.mtime = "14712345670\0"),
        difference("checksum", member -> member.checksum = "0" + sum(member) + "\0"),
        difference("checksum, or a field after it", member -> member.owner = "root"),
        difference("checksum, or a field after it", member -> member.device = "0000000\0"));
  }

  private static Arguments difference(String field, Consumer<ForgedTar.Member> change) {
    return Arguments.of(field, change);
  }

  /// The right sum, as some write it: seven digits and no space.
  private static String sum(ForgedTar.Member member) {
    ForgedTar one = new ForgedTar();
    one.members.add(member);
    return new String(one.tar(), 148, 6, StandardCharsets.US_ASCII);
  }

  @Test
  void refusesAnotherOrder() {
    ForgedTar tar = tar();
    tar.members.add(tar.members.removeFirst());

    assertThatThrownBy(() -> SkillPackage.read(tar.packed()))
        .hasMessageContaining("not sorted by the bytes of their names");
  }

  @Test
  void refusesMoreOrFewerEmptyBlocks() {
    for (int blocks : new int[] {3, 20}) {
      ForgedTar tar = tar();
      tar.end = new byte[blocks * 512];
      assertThatThrownBy(() -> SkillPackage.read(tar.packed()))
          .hasMessageContaining("does not end with two empty blocks");
    }
    ForgedTar one = tar();
    one.end = new byte[512];
    assertThatThrownBy(() -> SkillPackage.read(one.packed())).hasMessageContaining("it is cut off");
  }

  @Test
  void refusesAnOriginalPackage() {
    assertThatThrownBy(() -> SkillPackage.read(ForgedTar.original().packed()))
        .isInstanceOf(PackageException.class);
  }

  @Test
  void refusesAFileThatIsNoPartOfAPackage() {
    for (String path :
        new String[] {"run.sh", "build/bell.so", "tests/a/b.json", "META/x", ".env"}) {
      Map<String, byte[]> files = files();
      files.put(path, new byte[] {1});
      files.put("META/files.json", FileList.of(new TreeMap<>(files)));

      assertThatThrownBy(() -> SkillPackage.read(ForgedTar.of("bell-1.2.0", files).packed()))
          .hasMessageContaining("member " + path + ": is no part of a package");
    }
  }

  @Test
  void theListOfFilesMustFit() {
    String list = new String(files().get("META/files.json"), StandardCharsets.UTF_8);
    assertFaultOfList(list.replace("\"size\": 4,", "\"size\": 5,"), "another size or SHA-256");
    assertFaultOfList(list.replace("sha256\": \"", "sha256\": \"0"), "another size or SHA-256");
    assertFaultOfList(list.replace("LICENSE", "LICENCE"), "does not list LICENSE");
    assertFaultOfList(list.replace("LICENSE", "README.md"), "which is not there or no file");
    assertFaultOfList(list.replace("LICENSE", "META/files.json"), "which is not there or no file");
    assertFaultOfList("{\"files\": {}}", "is no list of files");
    assertFaultOfList("{\"files\": [1]}", "lists \"null\"");
    assertFaultOfList("[".repeat(5_000), "is no list of files");
    assertFaultOfList("{\"files\": [], \"files\": []}", "is no list of files");
    assertFaultOfList("", "is no list of files");
    assertFaultOfList("{\"files\": [" + "1,".repeat(600) + "1]}", "lists more than 512 files");
  }

  private void assertFaultOfList(String list, String why) {
    Map<String, byte[]> files = files();
    files.put("META/files.json", list.getBytes(StandardCharsets.UTF_8));
    assertThatThrownBy(() -> SkillPackage.read(ForgedTar.of("bell-1.2.0", files).packed()))
        .isInstanceOf(PackageException.class)
        .hasMessageContaining(why);
  }

  @Test
  void metaMustBeThere() {
    for (String path : new String[] {"META/files.json", "META/sbom.cdx.json"}) {
      Map<String, byte[]> files = files();
      files.remove(path);
      assertThatThrownBy(() -> SkillPackage.read(ForgedTar.of("bell-1.2.0", files).packed()))
          .hasMessageContaining(path + ": is missing");
    }
  }

  @Test
  void theBillOfMaterialsMustBeOfThisSkill() {
    String bom = new String(files().get("META/sbom.cdx.json"), StandardCharsets.UTF_8);
    assertFaultOfBill(bom.replace("1.2.0", "1.2.1"), "is of another skill or version");
    assertFaultOfBill(bom.replaceAll("\"content\":\"..", "\"content\":\"zz"), "of another module");
    assertFaultOfBill("{\"bomFormat\": \"SPDX\"}", "is no CycloneDX");
    assertFaultOfBill("{", "is no JSON object");
    assertFaultOfBill("{\"bomFormat\": \"CycloneDX\", \"metadata\": 1}", "is of another skill");
  }

  private void assertFaultOfBill(String bom, String why) {
    Map<String, byte[]> files = files();
    files.put("META/sbom.cdx.json", bom.getBytes(StandardCharsets.UTF_8));
    files.put("META/files.json", FileList.of(new TreeMap<>(files)));
    assertThatThrownBy(() -> SkillPackage.read(ForgedTar.of("bell-1.2.0", files).packed()))
        .isInstanceOf(PackageException.class)
        .hasMessageContaining(why);
  }

  @Test
  void aBillOfTheAuthorsBuildIsTakenWhenItFits() throws IOException {
    String own =
        """
        {"bomFormat": "CycloneDX", "specVersion": "1.6",
         "metadata": {"component": {"type": "application", "name": "bell", "version": "1.2.0"}},
         "components": [{"type": "library", "name": "bells", "version": "2"}]}
        """;
    DemoSkill.write(temp, "META/sbom.cdx.json", own);
    assertThat(SkillPackage.of(temp).file("META/sbom.cdx.json").orElseThrow())
        .isEqualTo(own.getBytes(StandardCharsets.UTF_8));

    DemoSkill.write(temp, "META/sbom.cdx.json", own.replace("1.2.0", "1.1.0"));
    assertThatThrownBy(() -> SkillPackage.of(temp))
        .hasMessageContaining("another skill or version");
  }

  @Test
  void aVersionThatCannotBeAFileNameIsNamed() throws IOException {
    DemoSkill.write(temp, "skill.yaml", DemoSkill.MANIFEST.replace("1.2.0", "1.2.0+linux"));
    assertThatThrownBy(() -> SkillPackage.of(temp))
        .hasMessageContaining("1.2.0+linux can't be part of a package's name");
  }

  @Test
  void aNameTooLongForAnArchiveIsNamed() throws IOException {
    String path = "tests/" + "a".repeat(90) + ".json";
    DemoSkill.write(temp, path, "{}");
    assertThatThrownBy(() -> SkillPackage.of(temp))
        .hasMessageContaining(path + ": has a name of more than 100 characters");
  }
}
