package dev.loqa.loqad.registries;

import dev.loqa.loqad.install.TestSkill;
import dev.loqa.skillhost.packages.SigningKey;
import dev.loqa.skillhost.packages.SkillPackage;
import dev.loqa.skillhost.registry.IndexTerms;
import dev.loqa.skillhost.registry.RegistryFolder;
import dev.loqa.skillhost.registry.SignedIndex;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;

/// A registry in a folder, of a key of its own, that offers the skill `echo`.
public final class Kiosk {
  public static final Instant NOW = Instant.parse("2026-11-21T09:00:00Z");
  static final Duration LIFE = Duration.ofDays(30);

  public final SigningKey key = SigningKey.generate();
  public final SigningKey publisher;
  public final Path place;
  private final Path temp;
  private final Instant now;

  Kiosk(Path temp, String name) {
    this(temp, name, SigningKey.generate(), NOW);
  }

  public Kiosk(Path temp, String name, SigningKey publisher, Instant now) {
    this.temp = temp;
    this.place = temp.resolve(name);
    this.publisher = publisher;
    this.now = now;
    new RegistryFolder(place).init(name, terms());
  }

  private IndexTerms terms() {
    return IndexTerms.of(key, LIFE, now);
  }

  public String fingerprint() {
    return key.publisher().fingerprint();
  }

  /// Takes a version of `echo` up.
  public SkillPackage add(TestSkill version) {
    SkillPackage made = version.packed(temp);
    try {
      Path file = temp.resolve(made.fileName());
      Files.write(file, made.packed());
      Files.writeString(
          file.resolveSibling(file.getFileName() + ".sig"), publisher.sign(made).line());
      new RegistryFolder(place).add(file, terms());
      return made;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  public void yank(String named, String reason) {
    new RegistryFolder(place).refresh(Map.of(named, reason), Map.of(), terms());
  }

  public void revoke(String named, String reason) {
    new RegistryFolder(place).refresh(Map.of(), Map.of(named, reason), terms());
  }

  Path file() {
    return place.resolve(SignedIndex.PATH);
  }

  public byte[] index() {
    try {
      return Files.readAllBytes(file());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  public void show(byte[] index) {
    try {
      Files.write(file(), index);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
