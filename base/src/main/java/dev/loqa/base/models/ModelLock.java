package dev.loqa.base.models;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import org.jspecify.annotations.Nullable;

/// The right to write one model into a [ModelFolder]: one holder on the whole machine. A process
/// that ends, however it ends, lets go.
public final class ModelLock implements AutoCloseable {
  private final FileChannel channel;

  private ModelLock(FileChannel channel) {
    this.channel = channel;
  }

  /// Takes the lock of `name`.
  ///
  /// @return null when somebody else has it
  public static @Nullable ModelLock take(ModelFolder folder, String name) throws IOException {
    folder.make();
    Path file = folder.path().resolve("." + name + ".lock");
    FileChannel channel =
        FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
    FileLock lock = null;
    try {
      lock = channel.tryLock();
    } catch (OverlappingFileLockException e) {
      // another thread of this process has it
    } finally {
      if (lock == null) {
        channel.close();
      }
    }
    return lock == null ? null : new ModelLock(channel);
  }

  @Override
  public void close() throws IOException {
    // The file stays: deleting it would let two hold the lock of two files of one name.
    channel.close();
  }
}
