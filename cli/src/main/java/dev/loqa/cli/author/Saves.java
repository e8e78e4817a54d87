package dev.loqa.cli.author;

import dev.loqa.cli.api.CliException;
import dev.loqa.cli.api.Exit;
import java.io.IOException;
import java.nio.file.ClosedWatchServiceException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.StandardWatchEventKinds;
import java.nio.file.WatchEvent;
import java.nio.file.WatchKey;
import java.nio.file.WatchService;
import java.nio.file.attribute.BasicFileAttributes;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/// Tells when somebody saved something in a skill's project: sources, manifest, locales or tests.
/// What builds leave behind is not looked at. One thread; close it.
public final class Saves implements AutoCloseable {
  private static final Set<String> BUILT =
      Set.of("build", "target", "node_modules", ".git", ".loqa", ".idea", ".vscode");
  private static final int MOST_FOLDERS = 1_000;

  /// An editor writes several files, or one several times: this long must be quiet.
  private static final long QUIET_MILLIS = 150;

  private final Path folder;
  private final WatchService changes;

  public Saves(Path folder) {
    this.folder = folder.toAbsolutePath();
    try {
      this.changes = this.folder.getFileSystem().newWatchService();
      watch();
    } catch (IOException e) {
      throw new CliException(
          Exit.FAILED, folder + " can't be watched: " + e.getMessage() + ": build by hand", e);
    }
  }

  /// Waits for the next save, at most so long; false when nothing was saved.
  public boolean await(Duration most) throws InterruptedException {
    try {
      @Nullable WatchKey key = changes.poll(most.toMillis(), TimeUnit.MILLISECONDS);
      if (key == null) {
        return false;
      }
      boolean saved = false;
      while (key != null) {
        saved |= seen(key);
        key = changes.poll(QUIET_MILLIS, TimeUnit.MILLISECONDS);
      }
      watch(); // folders that are new
      return saved;
    } catch (ClosedWatchServiceException closed) {
      return false;
    } catch (IOException e) {
      throw new CliException(Exit.FAILED, folder + " can't be watched: " + e.getMessage(), e);
    }
  }

  private static boolean seen(WatchKey key) {
    boolean saved = false;
    for (WatchEvent<?> event : key.pollEvents()) {
      String name = String.valueOf(event.context());
      // Editors' own files: .skill.yaml.swp, skill.yaml~, 4913
      saved |= !name.startsWith(".") && !name.endsWith("~") && !BUILT.contains(name);
    }
    key.reset();
    return saved;
  }

  private void watch() throws IOException {
    int[] folders = {0};
    Files.walkFileTree(
        folder,
        new SimpleFileVisitor<>() {
          @Override
          public FileVisitResult preVisitDirectory(Path one, BasicFileAttributes attributes)
              throws IOException {
            if (!one.equals(folder) && BUILT.contains(String.valueOf(one.getFileName()))) {
              return FileVisitResult.SKIP_SUBTREE;
            }
            folders[0]++;
            if (folders[0] > MOST_FOLDERS) {
              return FileVisitResult.TERMINATE;
            }
            one.register(
                changes,
                StandardWatchEventKinds.ENTRY_CREATE,
                StandardWatchEventKinds.ENTRY_MODIFY,
                StandardWatchEventKinds.ENTRY_DELETE);
            return FileVisitResult.CONTINUE;
          }
        });
  }

  @Override
  public void close() {
    try {
      changes.close();
    } catch (IOException e) {
      throw new CliException(Exit.FAILED, folder + ": " + e.getMessage(), e);
    }
  }
}
