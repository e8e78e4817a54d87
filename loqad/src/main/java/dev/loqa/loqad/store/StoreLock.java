package dev.loqa.loqad.store;

import dev.loqa.base.life.Part;
import dev.loqa.loqad.store.StoreException.Fault;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/// Keeps a second writer out: a locked file beside the database that names the owner's process.
///
/// Not the database itself: SQLite's own locks would be dropped with ours.
final class StoreLock implements Part {
  private final FileChannel channel;

  private StoreLock(FileChannel channel) {
    this.channel = channel;
  }

  static StoreLock take(Path database) {
    Path file = database.resolveSibling(database.getFileName() + ".lock");
    FileChannel channel = open(file, database);
    try {
      if (!locked(channel)) {
        String owner = Files.readString(file).strip();
        channel.close();
        throw new StoreException(
            Fault.IN_USE,
            "%s is already open in %s: stop that one, or use another data folder"
                .formatted(database, owner));
      }
      channel.truncate(0);
      byte[] me =
          "process %d\n".formatted(ProcessHandle.current().pid()).getBytes(StandardCharsets.UTF_8);
      channel.write(ByteBuffer.wrap(me), 0);
      return new StoreLock(channel);
    } catch (IOException e) {
      close(channel);
      throw unwritable(database, e);
    }
  }

  private static boolean locked(FileChannel channel) throws IOException {
    try {
      FileLock lock = channel.tryLock();
      return lock != null;
    } catch (OverlappingFileLockException e) {
      return false; // this very process has it
    }
  }

  private static FileChannel open(Path file, Path database) {
    try {
      Path folder = database.toAbsolutePath().getParent();
      if (folder != null) {
        Files.createDirectories(folder);
      }
      return FileChannel.open(
          file, StandardOpenOption.CREATE, StandardOpenOption.READ, StandardOpenOption.WRITE);
    } catch (IOException e) {
      throw unwritable(database, e);
    }
  }

  private static StoreException unwritable(Path database, IOException e) {
    return new StoreException(
        Fault.READ_ONLY,
        "data folder %s can not be written (%s): give this user write permission, or use another folder"
            .formatted(database.getParent(), e),
        e);
  }

  private static void close(FileChannel channel) {
    try {
      channel.close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public void close() {
    close(channel);
  }
}
