package dev.loqa.cli.replay;

import dev.loqa.base.config.NearMiss;
import dev.loqa.base.json.Json;
import dev.loqa.base.json.JsonException;
import dev.loqa.cli.api.CliException;
import dev.loqa.cli.api.Exit;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.MalformedInputException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// Reads a replay file as a whole: every bad line is reported, as `FILE:LINE: thing: fault: way
/// out`.
public final class ReplayFile {
  private static final String MIX = "mix.jsonl";
  private static final int MOST_LINES = 100_000;
  private static final List<String> KEYS =
      List.of("at_ms", "text", "audio", "language", "room", "speaker", "expect");
  private static final List<String> EXPECTED =
      List.of("skill", "intent", "slots", "reply_contains", "receipt");

  private final Path file;
  private final List<String> problems = new ArrayList<>();
  private int line;

  private ReplayFile(Path file) {
    this.file = file;
  }

  /// The entries of `file`, in its order; empty lines and lines that begin with `#` are skipped.
  ///
  /// @throws CliException exit code 1, with a line for each problem
  public static List<ReplayEntry> read(Path file) {
    try {
      return parse(file, Files.readAllLines(file));
    } catch (NoSuchFileException e) {
      throw new CliException(Exit.FAILED, file + " does not exist: name a replay file", e);
    } catch (MalformedInputException e) {
      throw new CliException(Exit.FAILED, file + " is no UTF-8 text: save it as UTF-8", e);
    } catch (IOException e) {
      throw new CliException(
          Exit.FAILED, file + " cannot be read (" + e.getMessage() + "): check its rights", e);
    }
  }

  /// The mix of timers, lights and small talk that comes with this program.
  public static List<ReplayEntry> mix() {
    try (InputStream in =
        Objects.requireNonNull(
            ReplayFile.class.getResourceAsStream(MIX), MIX + " is not in this build")) {
      String text = new String(in.readAllBytes(), StandardCharsets.UTF_8);
      return parse(Path.of(MIX), text.lines().toList());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /// The entries of `lines`; audio files are looked for beside `file`.
  static List<ReplayEntry> parse(Path file, List<String> lines) {
    ReplayFile reader = new ReplayFile(file);
    if (lines.size() > MOST_LINES) {
      throw new CliException(
          Exit.FAILED,
          file + " has " + lines.size() + " lines: split it, at most " + MOST_LINES + " a file");
    }
    List<ReplayEntry> entries = new ArrayList<>();
    for (String text : lines) {
      reader.line++;
      if (!text.isBlank() && !text.startsWith("#")) {
        ReplayEntry entry = reader.entry(text);
        if (entry != null) {
          entries.add(entry);
        }
      }
    }
    if (entries.isEmpty() && reader.problems.isEmpty()) {
      reader.problem("the file", "has no entries", "write one JSON object a line");
    }
    if (!reader.problems.isEmpty()) {
      throw new CliException(Exit.FAILED, String.join("\n", reader.problems));
    }
    return entries;
  }

  private @Nullable ReplayEntry entry(String json) {
    Map<String, Object> fields;
    try {
      fields = Json.readObject(json);
    } catch (JsonException e) {
      problem("the line", String.valueOf(e.getMessage()), "write one JSON object a line");
      return null;
    }
    int before = problems.size();
    known("", fields, KEYS);
    String text = text("", fields, "text");
    String audio = text("", fields, "audio");
    if ((text == null) == (audio == null)) {
      problem(
          "text, audio", text == null ? "are both missing" : "are both given", "give one of them");
    }
    if (text != null && text.isBlank()) {
      problem("text", "is empty", "write what is said");
    }
    Path sound = audio == null ? null : file.resolveSibling(audio);
    if (sound != null && !Files.isRegularFile(sound)) {
      problem("audio", sound + " does not exist", "name a WAV file beside the replay file");
    }
    ReplayEntry entry =
        new ReplayEntry(
            line,
            atMs(fields.get("at_ms")),
            text,
            sound,
            text("", fields, "language"),
            text("", fields, "room"),
            text("", fields, "speaker"),
            expectation(fields.get("expect")));
    return problems.size() == before ? entry : null;
  }

  private long atMs(@Nullable Object value) {
    if (value == null) {
      return 0;
    }
    if (value instanceof Long ms && ms >= 0) {
      return ms;
    }
    problem("at_ms", "is " + value, "write milliseconds from the start, 0 or more");
    return 0;
  }

  private Expectation expectation(@Nullable Object value) {
    if (value == null) {
      return Expectation.NONE;
    }
    if (!(value instanceof Map<?, ?> object)) {
      problem("expect", "is no object", "write {\"intent\": ...}");
      return Expectation.NONE;
    }
    Map<String, Object> fields = strings(object);
    known("expect.", fields, EXPECTED);
    Map<String, Object> slots = Map.of();
    if (fields.get("slots") instanceof Map<?, ?> map) {
      slots = strings(map);
    } else if (fields.get("slots") != null) {
      problem("expect.slots", "is no object", "write {\"duration\": 300}");
    }
    return new Expectation(
        text("expect.", fields, "skill"),
        text("expect.", fields, "intent"),
        slots,
        text("expect.", fields, "reply_contains"),
        text("expect.", fields, "receipt"));
  }

  private @Nullable String text(String where, Map<String, Object> fields, String key) {
    Object value = fields.get(key);
    if (value == null || value instanceof String) {
      return (String) value;
    }
    problem(where + key, "is no text", "put it in quotes");
    return null;
  }

  private void known(String where, Map<String, Object> fields, List<String> keys) {
    for (String key : fields.keySet()) {
      if (!keys.contains(key)) {
        problem(where + key, "is not known", NearMiss.hint(key, keys));
      }
    }
  }

  private static Map<String, Object> strings(Map<?, ?> map) {
    Map<String, Object> strings = new LinkedHashMap<>();
    map.forEach((key, value) -> strings.put(String.valueOf(key), value));
    return strings;
  }

  private void problem(String thing, String fault, String wayOut) {
    problems.add(file + ":" + line + ": " + thing + ": " + fault + ": " + wayOut);
  }
}
