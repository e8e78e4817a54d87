package dev.loqa.skillhost.packages;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.FileVisitOption;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Stream;

/// Reads the files of a package from a folder; follows no link, stops at every limit.
final class FolderFiles {
  private static final int MOST_DEPTH = 8;
  private static final List<String> SINGLE = List.of("skill.yaml", "README.md", "LICENSE");

  private final String name;
  private final Path folder;
  private final PackageLimits limits;

  /// @param name what messages call the folder
  FolderFiles(String name, Path folder, PackageLimits limits) {
    this.name = name;
    this.folder = folder;
    this.limits = limits;
  }

  /// What belongs into a package, from the folder of an author, which may hold much else. The
  /// module is the caller's to add: only the manifest tells where it is.
  SortedMap<String, byte[]> ofSkill() {
    SortedMap<String, byte[]> files = new TreeMap<>();
    for (String single : SINGLE) {
      if (exists(single)) {
        files.put(single, read(single));
      }
    }
    if (exists(Sbom.PATH)) {
      files.put(Sbom.PATH, read(Sbom.PATH));
    }
    for (String path : below("locales")) {
      files.put(path, read(path));
    }
    for (String path : below("tests")) {
      if (path.endsWith(".json")) {
        files.put(path, read(path));
      }
    }
    return files;
  }

  /// Everything in the folder, as it was unpacked.
  SortedMap<String, byte[]> all() {
    SortedMap<String, byte[]> files = new TreeMap<>();
    long total = 0;
    for (String path : below("")) {
      byte[] content = read(path);
      total += content.length;
      if (total > PackageLimits.UNPACKED) {
        throw refused("the folder", "has more than " + PackageLimits.UNPACKED + " bytes");
      }
      files.put(path, content);
    }
    return files;
  }

  boolean exists(String path) {
    return Files.exists(folder.resolve(path), LinkOption.NOFOLLOW_LINKS);
  }

  byte[] read(String path) {
    Path file = folder.resolve(path);
    if (!Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS)) {
      throw refused(path, exists(path) ? "is no regular file" : "is not there");
    }
    int most = limits.of(path);
    try {
      if (!file.toRealPath().startsWith(folder.toRealPath())) {
        throw refused(path, "lies outside the folder");
      }
      try (InputStream in = Files.newInputStream(file, LinkOption.NOFOLLOW_LINKS)) {
        byte[] content = in.readNBytes(most + 1);
        if (content.length > most) {
          throw refused(path, "has more than the " + most + " bytes allowed");
        }
        return content;
      }
    } catch (IOException e) {
      throw refused(path, "can't be read");
    }
  }

  /// One file, with at most one byte more than `most`, which tells that there is more.
  static byte[] bounded(Path file, int most) {
    if (!Files.isRegularFile(file)) {
      throw new PackageException(
          file.toString(), "the file", "is not there or no regular file", "name a .lskill");
    }
    try (InputStream in = Files.newInputStream(file)) {
      return in.readNBytes(most + 1);
    } catch (IOException e) {
      throw new PackageException(
          file.toString(), "the file", "can't be read (" + e + ")", "check its rights");
    }
  }

  /// The paths of the files below a folder; none if it is not there.
  private List<String> below(String path) {
    Path start = folder.resolve(path);
    if (!Files.isDirectory(start, LinkOption.NOFOLLOW_LINKS)) {
      if (exists(path)) {
        throw refused(path, "is no folder");
      }
      return List.of();
    }
    try (Stream<Path> walk = Files.walk(start, MOST_DEPTH, new FileVisitOption[0])) {
      List<String> paths =
          new ArrayList<>(
              walk.filter(each -> !Files.isDirectory(each, LinkOption.NOFOLLOW_LINKS))
                  .limit(PackageLimits.MEMBERS + 1L)
                  .map(each -> folder.relativize(each).toString().replace('\\', '/'))
                  .toList());
      if (paths.size() > PackageLimits.MEMBERS) {
        throw refused("the folder", "has more than " + PackageLimits.MEMBERS + " files");
      }
      return paths;
    } catch (IOException | UncheckedIOException e) {
      throw refused(path.isEmpty() ? "the folder" : path, "can't be read");
    }
  }

  private PackageException refused(String thing, String fault) {
    return new PackageException(
        name, thing, fault, "put into the skill's folder what belongs there, and readable");
  }
}
