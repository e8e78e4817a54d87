package dev.loqa.cli.skill;

import dev.loqa.cli.api.CliException;
import dev.loqa.cli.api.Exit;
import dev.loqa.skillhost.manifest.Finding;
import dev.loqa.skillhost.packages.KeyException;
import dev.loqa.skillhost.packages.PackageException;
import dev.loqa.skillhost.packages.PackageLimits;
import dev.loqa.skillhost.packages.PackageSignature;
import dev.loqa.skillhost.packages.PublisherKey;
import dev.loqa.skillhost.packages.SigningKey;
import dev.loqa.skillhost.packages.SkillPackage;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Supplier;
import java.util.stream.Collectors;

/// Files of packages, keys and signatures as the commands read, write and name them.
final class PackageText {
  private static final int MOST_LINE = 512;

  private PackageText() {}

  /// A package's file, or the command's end with every fault.
  static SkillPackage read(Path file) {
    return checked(() -> SkillPackage.readFile(file, PackageLimits.USUAL));
  }

  /// The same for anything that makes or reads a package.
  static <T> T checked(Supplier<T> work) {
    try {
      return work.get();
    } catch (PackageException e) {
      throw new CliException(
          Exit.FAILED,
          e.faults().stream().map(Finding::toString).collect(Collectors.joining("\n")),
          e);
    } catch (KeyException e) {
      throw new CliException(Exit.UNTRUSTED, String.valueOf(e.getMessage()), e);
    }
  }

  /// A private key's file; a fault of it is the caller's own, not a matter of trust.
  static SigningKey signingKey(Path file) {
    try {
      return SigningKey.load(file);
    } catch (KeyException e) {
      throw new CliException(Exit.FAILED, String.valueOf(e.getMessage()), e);
    }
  }

  /// A publisher's key: its 64 digits, or a file with them.
  static PublisherKey publisherKey(String text) {
    try {
      return new PublisherKey(
          text.matches("[0-9a-fA-F]{64}")
              ? text
              : line(Path.of(text), "a publisher's key").strip());
    } catch (KeyException e) {
      throw new CliException(Exit.UNTRUSTED, String.valueOf(e.getMessage()), e);
    }
  }

  /// The signature beside a package.
  static PackageSignature signature(Path file) {
    if (!Files.isRegularFile(file)) {
      throw new CliException(
          Exit.UNTRUSTED, file + " is not there: ask the publisher for it, or name it with --sig");
    }
    return checked(() -> PackageSignature.parse(line(file, "a signature")));
  }

  static Path signatureFile(Path file) {
    return file.resolveSibling(file.getFileName() + ".sig");
  }

  private static String line(Path file, String what) {
    try (InputStream in = Files.newInputStream(file)) {
      return new String(in.readNBytes(MOST_LINE), StandardCharsets.ISO_8859_1);
    } catch (IOException e) {
      throw new CliException(
          Exit.FAILED, file + " can't be read as " + what + ": check its name and rights", e);
    }
  }

  /// Writes a file as a whole or not at all.
  static void write(Path file, byte[] content) {
    Path part = file.resolveSibling(file.getFileName() + ".part");
    try {
      Files.write(part, content);
      Files.move(part, file, StandardCopyOption.REPLACE_EXISTING, StandardCopyOption.ATOMIC_MOVE);
    } catch (IOException e) {
      throw new CliException(
          Exit.FAILED, file + " can't be written (" + e + "): check the folder and its disk", e);
    }
  }

  static void write(Path file, String text) {
    write(file, text.getBytes(StandardCharsets.US_ASCII));
  }

  /// What every command says of a package.
  static Map<String, Object> facts(SkillPackage skill) {
    Map<String, Object> facts = new LinkedHashMap<>();
    facts.put("name", skill.name());
    facts.put("version", skill.version());
    facts.put("sha512", skill.digest());
    facts.put("original", skill.original());
    facts.put("files", skill.sizes());
    return facts;
  }
}
