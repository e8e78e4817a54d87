package dev.loqa.base.files;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/// Writing, moving and removing so that a power cut leaves the old or the new, and never a half.
public final class DurableFiles {
  private DurableFiles() {}

  /// Writes a file, readable by all, durable when this returns.
  public static void write(Path file, String text) throws IOException {
    Path part = file.resolveSibling("." + file.getFileName() + ".new");
    try (FileChannel channel =
        FileChannel.open(
            part,
            StandardOpenOption.CREATE,
            StandardOpenOption.WRITE,
            StandardOpenOption.TRUNCATE_EXISTING)) {
      ByteBuffer bytes = ByteBuffer.wrap(text.getBytes(StandardCharsets.UTF_8));
      while (bytes.hasRemaining()) {
        channel.write(bytes);
      }
      channel.force(true);
    }
    move(part, file);
  }

  /// Moves within a file system, in one step, durable when this returns.
  public static void move(Path from, Path to) throws IOException {
    Files.move(from, to, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    sync(to.resolveSibling(".").normalize());
  }

  /// Removes a file, durable when this returns.
  public static void remove(Path file) throws IOException {
    if (Files.deleteIfExists(file)) {
      sync(file.resolveSibling(".").normalize());
    }
  }

  /// Makes everything in a folder durable, and its folders readable by all.
  public static void settle(Path folder) throws IOException {
    settle(folder, "rwxr-xr-x");
  }

  /// Makes everything in a folder durable.
  ///
  /// @param folders the rights of each folder, as `rwx------`
  public static void settle(Path folder, String folders) throws IOException {
    try (Stream<Path> all = Files.walk(folder)) {
      for (Path one : all.sorted(Comparator.reverseOrder()).toList()) {
        if (Files.isDirectory(one, LinkOption.NOFOLLOW_LINKS)) {
          Files.setPosixFilePermissions(one, PosixFilePermissions.fromString(folders));
        }
        sync(one);
      }
    }
  }

  /// Removes a folder with all that is in it.
  public static void removeFolder(Path folder) throws IOException {
    if (!Files.exists(folder, LinkOption.NOFOLLOW_LINKS)) {
      return;
    }
    List<Path> deepestFirst;
    try (Stream<Path> all = Files.walk(folder)) {
      deepestFirst = all.sorted(Comparator.reverseOrder()).toList();
    }
    for (Path one : deepestFirst) {
      Files.deleteIfExists(one);
    }
  }

  /// Makes a file or a folder's list of names durable.
  public static void sync(Path path) throws IOException {
    try (FileChannel channel = FileChannel.open(path, StandardOpenOption.READ)) {
      channel.force(true);
    }
  }
}
