package dev.loqa.skillhost.packages;

import dev.loqa.skillhost.SkillHostException;
import dev.loqa.skillhost.abi.AbiCheck;
import dev.loqa.skillhost.manifest.Finding;
import dev.loqa.skillhost.manifest.Manifest;
import dev.loqa.skillhost.manifest.ManifestCheck;
import dev.loqa.skillhost.manifest.ManifestReport;
import dev.loqa.skillhost.module.ModuleLimits;
import dev.loqa.skillhost.module.Preflight;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.regex.Pattern;

/// Judges the files of a package: which may be there, manifest and locales, the module. Pure.
final class PackageContent {
  private static final Pattern ALLOWED =
      Pattern.compile(
          "skill\\.yaml|README\\.md|LICENSE|build/[A-Za-z0-9._-]+\\.wasm"
              + "|locales/[A-Za-z0-9._-]+\\.yaml|tests/[A-Za-z0-9._-]+\\.json"
              + "|META/files\\.json|META/sbom\\.cdx\\.json");
  private static final int MOST_FAULTS = 32;

  private PackageContent() {}

  /// The manifest and what the owner must agree to.
  ///
  /// @throws PackageException with everything that is wrong with manifest and locales
  static ManifestReport manifest(String file, SortedMap<String, byte[]> files) {
    byte[] manifest = files.get("skill.yaml");
    if (manifest == null) {
      throw new PackageException(file, "skill.yaml", "is missing", "every skill has a manifest");
    }
    Map<String, byte[]> locales = new TreeMap<>();
    files.forEach((path, content) -> {
      if (path.startsWith("locales/")) {
        locales.put(path.substring("locales/".length()), content);
      }
    });
    ManifestReport report = ManifestCheck.check(manifest, locales, file);
    if (report.manifest().isEmpty()) {
      throw new PackageException(report.problems());
    }
    return report;
  }

  /// The name of the root folder, which the manifest gives.
  static String root(String file, Manifest manifest) {
    String root = manifest.name() + "-" + manifest.metadata().version();
    Optional<String> fault = MemberName.fault(root);
    if (fault.isPresent()) {
      throw new PackageException(
          file,
          "metadata.version",
          manifest.metadata().version() + " can't be part of a package's name: it " + fault.get(),
          "use three numbers, for instance 1.0.0");
    }
    return root;
  }

  /// Refuses what no archive can hold, so that who makes one is told by name.
  static void checkNames(String file, String root, Collection<String> paths) {
    for (String path : paths) {
      Optional<String> fault = MemberName.fault(root + "/" + path);
      if (fault.isPresent()) {
        throw new PackageException(file, path, fault.get(), "rename it");
      }
    }
  }

  /// The module's bytes.
  static byte[] module(String file, Manifest manifest, SortedMap<String, byte[]> files) {
    byte[] module = files.get(manifest.code().module());
    if (module == null) {
      throw new PackageException(
          file,
          "runtime.module",
          manifest.code().module() + " is not in the package",
          "build the skill first, or correct the path");
    }
    return module;
  }

  /// What only the canonical form asks: no file of another kind, a list and a bill that fit.
  static List<Finding> faults(String file, Manifest manifest, SortedMap<String, byte[]> files) {
    List<Finding> faults = new ArrayList<>();
    for (String path : files.keySet()) {
      if (!ALLOWED.matcher(path).matches()) {
        faults.add(
            new Finding(
                file,
                1,
                "member " + path,
                "is no part of a package",
                "a package has skill.yaml, build/*.wasm, README.md, LICENSE, locales/*.yaml,"
                    + " tests/*.json and META/"));
      }
    }
    byte[] module = module(file, manifest, files);
    byte[] bom = files.get(Sbom.PATH);
    if (bom == null) {
      faults.add(
          new Finding(
              file, 1, Sbom.PATH, "is missing", "make the package with loqa-skill package"));
    } else {
      faults.addAll(Sbom.faults(file, bom, manifest, module));
    }
    faults.addAll(FileList.faults(file, files));
    return faults.size() > MOST_FAULTS ? faults.subList(0, MOST_FAULTS) : faults;
  }

  /// Why the module can't run, empty if it can.
  static Optional<Finding> moduleFault(
      String file, Manifest manifest, byte[] module, PackageLimits limits) {
    try {
      AbiCheck.check(
          Preflight.check(
              module, new ModuleLimits(limits.moduleBytes(), manifest.budgets().memoryPages())),
          manifest.hostVersion(),
          manifest.code().entrypoint());
      return Optional.empty();
    } catch (SkillHostException e) {
      String[] parts = String.valueOf(e.getMessage()).split(": ", 3);
      boolean named = parts.length == 3;
      return Optional.of(
          new Finding(
              file,
              1,
              manifest.code().module(),
              named ? parts[1] : String.valueOf(e.getMessage()),
              named ? parts[2] : "build the module again"));
    }
  }
}
