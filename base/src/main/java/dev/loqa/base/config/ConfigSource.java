package dev.loqa.base.config;

import dev.loqa.protocol.Quoted;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// One configuration file with its environment overrides, read block by block and then checked as a
/// whole.
///
/// Reading a key gives its default when it is absent or wrong; what is wrong is remembered, and
/// [#check()] throws all of it at once. The override of key `stt.sample_rate_hz` is
/// `LOQA_STT_SAMPLE_RATE_HZ`: dots become underscores, letters capitals. Every key that was asked
/// for is remembered with its default and doc line. Used by one thread.
public final class ConfigSource {
  /// One key as the program knows it.
  ///
  /// @param value the value in force, never of a secret
  public record KeyInfo(String path, String value, String defaultValue, String doc) {}

  /// Stands for a line where a value is not in the file.
  static final int OVERRIDDEN = 0;

  private static final int MOST_BYTES = 256 * 1024;

  private final String file;
  private final YamlNode.Mapping root;
  private final Map<String, String> environment;
  private final List<String> problems = new ArrayList<>();
  private final Map<String, KeyInfo> keys = new LinkedHashMap<>();
  private final List<ConfigSection> sections = new ArrayList<>();

  private ConfigSource(String file, YamlNode.Mapping root, Map<String, String> environment) {
    this.file = file;
    this.root = root;
    this.environment = Map.copyOf(environment);
  }

  /// Reads `path`; a file that is missing or is no YAML is a [ConfigException] at once.
  public static ConfigSource read(Path path, Map<String, String> environment) {
    try {
      return parse(Files.readAllBytes(path), path.toString(), environment);
    } catch (NoSuchFileException e) {
      throw new ConfigException(path + ":1: the file: does not exist: check the path");
    } catch (IOException e) {
      throw new ConfigException(
          path
              + ":1: the file: cannot be read ("
              + e.getClass().getSimpleName()
              + "): check the path and its rights");
    }
  }

  /// Reads `bytes` as if they were in `file`.
  public static ConfigSource parse(byte[] bytes, String file, Map<String, String> environment) {
    YamlNode root = YamlTree.parse(bytes, file, MOST_BYTES);
    if (!(root instanceof YamlNode.Mapping mapping)) {
      throw new ConfigException(file + ":1: the file: is no mapping: write `key: value` lines");
    }
    return new ConfigSource(file, mapping, environment);
  }

  /// An empty file: everything has its default.
  public static ConfigSource empty(Map<String, String> environment) {
    return parse(new byte[0], "defaults", environment);
  }

  /// The top of the tree.
  public ConfigSection root() {
    ConfigSection section = new ConfigSection(this, "", root);
    sections.add(section);
    return section;
  }

  /// Throws every problem met so far, unknown keys included.
  public void check() {
    sections.forEach(ConfigSection::reportUnknownKeys);
    sections.clear();
    if (!problems.isEmpty()) {
      throw new ConfigException(problems);
    }
  }

  /// Every key that was asked for, in the order of asking.
  public List<KeyInfo> keys() {
    return List.copyOf(keys.values());
  }

  ConfigSection add(ConfigSection section) {
    sections.add(section);
    return section;
  }

  /// @param line of the file; [#OVERRIDDEN]: the environment's variable for `thing` is meant
  void problem(int line, String thing, String fault, String wayOut) {
    String place = line == OVERRIDDEN ? "the environment: " + variable(thing) : file + ":" + line;
    problems.add(place + ": " + thing + ": " + fault + ": " + wayOut);
  }

  void know(String path, String value, String defaultValue, String doc) {
    keys.put(path, new KeyInfo(path, value, defaultValue, doc));
  }

  @Nullable String override(String path) {
    return environment.get(variable(path));
  }

  private static String variable(String path) {
    return "LOQA_" + path.replace('.', '_').toUpperCase(Locale.ROOT);
  }

  /// Reports a fault that lies between two keys; `path` is the key to change.
  public void fault(String path, Object seen, String wayOut) {
    problem(line(path), path, "is " + Quoted.of(String.valueOf(seen)), wayOut);
  }

  private int line(String path) {
    if (override(path) != null) {
      return OVERRIDDEN;
    }
    YamlNode node = root;
    int line = 1;
    for (String key : path.split("\\.", -1)) {
      YamlNode.Entry entry =
          node instanceof YamlNode.Mapping mapping ? mapping.entries().get(key) : null;
      if (entry == null) {
        return line;
      }
      line = entry.line();
      node = entry.value();
    }
    return line;
  }
}
