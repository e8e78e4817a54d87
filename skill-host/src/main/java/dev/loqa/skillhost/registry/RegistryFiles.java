package dev.loqa.skillhost.registry;

import dev.loqa.skillhost.registry.RegistryException.Kind;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;

/// The files of a registry that is changed here.
final class RegistryFiles {
  private RegistryFiles() {}

  /// A change of the folder.
  interface Work {
    SignedIndex run() throws IOException;
  }

  /// Makes the folder if it is not there, and does the work while nobody else does any.
  ///
  /// @throws RegistryException when somebody else does, or the folder can't be written
  static SignedIndex locked(Path folder, Work work) {
    try {
      Files.createDirectories(folder);
      try (FileChannel channel =
              FileChannel.open(
                  folder.resolve(".lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
          FileLock lock = channel.tryLock()) {
        if (lock == null) {
          throw new OverlappingFileLockException();
        }
        return work.run();
      }
    } catch (OverlappingFileLockException e) {
      throw new RegistryException(
          Kind.CONFLICT, "registry " + folder + ": somebody else changes it now: try again", e);
    } catch (IOException e) {
      throw new RegistryException(
          Kind.UNAVAILABLE, "registry " + folder + ": it can't be written (" + e + ")", e);
    }
  }

  /// A file, or one byte more than `most` of it.
  static byte[] bounded(Path file, int most) {
    try (InputStream in = Files.newInputStream(file)) {
      return in.readNBytes(most + 1);
    } catch (IOException e) {
      throw new RegistryException(
          Kind.INVALID, file + ": it is not there or can't be read: sign the package first", e);
    }
  }

  /// Writes a file as a whole, durable when this returns; others may read it.
  static void put(Path file, byte[] content) {
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
