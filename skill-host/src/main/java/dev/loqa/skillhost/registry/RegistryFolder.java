package dev.loqa.skillhost.registry;

import dev.loqa.skillhost.packages.KeyException;
import dev.loqa.skillhost.packages.PackageException;
import dev.loqa.skillhost.packages.PackageLimits;
import dev.loqa.skillhost.packages.PackageSignature;
import dev.loqa.skillhost.packages.SigningKey;
import dev.loqa.skillhost.packages.SkillPackage;
import dev.loqa.skillhost.registry.RegistryException.Kind;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;

/// A registry as who runs it changes it: a folder with `index.loqa` and `packages/`. Every change
/// writes the packages first and then one new index with the next number, durable and as a whole.
/// One changes it at a time; a second one is refused.
///
/// @param path the folder
public record RegistryFolder(Path path) {
  /// How long an index is good unless said otherwise.
  public static final Duration USUAL_LIFE = Duration.ofDays(90);

  private static final Duration LONGEST_LIFE = Duration.ofDays(3_660);
  private static final int SIGNATURE_BYTES = 512;

  /// Makes an empty registry.
  ///
  /// @throws RegistryException when there is one already or the folder can't be written
  public SignedIndex init(String name, SigningKey key, Duration life, Instant now) {
    return locked(() -> {
      if (Files.exists(path.resolve(SignedIndex.PATH))) {
        throw new RegistryException(
            Kind.CONFLICT,
            "registry " + path + ": there is one already: use registry add or registry refresh");
      }
      return write(
          new RegistryIndex(name, 1, now, end(now, life), List.of(), Revocations.NONE, List.of()),
          key);
    });
  }

  /// Takes a package with the signature beside it.
  ///
  /// @param file the `.lskill`; its `.sig` lies beside it
  /// @throws RegistryException when either is not accepted, its publisher is another one than that
  ///   of the skill's earlier versions, or the version is there with another content
  public SignedIndex add(Path file, SigningKey key, Duration life, Instant now) {
    byte[] packed = bounded(file, PackageLimits.PACKED);
    byte[] line = bounded(file.resolveSibling(file.getFileName() + ".sig"), SIGNATURE_BYTES);
    Listed one = checked(file, packed, line);
    return change(
        key,
        life,
        now,
        index -> {
          checkAgainst(index, one);
          List<Listed> packages = new ArrayList<>(index.packages());
          packages.removeIf(each -> each.sha512().equals(one.sha512()));
          packages.add(one);
          put(path.resolve(one.path()), packed);
          put(path.resolve(one.path() + ".sig"), line);
          return with(index, packages, index.revoked());
        });
  }

  /// Makes a new index with a later end and these changes.
  ///
  /// @param yanked reasons by `NAME-VERSION`: what its publisher takes back
  /// @param revoked reasons by digest or fingerprint: what must not run any more
  /// @throws RegistryException when a name is not in the registry or is no digest or fingerprint
  public SignedIndex refresh(
      Map<String, String> yanked,
      Map<String, String> revoked,
      SigningKey key,
      Duration life,
      Instant now) {
    return change(
        key,
        life,
        now,
        index -> {
          List<Listed> packages = new ArrayList<>(index.packages());
          yanked.forEach((name, reason) -> {
            int at = names(packages).indexOf(name);
            if (at < 0) {
              throw new RegistryException(
                  Kind.INVALID, "registry " + path + ": it has no " + name + ": see registry list");
            }
            packages.set(at, packages.get(at).yankedFor(reason));
          });
          Map<String, String> reasons = new java.util.LinkedHashMap<>(index.revoked().reasons());
          revoked.forEach((named, reason) -> {
            if (!Revocations.isNamed(named)) {
              throw new RegistryException(
                  Kind.INVALID,
                  "revoke " + named + ": name a package's sha512 or a publisher's key, in hex");
            }
            reasons.put(named, reason);
          });
          return with(index, packages, new Revocations(reasons, List.of()));
        });
  }

  private static List<String> names(List<Listed> packages) {
    return packages.stream().map(one -> one.name() + "-" + one.version()).toList();
  }

  private static Listed checked(Path file, byte[] packed, byte[] line) {
    try {
      SkillPackage skill = SkillPackage.read(packed, file.toString(), PackageLimits.USUAL);
      PackageSignature signature =
          PackageSignature.parse(new String(line, StandardCharsets.ISO_8859_1));
      if (!signature.verify(signature.key(), skill)) {
        throw new RegistryException(
            Kind.UNTRUSTED, file + ".sig: it is no signature of this package: sign it again");
      }
      return new Listed(
          skill.name(),
          skill.version(),
          skill.manifest().metadata().description(),
          skill.digest(),
          packed.length,
          signature.key(),
          "");
    } catch (PackageException | KeyException e) {
      throw new RegistryException(Kind.UNTRUSTED, String.valueOf(e.getMessage()), e);
    }
  }

  private static void checkAgainst(RegistryIndex index, Listed one) {
    for (Listed other : index.packages()) {
      if (other.name().equals(one.name()) && !other.key().equals(one.key())) {
        throw new RegistryException(
            Kind.CONFLICT,
            "skill "
                + one.name()
                + ": its publisher here is "
                + other.key()
                + " and this package is signed by "
                + one.key()
                + ": who has the skill already would not take it; use another name");
      }
      if (other.name().equals(one.name())
          && other.version().equals(one.version())
          && !other.sha512().equals(one.sha512())) {
        throw new RegistryException(
            Kind.CONFLICT,
            "skill "
                + one.name()
                + ": version "
                + one.version()
                + " is there with another content: give it a new version");
      }
    }
    index
        .revoked()
        .against(one.sha512(), one.key())
        .ifPresent(reason -> {
          throw new RegistryException(
              Kind.INVALID, "skill " + one.name() + ": it is revoked here: " + reason);
        });
  }

  private static RegistryIndex with(
      RegistryIndex index, List<Listed> packages, Revocations revoked) {
    return new RegistryIndex(
        index.name(), index.version(), index.made(), index.expires(), packages, revoked, List.of());
  }

  private SignedIndex change(
      SigningKey key, Duration life, Instant now, UnaryOperator<RegistryIndex> change) {
    return locked(() -> {
      SignedIndex before = read();
      if (!before.key().equals(key.publisher())) {
        throw new RegistryException(
            Kind.UNTRUSTED,
            "registry "
                + path
                + ": it is signed by "
                + before.key()
                + " and the key given is "
                + key.publisher()
                + ": use the same one");
      }
      if (!before.index().notes().isEmpty()) {
        throw new RegistryException(
            Kind.INVALID,
            "registry "
                + path
                + ": "
                + before.index().notes().getFirst()
                + ": use a newer loqa-skill");
      }
      RegistryIndex after = change.apply(before.index());
      return write(
          new RegistryIndex(
              after.name(),
              before.index().version() + 1,
              now,
              end(now, life),
              after.packages(),
              after.revoked(),
              List.of()),
          key);
    });
  }

  private SignedIndex read() {
    try {
      return SignedIndex.read(
          new FolderSource(path).read(SignedIndex.PATH, SignedIndex.MOST_BYTES));
    } catch (IllegalArgumentException e) {
      throw new RegistryException(
          Kind.UNTRUSTED,
          "registry " + path + ": its index: " + e.getMessage() + ": take it from a backup",
          e);
    }
  }

  private SignedIndex write(RegistryIndex index, SigningKey key) {
    byte[] file = SignedIndex.write(index, key);
    if (file.length > SignedIndex.MOST_BYTES) {
      throw new RegistryException(
          Kind.INVALID, "registry " + path + ": its index grew too large: begin a second registry");
    }
    put(path.resolve(SignedIndex.PATH), file);
    return SignedIndex.read(file);
  }

  private static Instant end(Instant now, Duration life) {
    if (life.compareTo(LONGEST_LIFE) > 0 || !life.isPositive()) {
      throw new RegistryException(
          Kind.INVALID, "an index is good for 1 to " + LONGEST_LIFE.toDays() + " days");
    }
    return now.plus(life).truncatedTo(java.time.temporal.ChronoUnit.SECONDS);
  }

  private interface Work {
    SignedIndex run() throws IOException;
  }

  private SignedIndex locked(Work work) {
    try {
      Files.createDirectories(path);
      try (FileChannel channel =
              FileChannel.open(
                  path.resolve(".lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
          FileLock lock = channel.tryLock()) {
        if (lock == null) {
          throw new OverlappingFileLockException();
        }
        return work.run();
      }
    } catch (OverlappingFileLockException e) {
      throw new RegistryException(
          Kind.CONFLICT, "registry " + path + ": somebody else changes it now: try again", e);
    } catch (IOException e) {
      throw new RegistryException(
          Kind.UNAVAILABLE, "registry " + path + ": it can't be written (" + e + ")", e);
    }
  }

  private static byte[] bounded(Path file, int most) {
    try (InputStream in = Files.newInputStream(file)) {
      return in.readNBytes(most + 1);
    } catch (IOException e) {
      throw new RegistryException(
          Kind.INVALID, file + ": it is not there or can't be read: sign the package first", e);
    }
  }

  /// Writes a file as a whole, durable when this returns; others may read it.
  private static void put(Path file, byte[] content) {
    Path part = file.resolveSibling(file.getFileName() + ".part");
    try {
      Files.createDirectories(file.toAbsolutePath().getParent());
      try (FileChannel channel =
          FileChannel.open(
              part,
              StandardOpenOption.CREATE,
              StandardOpenOption.TRUNCATE_EXISTING,
              StandardOpenOption.WRITE)) {
        ByteBuffer bytes = ByteBuffer.wrap(content);
        while (bytes.hasRemaining()) {
          channel.write(bytes);
        }
        channel.force(true);
      }
      Files.move(part, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    } catch (IOException e) {
      throw new RegistryException(
          Kind.UNAVAILABLE, file + ": it can't be written (" + e + "): free space on the disk", e);
    }
  }
}
