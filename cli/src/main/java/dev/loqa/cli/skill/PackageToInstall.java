package dev.loqa.cli.skill;

import dev.loqa.cli.api.CliException;
import dev.loqa.cli.api.Exit;
import dev.loqa.skillhost.packages.PackageException;
import dev.loqa.skillhost.packages.PackageLimits;
import dev.loqa.skillhost.packages.SkillPackage;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// What is to be installed: read from this machine, or named, for Loqa to find in a registry.
///
/// @param signature the line of its `.sig` file; none: for development, or named
/// @param query `form`, which is `signed`, `dev`, `original` or `registry`, and what names it, as
///   the API takes them
// Equality is that of the array, which nobody needs.
@SuppressWarnings("ArrayRecordComponent")
record PackageToInstall(byte[] packed, @Nullable String signature, Map<String, String> query) {
  private static final int SIGNATURE_BYTES = 1_024;
  private static final Pattern NAMED =
      Pattern.compile("([a-z][a-z0-9_-]{0,31})(?:@([0-9A-Za-z.-]{1,64}))?");

  PackageToInstall {
    query = Map.copyOf(query);
  }

  private static PackageToInstall local(byte[] packed, @Nullable String signature, String form) {
    return new PackageToInstall(packed, signature, Map.of("form", form));
  }

  /// Whether this names a skill, with or without a version, and no file.
  static boolean isName(String text) {
    return NAMED.matcher(text).matches() && !Files.isRegularFile(Path.of(text));
  }

  /// The skill `NAME` or `NAME@VERSION`, wherever it is offered.
  ///
  /// @param from the place of one registry; none: any
  static PackageToInstall named(String text, @Nullable String from) {
    Matcher parts = NAMED.matcher(text);
    if (!parts.matches()) {
      throw new CliException(
          Exit.USAGE, text + " is no name of a skill: write NAME or NAME@VERSION");
    }
    Map<String, String> query = new LinkedHashMap<>();
    query.put("form", "registry");
    query.put("name", parts.group(1));
    if (parts.group(2) != null) {
      query.put("version", parts.group(2));
    }
    if (from != null) {
      query.put("from", RegistryPlace.of(from));
    }
    return new PackageToInstall(new byte[0], null, query);
  }

  /// Whether it is for Loqa to find.
  boolean isNamed() {
    return query.containsKey("name");
  }

  /// Exactly this version of what was named; what is here anyway is one version.
  PackageToInstall exactly(String version) {
    if (!isNamed()) {
      return this;
    }
    Map<String, String> exact = new LinkedHashMap<>(query);
    exact.put("version", version);
    return new PackageToInstall(packed, signature, exact);
  }

  /// Reads a package or a folder.
  ///
  /// @param dev whether nobody needs to have signed it
  /// @throws CliException with exit code 4 when nobody has and somebody must
  static PackageToInstall read(Path path, boolean dev) {
    try {
      if (Files.isDirectory(path)) {
        return folder(path, dev);
      }
      boolean original = path.toString().endsWith(".tar.gz") || path.toString().endsWith(".tgz");
      if (!dev && original) {
        throw untrusted(path + " is a package of the original, which nobody signs");
      }
      byte[] packed = bytes(path, PackageLimits.PACKED);
      if (dev) {
        return local(packed, null, original ? "original" : "dev");
      }
      Path signature = path.resolveSibling(path.getFileName() + ".sig");
      if (!Files.isRegularFile(signature)) {
        throw untrusted(path + " has no signature: " + signature + " is not there");
      }
      byte[] line = bytes(signature, SIGNATURE_BYTES);
      return local(packed, new String(line, StandardCharsets.ISO_8859_1).strip(), "signed");
    } catch (NoSuchFileException e) {
      throw new CliException(
          Exit.FAILED, path + " is not there: name a .lskill file or a skill's folder", e);
    } catch (IOException e) {
      throw new CliException(
          Exit.FAILED, path + " cannot be read (" + e.getMessage() + "): check its rights", e);
    }
  }

  private static PackageToInstall folder(Path path, boolean dev) {
    if (!dev) {
      throw untrusted(path + " is a folder, which nobody has signed");
    }
    try {
      return local(SkillPackage.of(path).packed(), null, "dev");
    } catch (PackageException e) {
      throw new CliException(Exit.FAILED, String.valueOf(e.getMessage()), e);
    }
  }

  private static CliException untrusted(String what) {
    return new CliException(
        Exit.UNTRUSTED, what + ": ask its publisher, or add --dev if it is your own work");
  }

  private static byte[] bytes(Path path, int most) throws IOException {
    if (!Files.exists(path)) {
      throw new NoSuchFileException(path.toString());
    }
    try (var in = Files.newInputStream(path)) {
      byte[] bytes = in.readNBytes(most + 1);
      if (bytes.length > most) {
        throw new CliException(
            Exit.FAILED, path + " has more than " + most + " bytes: it is no package of a skill");
      }
      return bytes;
    }
  }

  /// What it is known by.
  String digest() {
    return SkillPackage.read(packed).digest();
  }

  /// The headers that go with it.
  Map<String, String> headers() {
    String line = signature;
    return line == null || line.lines().count() != 1 ? Map.of() : Map.of("Loqa-Signature", line);
  }
}
