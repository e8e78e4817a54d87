package dev.loqa.cli.update;

import dev.loqa.base.life.Part;
import dev.loqa.cli.api.CliException;
import dev.loqa.cli.api.Exit;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// The right to change a folder of releases: one process at a time has it, and loses it by dying.
final class UpdateLock implements Part {
  private final FileChannel channel;

  private UpdateLock(FileChannel channel) {
    this.channel = channel;
  }

  /// Takes it, or is empty while another process has it.
  static Optional<UpdateLock> tryTake(Path root) {
    try {
      Files.createDirectories(root);
      FileChannel channel =
          FileChannel.open(
              root.resolve(".lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
      FileLock lock = locked(channel);
      if (lock == null) {
        channel.close();
        return Optional.empty();
      }
      return Optional.of(new UpdateLock(channel));
    } catch (IOException e) {
      throw new CliException(
          Exit.DENIED,
          root + " cannot be changed (" + e + "): run this as root, or name another with --root",
          e);
    }
  }

  /// Takes it; exit code 5 while another process has it.
  static UpdateLock take(Path root) {
    return tryTake(root)
        .orElseThrow(() ->
            new CliException(
                Exit.CONFLICT,
                "another update of " + root + " is under way: wait until it has ended"));
  }

  private static @Nullable FileLock locked(FileChannel channel) throws IOException {
    try {
      return channel.tryLock();
    } catch (OverlappingFileLockException e) {
      return null; // this very process has it
    }
  }

  @Override
  public void close() {
    try {
      channel.close();
    } catch (IOException e) {
      throw new CliException(Exit.FAILED, "the lock cannot be released: " + e.getMessage(), e);
    }
  }
}
