package dev.loqa.cli.api;

import dev.loqa.base.life.Part;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/// A folder of our own that is gone when this closes. Used by one thread; [#close()] by any, and
/// repeatable.
public final class TemporaryFolder implements Part {
  private final Path path;
  private volatile boolean kept;

  private TemporaryFolder(Path path) {
    this.path = path;
  }

  /// Makes one below the system's temporary folder.
  public static TemporaryFolder make(String prefix) {
    try {
      return new TemporaryFolder(Files.createTempDirectory(prefix).toRealPath());
    } catch (IOException e) {
      throw new CliException(
          Exit.FAILED,
          "no temporary folder can be made (" + e.getMessage() + "): make room or set TMPDIR",
          e);
    }
  }

  public Path path() {
    return path;
  }

  /// Leaves it there at the end.
  public void keep() {
    kept = true;
  }

  @Override
  public void close() {
    if (kept || !Files.exists(path)) {
      return;
    }
    try (Stream<Path> all = Files.walk(path)) {
      List<Path> deepestFirst = all.sorted(Comparator.reverseOrder()).toList();
      for (Path one : deepestFirst) {
        Files.deleteIfExists(one);
      }
    } catch (NoSuchFileException e) {
      return; // gone meanwhile, which is what was wanted
    } catch (IOException | UncheckedIOException e) {
      throw new CliException(
          Exit.FAILED, path + " cannot be removed (" + e.getMessage() + "): remove it by hand", e);
    }
  }
}
