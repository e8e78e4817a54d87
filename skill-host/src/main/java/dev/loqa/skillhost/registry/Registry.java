package dev.loqa.skillhost.registry;

import dev.loqa.skillhost.packages.KeyException;
import dev.loqa.skillhost.packages.PackageException;
import dev.loqa.skillhost.packages.PackageLimits;
import dev.loqa.skillhost.packages.PackageSignature;
import dev.loqa.skillhost.packages.SkillPackage;
import dev.loqa.skillhost.registry.RegistryException.Kind;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Reads a registry. Keeps nothing: what is known of one is handed in, and the caller stores
/// [SignedIndex#known] after an index was used. Blocks for as long as its source does; safe for
/// several threads.
///
/// @param source where it is
public record Registry(RegistrySource source) {
  private static final int SIGNATURE_BYTES = 512;

  /// Reads and judges the index.
  ///
  /// @param known what is remembered of this registry, null at the first contact
  /// @throws RegistryException when the registry is not there or does not answer
  public IndexVerdict read(@Nullable KnownIndex known, Instant now) {
    return Freshness.judge(indexFile(), known, now);
  }

  /// The file of the index as it is there now, for [Freshness] to judge.
  ///
  /// @throws RegistryException when the registry is not there or does not answer
  public byte[] indexFile() {
    return source.read(SignedIndex.PATH, SignedIndex.MOST_BYTES);
  }

  /// Brings one package and proves that it is the one that the index names: its digest, its name
  /// and version, its publisher's signature, and that nothing of it is revoked.
  ///
  /// @throws RegistryException when it is not there or another one
  public Fetched fetch(RegistryIndex index, Listed one, PackageLimits limits) {
    Optional<String> revoked = index.revoked().against(one.sha512(), one.key());
    if (revoked.isPresent()) {
      throw new RegistryException(Kind.UNTRUSTED, one.path() + ": it is revoked: " + revoked.get());
    }
    byte[] packed = source.read(one.path(), one.bytes());
    byte[] line = source.read(one.path() + ".sig", SIGNATURE_BYTES);
    try {
      SkillPackage skill = SkillPackage.read(packed, one.path(), limits);
      PackageSignature signature =
          PackageSignature.parse(new String(line, StandardCharsets.ISO_8859_1));
      if (!skill.digest().equals(one.sha512())
          || !skill.name().equals(one.name())
          || !skill.version().equals(one.version())) {
        throw new RegistryException(
            Kind.UNTRUSTED,
            one.path() + ": it is not the package of the index: tell who runs the registry");
      }
      if (!signature.verify(one.key(), skill)) {
        throw new RegistryException(
            Kind.UNTRUSTED,
            one.path()
                + ".sig: it is no signature of "
                + one.key()
                + " for this package: tell who runs the registry");
      }
      return new Fetched(skill, signature);
    } catch (PackageException | KeyException e) {
      throw new RegistryException(
          Kind.UNTRUSTED, one.path() + ": it is not accepted:\n" + e.getMessage(), e);
    }
  }

  /// A package and who answers for it.
  public record Fetched(SkillPackage skill, PackageSignature signature) {}
}
