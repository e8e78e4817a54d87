package dev.loqa.skillhost.packages;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Random;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/// What no archive may have, in the original's form, where the fewest other rules stand in the way.
@Timeout(120)
class HostileArchiveTest {
  private static final String ROOT = "demo-1.0.0/";

  private static SkillPackage read(byte[] packed) {
    return SkillPackage.readOriginal(packed, "demo.tar.gz", PackageLimits.USUAL);
  }

  @Test
  void theUnchangedArchiveIsAccepted() {
    SkillPackage demo = read(ForgedTar.original().packed());

    assertThat(demo.original()).isTrue();
    assertThat(demo.fileName()).isEqualTo("demo-1.0.0.lskill");
    assertThat(demo.moduleFault()).get().asString().contains("does not export its memory");
  }

  @Test
  void anyOrderOwnerTimeAndPaddingIsAcceptedOfTheOriginal() {
    ForgedTar tar = ForgedTar.original();
    tar.members.add(tar.members.removeFirst());
    tar.members.forEach(member -> {
      member.mode = "000755 \0";
      member.uid = "0001750\0";
      member.mtime = "14712345670\0";
      member.owner = "anna";
      member.device = "0000000\0" + "0000000\0";
    });
    tar.end = new byte[8192];

    assertThat(read(tar.packed()).digest()).isEqualTo(read(ForgedTar.original().packed()).digest());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "../moo", "a/../../moo", "./moo", "a//b", "a/./b", "moo/", "skill.yaml:evil", "moo.",
            "moo ",
        "a./b", "caf\u00e9", "a\\b", "a\nb", "a\u001b[2J", "c:moo", "~moo", "con", "NUL.txt",
        "a/com1.wasm", "d/d/d/d/d/d/d/d/moo", "...", "a*b", "moo\u202e"
      })
  void refusesTheName(String name) {
    assertRefused(ForgedTar.original().add(ROOT + name, "moo"), "member");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"/etc/passwd", "moo", "other-1.0.0/moo", "demo-1.0.0", "../demo-1.0.0/moo"})
  void refusesWhatLiesBesideTheRoot(String name) {
    assertRefused(ForgedTar.original().add(name, "moo"), "member");
  }

  @Test
  void refusesANameThatGoesOnAfterItsEndOrFillsMoreThanItsField() {
    assertRefused(ForgedTar.original().add(ROOT + "a\0b", ""), "goes on after its end");
    assertRefused(
        ForgedTar.original().change("skill.yaml", member -> member.prefix = "demo-1.0.0"),
        "name in two parts");
    ForgedTar full = ForgedTar.original().add(ROOT + "a".repeat(89), "");
    assertThat(read(full.packed()).sizes()).containsKey("a".repeat(89));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "skill.yaml",
        "SKILL.YAML",
        "Skill.yaml",
        "build",
        "Build",
        "BUILD/x",
        "skill.yaml/x"
      })
  void refusesASecondSpellingOfWhatIsThere(String name) {
    assertRefused(ForgedTar.original().add(ROOT + name, "x"), "is already there as");
  }

  @ParameterizedTest
  @ValueSource(chars = {'1', '2', '3', '4', '6', '7', 'x', 'g', 'L', 'K', 'S', 'D', 'V', 0, 'Z'})
  void refusesTheType(char type) {
    ForgedTar tar = ForgedTar.original().add(ROOT + "moo", "");
    assertRefused(
        tar.change("moo", member -> member.type = type), "member \"demo-1.0.0/moo\": is ");
  }

  private static ForgedTar withFolder(String name) {
    ForgedTar tar = ForgedTar.original();
    ForgedTar.Member folder = new ForgedTar.Member(name, new byte[0]);
    folder.type = '5';
    folder.mode = "0000755\0";
    tar.members.addFirst(folder);
    return tar;
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"demo-1.0.0/", "demo-1.0.0/build/", "demo-1.0.0/build", "demo-1.0.0/a/b/"})
  void passesOverTheEntryOfAFolder(String name) {
    assertThat(read(withFolder(name).packed()).digest())
        .isEqualTo(read(ForgedTar.original().packed()).digest());
    assertThatThrownBy(() -> SkillPackage.read(withFolder(name).packed()))
        .isInstanceOf(PackageException.class)
        .hasMessageContaining("a folder: only files are listed");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "demo-1.0.0/../",
        "/",
        "other-1.0.0/",
        "demo-1.0.0/skill.yaml/",
        "demo-1.0.0/BUILD/",
        "demo-1.0.0/a//",
        "demo-1.0.0/con/"
      })
  void refusesTheEntryOfAFolderThatNoFileMayLieIn(String name) {
    assertRefused(withFolder(name), "member");
  }

  @Test
  void refusesAFolderWithContent() {
    ForgedTar tar = withFolder("demo-1.0.0/build/");
    tar.members.getFirst().size = ForgedTar.ascii("00000000005\0");
    assertRefused(tar, "is a folder with content");
  }

  @Test
  void refusesALinkNameEvenOnAFile() {
    assertRefused(
        ForgedTar.original().change("skill.yaml", member -> member.link = "/etc/passwd"),
        "names a link");
  }

  @ParameterizedTest
  @ValueSource(strings = {"0004755\0", "0002755\0", "0001777\0", "0100644\0"})
  void refusesTheMode(String mode) {
    assertRefused(
        ForgedTar.original().change("skill.yaml", member -> member.mode = mode), "mode beyond");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "\u0080\0\0\0\0\0\0\0\0\0\0\u0008", // base 256
        "\u00ff\u00ff\u00ff\u00ff\u00ff\u00ff\u00ff\u00ff\u00ff\u00ff\u00ff\u00ff",
        "-0000000010\0",
        "+0000000010\0",
        "0x000000010\0",
        "00000000009\0",
        "           \0",
        "\0\0\0\0\0\0\0\0\0\0\0\0",
        "000000000010", // no end
        "0000 000010\0",
        "10\0" + "7777777\0"
      })
  void refusesTheNumber(String size) {
    assertRefused(
        ForgedTar.original().change("demo.wasm", member -> member.size = ForgedTar.ascii(size)),
        "its size is no plain octal number");
  }

  @Test
  void refusesASizeBeyondItsLimitBeforeTheContentComes() {
    for (String size : new String[] {"77777777777\0", "00020000001\0"}) {
      assertRefused(
          ForgedTar.original().change("demo.wasm", member -> member.size = ForgedTar.ascii(size)),
          "more than the 4194304 allowed");
    }
    assertRefused(
        ForgedTar.original()
            .change("skill.yaml", member -> member.size = ForgedTar.ascii("00000200001\0")),
        "more than the 65536 allowed");
  }

  @Test
  void theOwnerMayRaiseTheModulesLimit() {
    byte[] random = new byte[(4 << 20) + 1];
    new Random(1).nextBytes(random);
    ForgedTar tar = ForgedTar.original();
    tar.members.set(0, new ForgedTar.Member(ROOT + "build/demo.wasm", random));
    byte[] packed = tar.packed();

    assertThatThrownBy(() -> read(packed)).hasMessageContaining("more than the 4194304 allowed");
    assertThat(
            SkillPackage.readOriginal(packed, "demo", new PackageLimits(5 << 20))
                .sizes()
                .get("build/demo.wasm"))
        .isEqualTo(random.length);
  }

  @Test
  void refusesAWrongChecksumAndAnotherMagic() {
    assertRefused(
        ForgedTar.original().change("skill.yaml", member -> member.checksum = "000001\0 "),
        "checksum is wrong");
    for (String magic : new String[] {"ustar  \0", "", "ustar\u000001", "USTAR\u000000"}) {
      assertRefused(
          ForgedTar.original().change("skill.yaml", member -> member.magic = magic),
          "not POSIX ustar");
    }
  }

  @Test
  void refusesBytesBetweenTheFilesAndAfterTheEnd() {
    assertRefused(
        ForgedTar.original().change("skill.yaml", member -> member.filler = 1),
        "between two files");
    ForgedTar late = ForgedTar.original();
    late.end = new byte[1536];
    late.end[1500] = 7;
    assertRefused(late, "something follows its end");
    ForgedTar gap = ForgedTar.original();
    byte[] hidden = ForgedTar.original().tar();
    gap.end = Arrays.copyOf(new byte[1024], 1024 + hidden.length);
    System.arraycopy(hidden, 0, gap.end, 1024, hidden.length);
    assertRefused(gap, "something follows its end");
  }

  @Test
  void refusesAnArchiveCutOffAnywhere() {
    byte[] whole = ForgedTar.original().tar();
    for (int length = 0; length < whole.length; length += 100) {
      byte[] part = Arrays.copyOf(whole, length);
      assertThatThrownBy(() -> read(ForgedTar.gzip(part)))
          .as("%d bytes", length)
          .isInstanceOf(PackageException.class);
    }
    byte[] packed = ForgedTar.original().packed();
    for (int length = 0; length < packed.length; length++) {
      byte[] part = Arrays.copyOf(packed, length);
      assertThatThrownBy(() -> read(part))
          .as("%d packed bytes", length)
          .isInstanceOf(PackageException.class);
    }
  }

  @ParameterizedTest
  @MethodSource("brokenGzip")
  void refusesTheGzip(String what, UnaryOperator<byte[]> change) {
    byte[] packed = change.apply(ForgedTar.original().packed());

    assertThatThrownBy(() -> read(packed)).as(what).isInstanceOf(PackageException.class);
  }

  static Stream<Arguments> brokenGzip() {
    return Stream.of(
        broken("nothing", _ -> new byte[0]),
        broken("text", _ -> "metadata: {}".repeat(9).getBytes(StandardCharsets.UTF_8)),
        broken("a tar that is not packed", _ -> ForgedTar.original().tar()),
        broken("a byte after the end", b -> Arrays.copyOf(b, b.length + 1)),
        broken(
            "two members",
            b -> {
              byte[] twice = Arrays.copyOf(b, 2 * b.length);
              System.arraycopy(b, 0, twice, b.length, b.length);
              return twice;
            }),
        broken("a wrong checksum", b -> flip(b, b.length - 8)),
        broken("a wrong length", b -> flip(b, b.length - 1)),
        broken("damaged data", b -> flip(b, b.length / 2)),
        broken("another method", b -> flip(b, 2)),
        broken("flag of a header checksum", b -> set(b, 3, 2)),
        broken("flag of extra fields", b -> set(b, 3, 4)),
        broken(
            "a name without end",
            b -> {
              byte[] named = set(Arrays.copyOf(b, 30), 3, 8);
              Arrays.fill(named, 10, 30, (byte) 'a');
              return named;
            }));
  }

  @Test
  void endsABombAtTheLimit() {
    byte[] zeros = new byte[30 << 20];
    assertThatThrownBy(() -> read(ForgedTar.gzip(zeros)))
        .isInstanceOf(PackageException.class)
        .hasMessageContaining("more than 100 times its");

    byte[] random = new byte[(8 << 20) + 1];
    new Random(2).nextBytes(random);
    assertThatThrownBy(() -> read(random)).hasMessageContaining("more than the 8388608 allowed");

    // Enough noise to pass the ratio, and one byte more than the tar may have.
    ForgedTar noise = new ForgedTar();
    for (int i = 0; i < 33; i++) {
      byte[] content = new byte[1 << 20];
      new Random(i).nextBytes(Arrays.copyOf(content, 0));
      byte[] some = new byte[30_000];
      new Random(i).nextBytes(some);
      System.arraycopy(some, 0, content, 0, some.length);
      noise.members.add(new ForgedTar.Member(ROOT + "f" + i, content));
    }
    assertThatThrownBy(() -> read(noise.packed()))
        .hasMessageContaining("unpacks to more than 33554432 bytes");
  }

  @Test
  void refusesOneFileTooMany() {
    ForgedTar tar = ForgedTar.original();
    for (int i = tar.members.size(); i < PackageLimits.MEMBERS; i++) {
      tar.add(ROOT + "f" + i, String.valueOf(i * 7919));
    }
    assertThat(read(tar.packed()).sizes()).hasSize(512);

    assertRefused(tar.add(ROOT + "last", ""), "more than 512 files");
  }

  @Test
  void refusesAnEmptyArchiveOneWithoutManifestAndOneOfAnotherName() {
    ForgedTar empty = new ForgedTar();
    assertRefused(empty, "it is empty");

    ForgedTar bare = ForgedTar.original();
    bare.members.remove(1);
    assertRefused(bare, "skill.yaml: is missing");

    ForgedTar other = new ForgedTar();
    other.add("demo-1.0.1/skill.yaml", ForgedTar.ORIGINAL).add("demo-1.0.1/build/demo.wasm", "");
    assertRefused(other, "is demo-1.0.1/ and not demo-1.0.0/");
  }

  private static void assertRefused(ForgedTar tar, String why) {
    assertThatThrownBy(() -> read(tar.packed()))
        .isInstanceOf(PackageException.class)
        .hasMessageStartingWith("demo.tar.gz:1: ")
        .hasMessageContaining(why);
  }

  private static Arguments broken(String what, UnaryOperator<byte[]> change) {
    return arguments(what, change);
  }

  private static byte[] flip(byte[] bytes, int at) {
    return set(bytes, at, bytes[at] ^ 0x10);
  }

  private static byte[] set(byte[] bytes, int at, int value) {
    byte[] changed = bytes.clone();
    changed[at] = (byte) value;
    return changed;
  }
}
