package dev.loqa.skillhost.author;

import dev.loqa.base.config.ConfigException;
import dev.loqa.base.config.YamlNode;
import dev.loqa.base.config.YamlTree;
import dev.loqa.base.json.Json;
import dev.loqa.base.json.JsonException;
import dev.loqa.skillhost.manifest.Finding;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// Reads the cases of a skill's `tests/*.json`. Everything that is wrong in any file is found in
/// one go; unknown keys are errors with a hint.
public final class CaseReader {
  /// The most one file may have.
  public static final int MOST_BYTES = 1 << 20;

  private static final int MOST_FILES = 512;
  private static final Pattern AT_LINE = Pattern.compile("(.*) \\(line ([0-9]{1,9}), column .*");
  private static final Set<String> CASE =
      Set.of("name", "say", "event", "given", "expect", "store", "timers");

  private final List<SkillCase> cases = new ArrayList<>();
  private final List<Finding> problems = new ArrayList<>();

  private CaseReader() {}

  /// What was read.
  ///
  /// @param cases in the order of the files' names and of the lines; meaningful without problems
  public record Cases(List<SkillCase> cases, List<Finding> problems) {
    public Cases {
      cases = List.copyOf(cases);
      problems = List.copyOf(problems);
    }
  }

  /// Reads every `.json` file of a folder, or one such file; a folder that is not there has none.
  public static Cases read(Path place) {
    CaseReader reader = new CaseReader();
    for (Path file : reader.files(place)) {
      reader.file(file);
    }
    return new Cases(reader.cases, reader.problems);
  }

  /// Reads the cases of one text.
  static Cases read(String name, byte[] bytes) {
    CaseReader reader = new CaseReader();
    reader.text(name, bytes);
    return new Cases(reader.cases, reader.problems);
  }

  private List<Path> files(Path place) {
    if (Files.isRegularFile(place)) {
      return List.of(place);
    }
    if (!Files.isDirectory(place)) {
      return List.of();
    }
    try (Stream<Path> files = Files.list(place)) {
      return files
          .filter(file -> file.toString().endsWith(".json"))
          .sorted()
          .limit(MOST_FILES)
          .toList();
    } catch (IOException e) {
      problem(place.toString(), 1, "the folder", "can't be read", "check its rights");
      return List.of();
    }
  }

  private void file(Path file) {
    try (InputStream in = Files.newInputStream(file)) {
      text(file.toString(), in.readNBytes(MOST_BYTES + 1));
    } catch (IOException e) {
      problem(file.toString(), 1, "the file", "can't be read", "check its rights");
    }
  }

  private void text(String file, byte[] bytes) {
    if (bytes.length > MOST_BYTES) {
      problem(file, 1, "the file", "has more than " + MOST_BYTES + " bytes", "split it");
      return;
    }
    List<Object> values;
    try {
      values = Json.readArray(new String(bytes, StandardCharsets.UTF_8));
    } catch (JsonException e) {
      Matcher at = AT_LINE.matcher(String.valueOf(e.getMessage()));
      boolean placed = at.matches();
      problem(
          file,
          placed ? Integer.parseInt(at.group(2)) : 1,
          "the JSON",
          placed ? at.group(1) : String.valueOf(e.getMessage()),
          "write an array of cases, [{\"name\": ..., \"say\": ..., \"expect\": {...}}]");
      return;
    }
    @Nullable YamlNode tree = lines(file, bytes);
    for (int i = 0; i < values.size(); i++) {
      YamlNode own =
          tree instanceof YamlNode.Sequence sequence && i < sequence.items().size()
              ? sequence.items().get(i)
              : null;
      one(file, Field.of(problems, file, "case " + (i + 1), own, 1, values.get(i)));
    }
  }

  /// JSON is YAML, whose reader knows the lines; without them every place is line 1.
  private static @Nullable YamlNode lines(String file, byte[] bytes) {
    try {
      return YamlTree.parse(bytes, file, MOST_BYTES);
    } catch (ConfigException unusual) {
      return null;
    }
  }

  private void one(String file, Field read) {
    read.knows(CASE);
    String name = read.text("name");
    if (name == null || name.isBlank()) {
      read.problem("name", "is missing", "say in a few words what the case shows");
    }
    if (!read.has("say") && !read.has("event")) {
      read.problem("say", "is missing", "give the sentence that is said, or an event");
    }
    Field event = read.field("event").knows(CaseKeys.EVENT);
    if (!read.has("expect")) {
      read.problem("expect", "is missing", "say what must come of it");
    }
    Field expect = read.field("expect").knows(CaseKeys.EXPECT);
    CaseKeys.check(expect);
    cases.add(
        new SkillCase(
            file,
            read.line(),
            name == null ? "" : name,
            read.text("say"),
            event.all(),
            new GivenReader(read, event).given(),
            expect.all()));
  }

  private void problem(String file, int line, String thing, String fault, String wayOut) {
    problems.add(new Finding(file, line, thing, fault, wayOut));
  }
}
