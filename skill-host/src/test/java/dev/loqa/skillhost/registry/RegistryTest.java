package dev.loqa.skillhost.registry;

import static dev.loqa.skillhost.registry.RegistryFixture.LIFE;
import static dev.loqa.skillhost.registry.RegistryFixture.NOW;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.loqa.skillhost.packages.DemoSkill;
import dev.loqa.skillhost.packages.PackageLimits;
import dev.loqa.skillhost.packages.SigningKey;
import dev.loqa.skillhost.packages.SkillPackage;
import dev.loqa.skillhost.registry.RegistryException.Kind;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// A registry is made, copied to a stick, read from there, and attacked.
class RegistryTest {
  @TempDir private Path temp = Path.of("");
  private RegistryFixture registry;

  @BeforeEach
  void make() {
    registry = new RegistryFixture(temp);
  }

  private Registry reader() {
    return new Registry(RegistrySource.of(registry.place.toString()));
  }

  private RegistryIndex index() {
    return ((IndexVerdict.Usable) reader().read(null, NOW)).signed().index();
  }

  private Registry.Fetched fetch(String version) {
    RegistryIndex index = index();
    return reader().fetch(index, index.find("bell", version).orElseThrow(), PackageLimits.USUAL);
  }

  @Test
  void aCopyOnAStickIsAsGoodAsTheRegistry() throws IOException {
    registry.add("1.0.0");
    Path stick = temp.resolve("stick");
    try (Stream<Path> files = Files.walk(registry.place)) {
      for (Path file : files.toList()) {
        Files.copy(file, stick.resolve(registry.place.relativize(file).toString()));
      }
    }
    Registry copy = new Registry(RegistrySource.of(stick.toString()));

    IndexVerdict.Usable usable =
        (IndexVerdict.Usable) copy.read(KnownIndex.trusting(registry.key.publisher()), NOW);
    Registry.Fetched bell =
        copy.fetch(
            usable.signed().index(),
            usable.signed().index().find("bell", null).orElseThrow(),
            PackageLimits.USUAL);

    assertThat(bell.skill().version()).isEqualTo("1.0.0");
    assertThat(bell.signature().key()).isEqualTo(registry.publisher.publisher());
  }

  @Test
  void everyChangeHasTheNextNumber() throws IOException {
    assertThat(index().version()).isEqualTo(1);
    assertThat(registry.add("1.0.0").index().version()).isEqualTo(2);
    assertThat(registry.add("1.0.0").index().version()).isEqualTo(3);
    assertThat(registry.refresh(Map.of(), Map.of()).index().version()).isEqualTo(4);
    assertThat(index().packages()).hasSize(1);
  }

  @Test
  void offersTheNewestThatIsNeitherTakenBackNorRevokedNorATrial() throws IOException {
    for (String version : List.of("1.10.0", "1.9.0", "2.0.0-beta.1", "1.2.0")) {
      registry.add(version);
    }
    assertThat(index().find("bell", null).orElseThrow().version()).isEqualTo("1.10.0");
    assertThat(index().find("bell", "2.0.0-beta.1")).isPresent();
    assertThat(index().find("bells", null)).isEmpty();

    registry.refresh(Map.of("bell-1.10.0", "rings forever"), Map.of());
    assertThat(index().find("bell", null).orElseThrow().version()).isEqualTo("1.9.0");
    assertThat(index().find("bell", "1.10.0").orElseThrow().yanked()).isEqualTo("rings forever");

    String nine = index().find("bell", "1.9.0").orElseThrow().sha512();
    registry.refresh(Map.of(), Map.of(nine, "steals"));
    assertThat(index().find("bell", null).orElseThrow().version()).isEqualTo("1.2.0");
    assertThat(index().find("bell", "1.9.0")).isEmpty();
  }

  @Test
  void aRevokedPackageOrPublisherIsNotFetched() throws IOException {
    registry.add("1.0.0");
    Listed bell = index().find("bell", null).orElseThrow();
    registry.refresh(Map.of(), Map.of(bell.key().fingerprint(), "key was stolen"));

    assertThatThrownBy(() -> reader().fetch(index(), bell, PackageLimits.USUAL))
        .isInstanceOf(RegistryException.class)
        .hasMessageContaining("it is revoked: key was stolen");
    assertThatThrownBy(() -> registry.add("1.0.1")).hasMessageContaining("it is revoked here");
  }

  @Test
  void refusesAPackageThatIsAnotherOne() throws IOException {
    registry.add("1.0.0");
    registry.add("1.0.1");
    Path packages = registry.place.resolve("packages");
    for (String end : List.of("", ".sig")) {
      Files.copy(
          packages.resolve("bell-1.0.0.lskill" + end),
          packages.resolve("bell-1.0.1.lskill" + end),
          StandardCopyOption.REPLACE_EXISTING);
    }
    assertThatThrownBy(() -> fetch("1.0.1"))
        .isInstanceOfSatisfying(
            RegistryException.class, e -> assertThat(e.kind()).isEqualTo(Kind.UNTRUSTED))
        .hasMessageContaining("it is not the package of the index");
  }

  @Test
  void refusesASignatureOfSomebodyElse() throws IOException {
    registry.add("1.0.0");
    Path elsewhere = registry.bell("1.0.0", SigningKey.generate());
    Files.copy(
        elsewhere.resolveSibling(elsewhere.getFileName() + ".sig"),
        registry.place.resolve("packages/bell-1.0.0.lskill.sig"),
        StandardCopyOption.REPLACE_EXISTING);

    assertThatThrownBy(() -> fetch("1.0.0")).hasMessageContaining("it is no signature of");
  }

  @Test
  void refusesAPackageCutOffGrownOrGone() throws IOException {
    registry.add("1.0.0");
    Path file = registry.place.resolve("packages/bell-1.0.0.lskill");
    byte[] whole = Files.readAllBytes(file);

    Files.write(file, Arrays.copyOf(whole, whole.length - 1));
    assertThatThrownBy(() -> fetch("1.0.0")).hasMessageContaining("it is not accepted");
    Files.write(file, Arrays.copyOf(whole, whole.length + 1));
    assertThatThrownBy(() -> fetch("1.0.0")).hasMessageContaining("it has more than");
    Files.delete(file);
    assertThatThrownBy(() -> fetch("1.0.0"))
        .isInstanceOfSatisfying(
            RegistryException.class, e -> assertThat(e.kind()).isEqualTo(Kind.UNAVAILABLE));
  }

  @Test
  void aRegistryThatIsGoneIsUnavailable() {
    assertThatThrownBy(
            () -> new Registry(RegistrySource.of(temp.resolve("none").toString())).read(null, NOW))
        .isInstanceOfSatisfying(
            RegistryException.class, e -> assertThat(e.kind()).isEqualTo(Kind.UNAVAILABLE));
  }

  @Test
  void aSkillKeepsItsPublisherAndAVersionItsContent() throws IOException {
    registry.add("1.0.0");
    SigningKey eve = SigningKey.generate();
    Path other = registry.bell("1.0.1", eve);
    assertThatThrownBy(() -> registry.folder().add(other, IndexTerms.of(registry.key, LIFE, NOW)))
        .isInstanceOfSatisfying(
            RegistryException.class, e -> assertThat(e.kind()).isEqualTo(Kind.CONFLICT))
        .hasMessageContaining(eve.publisher().fingerprint())
        .hasMessageContaining(registry.publisher.publisher().fingerprint());

    DemoSkill.write(temp, "source/README.md", "changed\n");
    SkillPackage changed = SkillPackage.of(temp.resolve("source"));
    assertThat(changed.version()).isEqualTo("1.0.1");
    Path file = temp.resolve("changed.lskill");
    Files.write(file, changed.packed());
    Files.writeString(temp.resolve("changed.lskill.sig"), registry.publisher.sign(changed).line());
    registry.add("1.0.1");
    assertThatThrownBy(() -> registry.folder().add(file, IndexTerms.of(registry.key, LIFE, NOW)))
        .hasMessageContaining("version 1.0.1 is there with another content");
  }

  @Test
  void onlyItsKeyChangesARegistryAndThereIsOne() throws IOException {
    byte[] before = registry.index();
    SigningKey eve = SigningKey.generate();
    assertThatThrownBy(
            () -> registry.folder().refresh(Map.of(), Map.of(), IndexTerms.of(eve, LIFE, NOW)))
        .hasMessageContaining("it is signed by " + registry.key.publisher());
    assertThatThrownBy(
            () -> registry.folder().init("again", IndexTerms.of(registry.key, LIFE, NOW)))
        .hasMessageContaining("there is one already");
    assertThatThrownBy(() -> registry.refresh(Map.of("bell-9.9.9", "x"), Map.of()))
        .hasMessageContaining("it has no bell-9.9.9");
    assertThatThrownBy(() -> registry.refresh(Map.of(), Map.of("*", "all")))
        .hasMessageContaining("a package's sha512 or a publisher's key");
    assertThat(registry.index()).isEqualTo(before);
  }

  @Test
  void aPackageWithoutItsSignatureOrWithAWrongOneIsNotTaken() throws IOException {
    Path file = registry.bell("1.0.0", registry.publisher);
    Path sig = file.resolveSibling(file.getFileName() + ".sig");
    Files.writeString(sig, registry.publisher.publisher() + " " + "A".repeat(86) + "==\n");
    assertThatThrownBy(() -> registry.folder().add(file, IndexTerms.of(registry.key, LIFE, NOW)))
        .hasMessageContaining("it is no signature of this package");
    Files.delete(sig);
    assertThatThrownBy(() -> registry.folder().add(file, IndexTerms.of(registry.key, LIFE, NOW)))
        .hasMessageContaining("sign the package first");
    assertThat(registry.place.resolve("packages")).doesNotExist();
  }

  @Test
  void aVersionIsRevokedByItsName() throws IOException {
    registry.add("1.0.0");
    registry.add("1.1.0");
    String digest = index().find("bell", "1.0.0").orElseThrow().sha512();

    registry.refresh(Map.of(), Map.of("bell-1.0.0", "steals"));

    assertThat(index().revoked().reasons()).isEqualTo(Map.of(digest, "steals"));
    assertThat(index().find("bell", "1.1.0")).isPresent();
  }

  @Test
  void whoHasLostARegistryGoesOnFromACopyOrANumber() throws IOException {
    registry.add("1.0.0");
    KnownIndex seen = ((IndexVerdict.Usable) reader().read(null, NOW)).signed().known();
    byte[] copy = registry.index();
    Files.delete(registry.place.resolve(SignedIndex.PATH));
    registry.folder().init("again", IndexTerms.of(registry.key, LIFE, NOW));
    assertThat(reader().read(seen, NOW)).isInstanceOf(IndexVerdict.Replayed.class);

    registry
        .folder()
        .refresh(Map.of(), Map.of(), new IndexTerms(registry.key, LIFE, NOW, seen.version() + 1));
    assertThat(reader().read(seen, NOW)).isInstanceOf(IndexVerdict.Usable.class);

    Files.write(registry.place.resolve(SignedIndex.PATH), copy);
    registry.refresh(Map.of(), Map.of());
    assertThat(reader().read(seen, NOW)).isInstanceOf(IndexVerdict.Usable.class);
    assertThat(index().find("bell", "1.0.0")).isPresent();
    assertThatThrownBy(() ->
            registry
                .folder()
                .refresh(Map.of(), Map.of(), new IndexTerms(registry.key, LIFE, NOW, 2)))
        .hasMessageContaining("say a higher one than 2");
  }
}
