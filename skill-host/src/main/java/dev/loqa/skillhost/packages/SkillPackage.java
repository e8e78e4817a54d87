package dev.loqa.skillhost.packages;

import dev.loqa.skillhost.manifest.Finding;
import dev.loqa.skillhost.manifest.Manifest;
import dev.loqa.skillhost.manifest.ManifestReport;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/// A checked package of a skill, in memory: its archive, manifest, locales, list of files, bill of
/// materials and module obey contracts.md §3. Immutable; holds at most [PackageLimits#UNPACKED]
/// bytes twice.
///
/// The archive is gzip of a canonical tar ([CanonicalTar]); everything that is signed, compared or
/// named goes by the tar, so that another compressor changes nothing.
public final class SkillPackage {
  private final String root;
  private final SortedMap<String, byte[]> files;
  private final ManifestReport report;
  private final Manifest manifest;
  private final String digest;
  private final boolean original;
  private final @Nullable Finding moduleFault;

  private SkillPackage(
      String root,
      SortedMap<String, byte[]> files,
      ManifestReport report,
      boolean original,
      @Nullable Finding moduleFault) {
    this.root = root;
    this.files = files;
    this.report = report;
    this.manifest = report.manifest().orElseThrow();
    this.digest = CanonicalTar.hex("SHA-512", CanonicalTar.encode(root, files));
    this.original = original;
    this.moduleFault = moduleFault;
  }

  /// Reads a `.lskill`.
  ///
  /// @throws PackageException with what is wrong
  public static SkillPackage read(byte[] packed) {
    return read(packed, "package", PackageLimits.USUAL);
  }

  /// Reads a `.lskill`.
  ///
  /// @param file what messages call it
  /// @throws PackageException with what is wrong
  public static SkillPackage read(byte[] packed, String file, PackageLimits limits) {
    TarReader archive = unpacked(packed, file, limits, false);
    SortedMap<String, byte[]> files = archive.end();
    String root = archive.root();
    byte[] canonical = CanonicalTar.encode(root, files);
    if (!archive.digest().equals(CanonicalTar.hex("SHA-512", canonical))) {
      Comparison comparison = new Comparison(canonical);
      Gzip.unpack(packed, file, PackageLimits.UNPACKED, comparison);
      throw new PackageException(
          file,
          "the archive",
          "it is not canonical: " + CanonicalTar.difference(root, files, comparison.mismatch()),
          "make it with loqa-skill package");
    }
    return checked(file, root, files, limits);
  }

  /// Reads a package of the original Loqa: the same rules for names, types and sizes, in any order
  /// and with any owner, time and mode, without `META/`; entries of folders are passed over. It is
  /// for people who develop: it has no signature and its module need not run, see [#moduleFault].
  ///
  /// @throws PackageException with what is wrong
  public static SkillPackage readOriginal(byte[] packed, String file, PackageLimits limits) {
    TarReader archive = unpacked(packed, file, limits, true);
    SortedMap<String, byte[]> files = archive.end();
    ManifestReport report = PackageContent.manifest(file, files);
    Manifest manifest = report.manifest().orElseThrow();
    checkRoot(file, archive.root(), manifest);
    byte[] module = PackageContent.module(file, manifest, files);
    Optional<Finding> fault = PackageContent.moduleFault(file, manifest, module, limits);
    return new SkillPackage(archive.root(), files, report, true, fault.orElse(null));
  }

  /// Reads a file: a `.tar.gz` or `.tgz` as [#readOriginal], anything else as [#read].
  ///
  /// @throws PackageException with what is wrong, also when there is no such file
  public static SkillPackage readFile(Path file, PackageLimits limits) {
    String name = String.valueOf(file.getFileName());
    byte[] packed = FolderFiles.bounded(file, PackageLimits.PACKED);
    return name.endsWith(".tar.gz") || name.endsWith(".tgz")
        ? readOriginal(packed, file.toString(), limits)
        : read(packed, file.toString(), limits);
  }

  /// Makes the package of a skill's folder: takes what belongs into it, leaves everything else, and
  /// adds `META/`.
  ///
  /// @throws PackageException with what is wrong
  public static SkillPackage of(Path folder) {
    return of(folder, PackageLimits.USUAL);
  }

  /// Makes the package of a skill's folder.
  ///
  /// @throws PackageException with what is wrong
  public static SkillPackage of(Path folder, PackageLimits limits) {
    String name = String.valueOf(folder);
    FolderFiles source = new FolderFiles(name, folder, limits);
    SortedMap<String, byte[]> files = source.ofSkill();
    Manifest manifest = PackageContent.manifest(name, files).manifest().orElseThrow();
    String path = manifest.code().module();
    if (!source.exists(path)) {
      throw new PackageException(
          name, "runtime.module", path + " is not there", "build the skill first");
    }
    files.put(path, source.read(path));
    PackageContent.checkNames(name, PackageContent.root(name, manifest), files.keySet());
    files.computeIfAbsent(
        Sbom.PATH, _ -> Sbom.of(manifest, PackageContent.module(name, manifest, files)));
    files.put(FileList.PATH, FileList.of(files));
    SkillPackage made =
        checked(name, PackageContent.root(name, manifest), new TreeMap<>(files), limits);
    // Nobody could read a package beyond a limit of reading: say so to who makes it.
    return read(made.packed(), name, limits);
  }

  /// Reads what [#unpack] wrote, for instance from a store: same files, same digest.
  ///
  /// @throws PackageException with what is wrong
  public static SkillPackage stored(Path folder, PackageLimits limits) {
    String name = String.valueOf(folder);
    SortedMap<String, byte[]> files = new FolderFiles(name, folder, limits).all();
    Manifest manifest = PackageContent.manifest(name, files).manifest().orElseThrow();
    return checked(name, PackageContent.root(name, manifest), files, limits);
  }

  /// The digest of the package whose files lie in a folder, as [#unpack] wrote them: one pass over
  /// the bytes, without the checks of [#stored].
  ///
  /// @throws PackageException when its files cannot be read
  public static String digestOf(Path folder, String name, String version) {
    SortedMap<String, byte[]> files =
        new FolderFiles(String.valueOf(folder), folder, PackageLimits.USUAL).all();
    return CanonicalTar.hex("SHA-512", CanonicalTar.encode(name + "-" + version, files));
  }

  private static TarReader unpacked(
      byte[] packed, String file, PackageLimits limits, boolean folders) {
    if (packed.length > PackageLimits.PACKED) {
      throw new PackageException(
          file,
          "the archive",
          "it has " + packed.length + " bytes, more than the " + PackageLimits.PACKED + " allowed",
          "leave out what the skill does not need");
    }
    TarReader archive = new TarReader(file, limits, folders);
    long ratio = (long) packed.length * PackageLimits.RATIO;
    Gzip.unpack(packed, file, (int) Math.min(ratio, PackageLimits.UNPACKED), archive);
    return archive;
  }

  private static SkillPackage checked(
      String file, String root, SortedMap<String, byte[]> files, PackageLimits limits) {
    ManifestReport report = PackageContent.manifest(file, files);
    Manifest manifest = report.manifest().orElseThrow();
    checkRoot(file, root, manifest);
    List<Finding> faults = new ArrayList<>(PackageContent.faults(file, manifest, files));
    byte[] module = PackageContent.module(file, manifest, files);
    PackageContent.moduleFault(file, manifest, module, limits).ifPresent(faults::add);
    if (!faults.isEmpty()) {
      throw new PackageException(faults);
    }
    return new SkillPackage(root, files, report, false, null);
  }

  /// Finds the first byte in which an archive differs from its canonical form.
  private static final class Comparison implements Gzip.Sink {
    private final byte[] canonical;
    private int at;
    private int mismatch = -1;

    Comparison(byte[] canonical) {
      this.canonical = canonical;
    }

    @Override
    public void accept(byte[] bytes, int length) {
      int most = Math.min(at + length, canonical.length);
      if (mismatch < 0) {
        int found = Arrays.mismatch(canonical, Math.min(at, most), most, bytes, 0, length);
        mismatch = found < 0 ? -1 : at + found;
      }
      at += length;
    }

    int mismatch() {
      return mismatch < 0 ? at : mismatch;
    }
  }

  private static void checkRoot(String file, String root, Manifest manifest) {
    String wanted = PackageContent.root(file, manifest);
    if (!root.equals(wanted)) {
      throw new PackageException(
          file, "the root folder", "is " + root + "/ and not " + wanted + "/", "rename it");
    }
  }

  /// The skill's name, as the manifest has it.
  public String name() {
    return manifest.name();
  }

  /// The skill's version, as the manifest has it.
  public String version() {
    return manifest.metadata().version();
  }

  public Manifest manifest() {
    return manifest;
  }

  /// What only the owner can allow, see [ManifestReport].
  public List<Finding> consents() {
    return report.consents();
  }

  /// The hex SHA-512 of the canonical tar: what is signed, and the key of a content-addressed
  /// store.
  public String digest() {
    return digest;
  }

  /// Whether it came from [#readOriginal]: never trusted, for development only.
  public boolean original() {
    return original;
  }

  /// Why the module of an original package can't run here; empty for every other package, whose
  /// module was checked.
  public Optional<Finding> moduleFault() {
    return Optional.ofNullable(moduleFault);
  }

  /// The name of its file, `NAME-VERSION.lskill`.
  public String fileName() {
    return root + ".lskill";
  }

  /// The paths and sizes of its files.
  public Map<String, Integer> sizes() {
    Map<String, Integer> sizes = new TreeMap<>();
    files.forEach((path, content) -> sizes.put(path, content.length));
    return sizes;
  }

  /// The content of one file, empty if there is none of this path.
  public Optional<byte[]> file(String path) {
    return Optional.ofNullable(files.get(path)).map(byte[]::clone);
  }

  /// The `.lskill` file.
  public byte[] packed() {
    return Gzip.pack(CanonicalTar.encode(root, files));
  }

  /// Writes every file below a folder, without the root, durable when this returns. The folder must
  /// be empty; it is made if it is not there. Nothing is written outside it; after a failure it
  /// holds a part, which the caller deletes.
  ///
  /// @throws PackageException when the folder has something in it or can't be written
  public void unpack(Path emptyFolder) {
    Unpacking.into(emptyFolder, files);
  }
}
