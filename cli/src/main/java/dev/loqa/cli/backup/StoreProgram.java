package dev.loqa.cli.backup;

import dev.loqa.base.json.Json;
import dev.loqa.base.json.JsonException;
import dev.loqa.cli.api.CliException;
import dev.loqa.cli.api.Exit;
import dev.loqa.cli.api.Loqad;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;

/// Has `loqad store` do it, a process of its own: the database is loqad's alone to understand.
final class StoreProgram implements Stores {
  /// A million events take some ten seconds.
  private static final Duration LIMIT = Duration.ofMinutes(30);

  @Override
  public Map<String, Object> copy(Path from, Path to) {
    return said(List.of("store", "copy", from.toString(), to.toString()));
  }

  @Override
  public Map<String, Object> look(Path file) {
    return said(List.of("store", "look", file.toString()));
  }

  @Override
  public void adopt(Path file) {
    Loqad.ask(List.of("store", "adopt", file.toString()), LIMIT);
  }

  private static Map<String, Object> said(List<String> words) {
    List<String> lines = Loqad.ask(words, LIMIT);
    try {
      return Json.readObject(lines.getLast());
    } catch (JsonException | NoSuchElementException e) {
      throw new CliException(
          Exit.FAILED, "loqad store said nothing usable: are all programs of one release?", e);
    }
  }
}
