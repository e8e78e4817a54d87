package dev.loqa.skillhost.packages;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeSet;
import java.util.stream.Stream;

/// Writes a package's files below one folder, each forced to the disk, then the folders.
final class Unpacking {
  private Unpacking() {}

  static void into(Path folder, SortedMap<String, byte[]> files) {
    try {
      Files.createDirectories(folder);
      Path root = folder.toRealPath();
      checkEmpty(folder);
      TreeSet<Path> folders = new TreeSet<>();
      folders.add(root);
      for (Map.Entry<String, byte[]> file : files.entrySet()) {
        Path path = root.resolve(file.getKey()).normalize();
        if (!path.startsWith(root)) {
          throw new IllegalStateException(file.getKey() + " leads out of the folder");
        }
        for (Path up = parent(path); folders.add(up) && !up.equals(root); up = parent(up)) {
          Files.createDirectories(up);
        }
        write(path, file.getValue());
      }
      for (Path each : folders.descendingSet()) {
        force(each);
      }
    } catch (IOException e) {
      throw new PackageException(
          folder.toString(),
          "the folder",
          "can't be written (" + e + ")",
          "free space on the disk or check the rights");
    }
  }

  private static Path parent(Path path) {
    return Objects.requireNonNull(path.getParent(), "a path below the root");
  }

  private static void checkEmpty(Path folder) throws IOException {
    try (Stream<Path> list = Files.list(folder)) {
      if (list.findAny().isPresent()) {
        throw new PackageException(
            folder.toString(), "the folder", "is not empty", "name an empty or a new one");
      }
    }
  }

  private static void write(Path path, byte[] content) throws IOException {
    try (FileChannel channel =
        FileChannel.open(
            path,
            Set.of(
                StandardOpenOption.CREATE_NEW,
                StandardOpenOption.WRITE,
                LinkOption.NOFOLLOW_LINKS))) {
      ByteBuffer bytes = ByteBuffer.wrap(content);
      while (bytes.hasRemaining()) {
        channel.write(bytes);
      }
      channel.force(true);
    }
  }

  private static void force(Path folder) throws IOException {
    try (FileChannel channel = FileChannel.open(folder, StandardOpenOption.READ)) {
      channel.force(true);
    }
  }
}
