package dev.loqa.loqad.http;

import dev.loqa.base.files.PrivateFiles;
import dev.loqa.base.life.Part;
import dev.loqa.protocol.TurnId;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// The spoken answers that somebody asked to fetch, as files; the newest [#MOST] are kept until the
/// daemon stops. Thread-safe.
final class Replies implements Part {
  static final int MOST = 32;

  private static final Logger LOG = LoggerFactory.getLogger(Replies.class);

  private final Path folder;
  private final Deque<TurnId> kept = new ArrayDeque<>();

  /// Empties `folder`: what a killed daemon left is of no use.
  Replies(Path folder) {
    this.folder = folder;
    try {
      PrivateFiles.folder(folder);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    clear();
  }

  /// Where a turn's reply goes.
  Path place(TurnId turn) {
    return folder.resolve(turn.value() + ".wav");
  }

  /// The reply stands there now.
  synchronized void kept(TurnId turn) {
    kept.addLast(turn);
    while (kept.size() > MOST) {
      delete(place(kept.removeFirst()));
    }
  }

  Optional<byte[]> read(TurnId turn) {
    try {
      return Optional.of(Files.readAllBytes(place(turn)));
    } catch (NoSuchFileException e) {
      return Optional.empty();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  static void delete(Path file) {
    try {
      Files.deleteIfExists(file);
    } catch (IOException e) {
      LOG.atWarn().addKeyValue("file", file).setCause(e).log("sound not removed");
    }
  }

  private void clear() {
    List<Path> files;
    try (Stream<Path> list = Files.list(folder)) {
      files = list.toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    files.forEach(Replies::delete);
  }

  @Override
  public void close() {
    clear();
  }
}
