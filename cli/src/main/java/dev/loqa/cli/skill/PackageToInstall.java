package dev.loqa.cli.skill;

import dev.loqa.cli.api.CliException;
import dev.loqa.cli.api.Exit;
import dev.loqa.skillhost.packages.PackageException;
import dev.loqa.skillhost.packages.PackageLimits;
import dev.loqa.skillhost.packages.SkillPackage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// What is to be installed, read from this machine.
///
/// @param signature the line of its `.sig` file; none: for development
/// @param form `signed`, `dev` or `original`, as the API names them
// Equality is that of the array, which nobody needs.
@SuppressWarnings("ArrayRecordComponent")
record PackageToInstall(byte[] packed, @Nullable String signature, String form) {
  private static final int SIGNATURE_BYTES = 1_024;

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
        return new PackageToInstall(packed, null, original ? "original" : "dev");
      }
      Path signature = path.resolveSibling(path.getFileName() + ".sig");
      if (!Files.isRegularFile(signature)) {
        throw untrusted(path + " has no signature: " + signature + " is not there");
      }
      byte[] line = bytes(signature, SIGNATURE_BYTES);
      return new PackageToInstall(
          packed, new String(line, java.nio.charset.StandardCharsets.ISO_8859_1).strip(), "signed");
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
      return new PackageToInstall(SkillPackage.of(path).packed(), null, "dev");
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

  /// The headers that go with it.
  Map<String, String> headers() {
    String line = signature;
    return line == null || line.lines().count() != 1 ? Map.of() : Map.of("Loqa-Signature", line);
  }
}
