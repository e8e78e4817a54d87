package dev.loqa.cli.api;

import dev.loqa.base.files.PrivateFiles;
import dev.loqa.base.life.Part;
import java.io.BufferedWriter;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.ArrayDeque;
import java.util.Deque;
import org.jspecify.annotations.Nullable;

/// What a daemon prints, in `loqad.log`; the one before is kept as `loqad.log.1`, and both have a
/// limit.
///
/// Until [#open()] lines are only remembered, so that a start that is refused leaves no trace in a
/// folder that is another's. Thread-safe.
public final class LogFile implements Part {
  private static final long MOST_BYTES = 8 << 20;
  private static final int MOST_WAITING = 500;

  private final Path folder;
  private final Deque<String> waiting = new ArrayDeque<>();
  private @Nullable BufferedWriter writer;
  private long bytes;

  public LogFile(Path folder) {
    this.folder = folder;
  }

  public Path path() {
    return folder.resolve("loqad.log");
  }

  /// Writes what was remembered, and every line from now on.
  public synchronized void open() {
    try {
      PrivateFiles.folder(folder);
      rotate();
      while (!waiting.isEmpty()) {
        write(waiting.removeFirst());
      }
    } catch (IOException e) {
      throw new CliException(
          Exit.FAILED,
          path() + " cannot be written (" + e.getMessage() + "): check the folder's rights",
          e);
    }
  }

  /// Takes a line; when the disk is full it is dropped, since a daemon must not wait for its log.
  public synchronized void line(String line) {
    if (writer == null) {
      if (waiting.size() == MOST_WAITING) {
        waiting.removeFirst();
      }
      waiting.addLast(line);
      return;
    }
    try {
      if (bytes > MOST_BYTES) {
        rotate();
      }
      write(line);
    } catch (IOException e) {
      bytes = 0;
    }
  }

  private void write(String line) throws IOException {
    if (writer != null) {
      writer.write(line);
      writer.newLine();
      writer.flush();
      bytes += line.length() + 1;
    }
  }

  private void rotate() throws IOException {
    if (writer != null) {
      writer.close();
    }
    Path file = path();
    if (Files.exists(file)) {
      Files.move(file, folder.resolve("loqad.log.1"), StandardCopyOption.REPLACE_EXISTING);
    }
    PrivateFiles.write(file, new byte[0]);
    writer = Files.newBufferedWriter(file, StandardCharsets.UTF_8, StandardOpenOption.APPEND);
    bytes = 0;
  }

  @Override
  public synchronized void close() {
    try {
      if (writer != null) {
        writer.close();
        writer = null;
      }
    } catch (IOException e) {
      writer = null;
    }
  }
}
