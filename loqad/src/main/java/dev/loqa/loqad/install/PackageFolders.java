package dev.loqa.loqad.install;

import dev.loqa.base.files.PrivateFiles;
import dev.loqa.skillhost.SkillFolder;
import dev.loqa.skillhost.packages.PackageException;
import dev.loqa.skillhost.packages.SkillPackage;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/// The files of installed packages, `DIR/skills/DIGEST/`: a folder of that name is whole, because
/// it was written under another name, made durable, and renamed. Used by one thread at a time.
final class PackageFolders {
  private static final String PART = "part-";

  private final Path root;

  PackageFolders(Path root) {
    this.root = root;
    try {
      PrivateFiles.folder(root);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /// Where the files of a package are.
  Path of(String digest) {
    return root.resolve(digest);
  }

  boolean has(String digest) {
    return Files.isDirectory(of(digest));
  }

  /// Writes the files of a package; whole and durable when this returns, and nothing of it is there
  /// when it throws.
  void stage(SkillPackage skill) throws IOException {
    Path whole = of(skill.digest());
    if (Files.exists(whole)) {
      return;
    }
    Path part = root.resolve(PART + skill.digest());
    delete(part);
    try {
      skill.unpack(part);
      Files.move(part, whole, StandardCopyOption.ATOMIC_MOVE);
      sync(root);
    } catch (IOException | RuntimeException e) {
      delete(part);
      throw e;
    }
  }

  /// Manifest and locales of a package; its module is loaded only while all of its files are those
  /// that were staged.
  ///
  /// @throws dev.loqa.skillhost.SkillHostException when they cannot be read
  SkillFolder read(String digest) {
    SkillFolder folder = SkillFolder.read(of(digest));
    String name = folder.manifest().name();
    String version = folder.manifest().metadata().version();
    return folder.guardedBy(() -> intact(digest, name, version));
  }

  /// Whether what lies there is what was staged, and all of it.
  boolean intact(String digest, String name, String version) {
    try {
      return SkillPackage.digestOf(of(digest), name, version).equals(digest);
    } catch (PackageException e) {
      return false;
    }
  }

  /// As [#stage], in the place of what lies there.
  void restage(SkillPackage skill) throws IOException {
    delete(of(skill.digest()));
    stage(skill);
  }

  private static void sync(Path folder) throws IOException {
    try (FileChannel channel = FileChannel.open(folder, StandardOpenOption.READ)) {
      channel.force(true);
    }
  }

  /// Deletes what no installed version needs: what an install left that never ended, and versions
  /// that are no longer kept.
  ///
  /// @return the names of what went
  List<String> clean(Set<String> needed) throws IOException {
    List<Path> unneeded;
    try (Stream<Path> all = Files.list(root)) {
      unneeded = all.filter(path -> !needed.contains(String.valueOf(path.getFileName()))).toList();
    }
    for (Path path : unneeded) {
      delete(path);
    }
    return unneeded.stream().map(path -> String.valueOf(path.getFileName())).sorted().toList();
  }

  private static void delete(Path path) throws IOException {
    if (!Files.exists(path, LinkOption.NOFOLLOW_LINKS)) {
      return;
    }
    List<Path> deepestFirst;
    try (Stream<Path> all = Files.walk(path)) {
      deepestFirst = all.sorted(Comparator.reverseOrder()).toList();
    }
    for (Path one : deepestFirst) {
      Files.delete(one);
    }
  }
}
