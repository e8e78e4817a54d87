package dev.loqa.loqad.install;

import dev.loqa.skillhost.packages.KeyException;
import dev.loqa.skillhost.packages.PackageException;
import dev.loqa.skillhost.packages.PackageLimits;
import dev.loqa.skillhost.packages.PublisherKey;
import dev.loqa.skillhost.packages.SkillPackage;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// The packages that lie beside this Loqa's programs: a folder of `NAME-VERSION.lskill`. In a
/// release each has its `.sig`, and `release.key.pub` is the key that made them; in a checkout
/// neither is there, and the key of this installation answers for what was built here. Whoever can
/// write this folder can also change the programs. Reads anew at each call; thread-safe.
public final class ShippedPackages {
  /// What packages of a release are said to be signed by.
  static final String RELEASE = "the release key of Loqa";

  private static final Logger LOG = LoggerFactory.getLogger(ShippedPackages.class);
  private static final String PUBLIC_KEY = "release.key.pub";
  private static final int MOST = 64;
  private static final int LINE_BYTES = 1_024;

  private final @Nullable Path folder;
  private final OwnKey own;

  /// @param folder none: nothing came with this Loqa
  public ShippedPackages(@Nullable Path folder, OwnKey own) {
    this.folder = folder;
    this.own = own;
  }

  /// One file, as it lies there.
  ///
  /// @param sha256 of the file, hex: whether it is another one than at the last start
  // Equality is that of the array, which nobody needs.
  @SuppressWarnings("ArrayRecordComponent")
  record Packed(Path file, byte[] bytes, String sha256) {
    /// Decodes and checks it, which takes a while.
    ///
    /// @throws PackageException with what is wrong
    SkillPackage read() {
      return SkillPackage.read(bytes, String.valueOf(file.getFileName()), PackageLimits.USUAL);
    }
  }

  /// A package of this name; none when none came, or when it cannot be read.
  ///
  /// @param version exactly this one; none: whichever came
  Optional<Found> find(String skill, @Nullable String version) {
    for (Packed packed : all()) {
      if (String.valueOf(packed.file().getFileName()).startsWith(skill + "-")) {
        try {
          SkillPackage read = packed.read();
          if (read.name().equals(skill) && (version == null || read.version().equals(version))) {
            return Optional.of(new Found(packed, read));
          }
        } catch (PackageException e) {
          LOG.atError().addKeyValue("package", packed.file()).setCause(e).log("package left out");
        }
      }
    }
    return Optional.empty();
  }

  /// A file and what is in it.
  record Found(Packed packed, SkillPackage skill) {}

  Offer offer(Packed packed, SkillPackage skill, boolean upgrade, String by) {
    Optional<String> line =
        line(packed.file().resolveSibling(packed.file().getFileName() + ".sig"));
    return new Offer(
        packed.bytes(),
        line.or(() -> own.signature(skill)).orElse(null),
        Offer.Form.SIGNED,
        upgrade,
        by);
  }

  /// Fingerprints of the keys that came with this installation → what they are called.
  public Map<String, String> keys() {
    Map<String, String> keys = new LinkedHashMap<>(own.names());
    release().ifPresent(key -> keys.put(key, RELEASE));
    return keys;
  }

  private Optional<String> release() {
    Path root = folder;
    Optional<String> line = root == null ? Optional.empty() : line(root.resolve(PUBLIC_KEY));
    try {
      return line.map(key -> new PublisherKey(key.strip()).fingerprint());
    } catch (KeyException e) {
      LOG.atWarn().addKeyValue("file", PUBLIC_KEY).setCause(e).log("no usable release key");
      return Optional.empty();
    }
  }

  private static Optional<String> line(Path file) {
    try {
      return Files.isRegularFile(file)
          ? Optional.of(new String(bytes(file, LINE_BYTES), StandardCharsets.ISO_8859_1))
          : Optional.empty();
    } catch (IOException e) {
      LOG.atWarn().addKeyValue("file", file).setCause(e).log("file not readable");
      return Optional.empty();
    }
  }

  /// Every package, by file name; one that cannot be read is left out, with a line in the log.
  List<Packed> all() {
    Path root = folder;
    if (root == null || !Files.isDirectory(root)) {
      return List.of();
    }
    List<Packed> all = new ArrayList<>();
    try (Stream<Path> files = Files.list(root)) {
      for (Path file :
          files.filter(file -> file.toString().endsWith(".lskill")).sorted().limit(MOST).toList()) {
        byte[] bytes = bytes(file, PackageLimits.PACKED);
        all.add(new Packed(file, bytes, sha256(bytes)));
      }
    } catch (IOException e) {
      LOG.atError().addKeyValue("folder", root).setCause(e).log("shipped packages not readable");
    }
    return all;
  }

  private static byte[] bytes(Path file, int most) throws IOException {
    try (InputStream in = Files.newInputStream(file)) {
      byte[] bytes = in.readNBytes(most + 1);
      if (bytes.length > most) {
        throw new IOException(file + " has more than " + most + " bytes");
      }
      return bytes;
    }
  }

  private static String sha256(byte[] bytes) {
    try {
      return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("this JDK has no SHA-256", e);
    }
  }
}
