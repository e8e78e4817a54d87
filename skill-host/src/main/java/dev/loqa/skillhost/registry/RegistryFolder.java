package dev.loqa.skillhost.registry;

import dev.loqa.skillhost.packages.KeyException;
import dev.loqa.skillhost.packages.PackageException;
import dev.loqa.skillhost.packages.PackageLimits;
import dev.loqa.skillhost.packages.PackageSignature;
import dev.loqa.skillhost.packages.SkillPackage;
import dev.loqa.skillhost.registry.RegistryException.Kind;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;

/// A registry as who runs it changes it: a folder with `index.loqa` and `packages/`. Every change
/// writes the packages first and then one new index with the next number, durable and as a whole.
/// One changes it at a time; a second one is refused.
///
/// @param path the folder
public record RegistryFolder(Path path) {
  private static final int SIGNATURE_BYTES = 512;

  /// Makes an empty registry.
  ///
  /// @throws RegistryException when there is one already or the folder can't be written
  public SignedIndex init(String name, IndexTerms terms) {
    return RegistryFiles.locked(
        path,
        () -> {
          if (Files.exists(path.resolve(SignedIndex.PATH))) {
            throw new RegistryException(
                Kind.CONFLICT,
                "registry "
                    + path
                    + ": there is one already: use registry add or registry refresh");
          }
          return write(
              new RegistryIndex(
                  name,
                  terms.after(path, 0),
                  terms.now(),
                  terms.end(),
                  List.of(),
                  Revocations.NONE,
                  List.of()),
              terms);
        });
  }

  /// Takes a package with the signature beside it.
  ///
  /// @param file the `.lskill`; its `.sig` lies beside it
  /// @throws RegistryException when either is not accepted, its publisher is another one than that
  ///   of the skill's earlier versions, or the version is there with another content
  public SignedIndex add(Path file, IndexTerms terms) {
    byte[] packed = RegistryFiles.bounded(file, PackageLimits.PACKED);
    byte[] line =
        RegistryFiles.bounded(file.resolveSibling(file.getFileName() + ".sig"), SIGNATURE_BYTES);
    Listed one = checked(file, packed, line);
    return change(
        terms,
        index -> {
          checkAgainst(index, one);
          List<Listed> packages = new ArrayList<>(index.packages());
          packages.removeIf(each -> each.sha512().equals(one.sha512()));
          packages.add(one);
          RegistryFiles.put(path.resolve(one.path()), packed);
          RegistryFiles.put(path.resolve(one.path() + ".sig"), line);
          return with(index, packages, index.revoked());
        });
  }

  /// Makes a new index with a later end and these changes.
  ///
  /// @param yanked reasons by `NAME-VERSION`: what its publisher takes back
  /// @param revoked reasons by `NAME-VERSION`, digest or fingerprint: what must not run any more
  /// @throws RegistryException when a name is neither in the registry nor a digest or fingerprint
  public SignedIndex refresh(
      Map<String, String> yanked, Map<String, String> revoked, IndexTerms terms) {
    return change(
        terms,
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
          Map<String, String> reasons = new LinkedHashMap<>(index.revoked().reasons());
          revoked.forEach((named, reason) -> reasons.put(revocable(index, named), reason));
          return with(index, packages, new Revocations(reasons, List.of()));
        });
  }

  /// The digest or fingerprint that is meant.
  private static String revocable(RegistryIndex index, String named) {
    if (Revocations.isNamed(named)) {
      return named;
    }
    int at = names(index.packages()).indexOf(named);
    if (at < 0) {
      throw new RegistryException(
          Kind.INVALID,
          "revoke "
              + named
              + ": it is not in the registry: name a NAME-VERSION that is, a package's sha512 or a"
              + " publisher's key, in hex");
    }
    return index.packages().get(at).sha512();
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

  private SignedIndex change(IndexTerms terms, UnaryOperator<RegistryIndex> change) {
    return RegistryFiles.locked(
        path,
        () -> {
          SignedIndex before = read();
          if (!before.key().equals(terms.key().publisher())) {
            throw new RegistryException(
                Kind.UNTRUSTED,
                "registry "
                    + path
                    + ": it is signed by "
                    + before.key()
                    + " and the key given is "
                    + terms.key().publisher()
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
          long number = terms.after(path, before.index().version());
          RegistryIndex after = change.apply(before.index());
          return write(
              new RegistryIndex(
                  after.name(),
                  number,
                  terms.now(),
                  terms.end(),
                  after.packages(),
                  after.revoked(),
                  List.of()),
              terms);
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

  private SignedIndex write(RegistryIndex index, IndexTerms terms) {
    byte[] file = SignedIndex.write(index, terms.key());
    if (file.length > SignedIndex.MOST_BYTES) {
      throw new RegistryException(
          Kind.INVALID, "registry " + path + ": its index grew too large: begin a second registry");
    }
    RegistryFiles.put(path.resolve(SignedIndex.PATH), file);
    return SignedIndex.read(file);
  }
}
