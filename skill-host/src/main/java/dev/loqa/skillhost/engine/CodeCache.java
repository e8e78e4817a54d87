package dev.loqa.skillhost.engine;

import dev.loqa.skillhost.SkillHostException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// Compiled code on disk. A file holds the digest of its content first, so that a damaged one is
/// not loaded but compiled again; its name is the digest of the engine's version and the module.
/// The folder is the owner's alone. Several threads and processes may use it at once: files appear
/// by rename. It keeps the 2,048 most recent.
final class CodeCache {
  private static final int KEPT = 2_048;
  private static final int DIGEST_BYTES = 32;
  private static final int MAX_BYTES = 64 << 20;
  private static final Set<PosixFilePermission> OWNER_ONLY =
      PosixFilePermissions.fromString("rwx------");

  private final Path folder;
  private final String engineVersion;

  CodeCache(Path folder, String engineVersion) {
    this.folder = folder;
    this.engineVersion = engineVersion;
    try {
      Files.createDirectories(folder);
      if (!Files.isDirectory(folder, LinkOption.NOFOLLOW_LINKS)) {
        throw new SkillHostException(
            "skill cache " + folder + " is a link: use a real folder, others could redirect it");
      }
      Files.setPosixFilePermissions(folder, OWNER_ONLY);
    } catch (IOException e) {
      throw new SkillHostException(
          "skill cache " + folder + " can't be made private: give this user a folder of its own",
          e);
    }
  }

  /// What a module is known by: the digest of its bytes.
  static String key(byte[] wasm) {
    return HexFormat.of().formatHex(sha256(wasm));
  }

  /// The code of a module, if it is here and whole.
  byte @Nullable [] get(String key) throws IOException {
    Path file = file(key);
    byte[] stored;
    try {
      if (Files.size(file) > MAX_BYTES) {
        Files.delete(file);
        return null;
      }
      stored = Files.readAllBytes(file);
    } catch (NoSuchFileException none) {
      return null;
    }
    byte[] code =
        stored.length < DIGEST_BYTES
            ? new byte[0]
            : Arrays.copyOfRange(stored, DIGEST_BYTES, stored.length);
    if (stored.length <= DIGEST_BYTES
        || !MessageDigest.isEqual(sha256(code), Arrays.copyOf(stored, DIGEST_BYTES))) {
      Files.deleteIfExists(file);
      return null;
    }
    return code;
  }

  void put(String key, byte[] code) throws IOException {
    Path part = Files.createTempFile(folder, ".part-", "");
    try {
      byte[] stored = Arrays.copyOf(sha256(code), DIGEST_BYTES + code.length);
      System.arraycopy(code, 0, stored, DIGEST_BYTES, code.length);
      Files.write(part, stored);
      Files.move(part, file(key), StandardCopyOption.ATOMIC_MOVE);
    } finally {
      Files.deleteIfExists(part);
    }
    prune();
  }

  /// Forgets one module, whose stored code turned out not to load.
  void forget(String key) {
    try {
      Files.deleteIfExists(file(key));
    } catch (IOException e) {
      throw new SkillHostException(
          "skill cache " + folder + " can't delete a bad file: check its rights", e);
    }
  }

  Path file(String key) {
    byte[] name = sha256((engineVersion + "\n" + key).getBytes(StandardCharsets.UTF_8));
    return folder.resolve(HexFormat.of().formatHex(name) + ".code");
  }

  private void prune() throws IOException {
    List<Path> files;
    try (Stream<Path> all = Files.list(folder)) {
      files = all.filter(f -> f.toString().endsWith(".code")).toList();
    }
    if (files.size() <= KEPT) {
      return;
    }
    Comparator<Path> oldestFirst = Comparator.comparingLong(CodeCache::modified);
    for (Path old : files.stream().sorted(oldestFirst).limit(files.size() - KEPT).toList()) {
      Files.deleteIfExists(old);
    }
  }

  private static long modified(Path file) {
    try {
      return Files.getLastModifiedTime(file).toMillis();
    } catch (IOException gone) {
      return 0;
    }
  }

  private static byte[] sha256(byte[] bytes) {
    try {
      return MessageDigest.getInstance("SHA-256").digest(bytes);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("this Java has no SHA-256", e);
    }
  }
}
