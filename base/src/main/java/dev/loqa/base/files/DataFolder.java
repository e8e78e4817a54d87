package dev.loqa.base.files;

import dev.loqa.base.life.Part;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.charset.StandardCharsets;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import org.jspecify.annotations.Nullable;

/// The folder that one running Loqa owns: everything it keeps is below it.
///
/// The owner holds a lock until it closes or dies; a second one is refused by the name of the
/// first.
public final class DataFolder implements Part {
  private final Path path;
  private final FileChannel channel;
  private final @Nullable FileLock lock;

  private DataFolder(Path path, FileChannel channel, @Nullable FileLock lock) {
    this.path = path;
    this.channel = channel;
    this.lock = lock;
  }

  /// Makes `path` (mode 0700) if it is absent and takes it.
  ///
  /// @param owner who takes it, as a second one is told: `loqad "kitchen" (pid 123)`
  public static DataFolder take(Path path, String owner) {
    Path absolute = path.toAbsolutePath().normalize();
    try {
      PrivateFiles.folder(absolute);
      PrivateFiles.folder(absolute.resolve("run"));
      Path file = absolute.resolve("run/lock");
      FileChannel channel =
          FileChannel.open(
              file, StandardOpenOption.CREATE, StandardOpenOption.READ, StandardOpenOption.WRITE);
      FileLock lock = tryLock(channel);
      if (lock == null) {
        channel.close();
        throw new FilesException(
            "the data folder "
                + absolute
                + " is in use by "
                + holder(absolute)
                + ": stop that one first or choose another folder with --data");
      }
      PrivateFiles.write(absolute.resolve("run/owner"), owner.getBytes(StandardCharsets.UTF_8));
      return new DataFolder(absolute, channel, lock);
    } catch (AccessDeniedException e) {
      throw new FilesException(
          "the data folder "
              + absolute
              + " cannot be written by this user: chown it or choose another with --data",
          e);
    } catch (IOException e) {
      throw new FilesException(
          "the data folder "
              + absolute
              + " cannot be used ("
              + reason(e)
              + "): choose another with --data",
          e);
    }
  }

  /// The message of a [FileSystemException] is only the path, which is named already.
  private static String reason(IOException e) {
    if (e instanceof NoSuchFileException) {
      return "it does not exist and cannot be made";
    }
    return e instanceof FileSystemException fault && fault.getReason() != null
        ? fault.getReason()
        : e.toString();
  }

  private static @Nullable FileLock tryLock(FileChannel channel) throws IOException {
    try {
      return channel.tryLock();
    } catch (OverlappingFileLockException e) {
      return null; // this very process has it
    }
  }

  private static String holder(Path path) throws IOException {
    Path owner = path.resolve("run/owner");
    return Files.exists(owner) ? Files.readString(owner).strip() : "another process";
  }

  public Path path() {
    return path;
  }

  /// A path below the folder.
  public Path resolve(String name) {
    return path.resolve(name);
  }

  @Override
  public void close() {
    try {
      if (lock != null && lock.isValid()) {
        lock.release();
      }
      channel.close();
    } catch (IOException e) {
      throw new FilesException("the lock of " + path + " cannot be released: " + e.getMessage(), e);
    }
  }
}
