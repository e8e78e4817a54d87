package dev.loqa.skillhost.registry;

import dev.loqa.skillhost.packages.DemoSkill;
import dev.loqa.skillhost.packages.SigningKey;
import dev.loqa.skillhost.packages.SkillPackage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;

/// A registry of a key of its own, on a day of its own.
final class RegistryFixture {
  static final Instant NOW = Instant.parse("2026-11-21T09:00:00Z");
  static final Duration LIFE = Duration.ofDays(30);

  final SigningKey key = SigningKey.generate();
  final SigningKey publisher = SigningKey.generate();
  final Path place;
  private final Path temp;

  RegistryFixture(Path temp) {
    this.temp = temp;
    this.place = temp.resolve("registry");
    folder().init("test", IndexTerms.of(key, LIFE, NOW));
  }

  RegistryFolder folder() {
    return new RegistryFolder(place);
  }

  /// A signed package of the bell skill.
  Path bell(String version, SigningKey signer) throws IOException {
    Path folder = DemoSkill.in(temp.resolve("source"));
    DemoSkill.write(folder, "skill.yaml", DemoSkill.MANIFEST.replace("1.2.0", version));
    SkillPackage skill = SkillPackage.of(folder);
    Path file = temp.resolve(skill.fileName());
    Files.write(file, skill.packed());
    Files.writeString(file.resolveSibling(file.getFileName() + ".sig"), signer.sign(skill).line());
    return file;
  }

  SignedIndex add(String version) throws IOException {
    return folder().add(bell(version, publisher), IndexTerms.of(key, LIFE, NOW));
  }

  SignedIndex refresh(Map<String, String> yanked, Map<String, String> revoked) {
    return folder().refresh(yanked, revoked, IndexTerms.of(key, LIFE, NOW));
  }

  byte[] index() throws IOException {
    return Files.readAllBytes(place.resolve(SignedIndex.PATH));
  }
}
