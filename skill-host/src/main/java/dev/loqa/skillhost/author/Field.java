package dev.loqa.skillhost.author;

import dev.loqa.base.config.NearMiss;
import dev.loqa.base.config.YamlNode;
import dev.loqa.protocol.JsonValues;
import dev.loqa.protocol.Quoted;
import dev.loqa.skillhost.manifest.Finding;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// One JSON object of a case file, with its place. What is wrong is noted and a harmless value
/// comes back, so that one reading finds everything.
final class Field {
  private final List<Finding> findings;
  private final String file;
  private final String path;
  private final @Nullable YamlNode node;
  private final int line;
  private final Map<?, ?> values;

  private Field(
      List<Finding> findings,
      String file,
      String path,
      @Nullable YamlNode node,
      int line,
      Map<?, ?> values) {
    this.findings = findings;
    this.file = file;
    this.path = path;
    this.node = node;
    this.line = line;
    this.values = values;
  }

  /// The object that a value is; an empty one, and a finding, if it is none.
  ///
  /// @param node the same place with its line, where it is known
  static Field of(
      List<Finding> findings,
      String file,
      String path,
      @Nullable YamlNode node,
      int line,
      @Nullable Object value) {
    int at = node == null ? line : node.line();
    if (value instanceof Map<?, ?> map) {
      return new Field(findings, file, path, node, at, map);
    }
    Field none = new Field(findings, file, path, node, at, Map.of());
    if (value != null) {
      none.problem(at, path, "is no object", "write { ... }");
    }
    return none;
  }

  int line() {
    return line;
  }

  /// Reports the keys that nobody knows.
  Field knows(Set<String> keys) {
    for (Object key : values.keySet()) {
      String name = String.valueOf(key);
      if (!keys.contains(name)) {
        problem(line(name), name(name), "is unknown", NearMiss.hint(name, keys));
      }
    }
    return this;
  }

  boolean has(String key) {
    return values.containsKey(key);
  }

  @Nullable Object value(String key) {
    return values.get(key);
  }

  /// Every value, JSON's null too.
  @SuppressWarnings("unchecked") // Json reads objects as maps by string only
  Map<String, Object> all() {
    return JsonValues.copy((Map<String, Object>) values);
  }

  @Nullable String text(String key) {
    Object value = values.get(key);
    if (value == null || value instanceof String) {
      return (String) value;
    }
    problem(key, "is no text", "put it in quotes");
    return null;
  }

  Map<String, Object> object(String key) {
    return field(key).all();
  }

  Field field(String key) {
    return of(findings, file, name(key), below(key), line(key), values.get(key));
  }

  /// The objects of a list.
  List<Field> fields(String key) {
    List<Field> fields = new ArrayList<>();
    int index = 0;
    for (Object item : list(key)) {
      YamlNode list = below(key);
      YamlNode own =
          list instanceof YamlNode.Sequence sequence && index < sequence.items().size()
              ? sequence.items().get(index)
              : null;
      fields.add(of(findings, file, name(key) + "[" + index + "]", own, line(key), item));
      index++;
    }
    return fields;
  }

  List<?> list(String key) {
    Object value = values.get(key);
    if (value instanceof List<?> list) {
      return list;
    }
    if (value != null) {
      problem(key, "is no list", "write [ ... ]");
    }
    return List.of();
  }

  void problem(String key, String fault, String wayOut) {
    problem(line(key), name(key), fault, wayOut);
  }

  void is(String key, String wayOut) {
    problem(key, "is " + Quoted.of(String.valueOf(values.get(key))), wayOut);
  }

  private void problem(int at, String thing, String fault, String wayOut) {
    findings.add(new Finding(file, at, thing, fault, wayOut));
  }

  private String name(String key) {
    return path.isEmpty() ? key : path + "." + key;
  }

  private int line(String key) {
    return entry(key).map(YamlNode.Entry::line).orElse(line);
  }

  private @Nullable YamlNode below(String key) {
    return entry(key).map(YamlNode.Entry::value).orElse(null);
  }

  private Optional<YamlNode.Entry> entry(String key) {
    return node instanceof YamlNode.Mapping mapping
        ? Optional.ofNullable(mapping.entries().get(key))
        : Optional.empty();
  }
}
