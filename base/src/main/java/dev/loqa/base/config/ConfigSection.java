package dev.loqa.base.config;

import dev.loqa.protocol.Quoted;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// One block of a configuration. Each key is asked for once, with its default, its limits and a doc
/// line.
public final class ConfigSection {
  private final ConfigSource source;
  private final String path;
  private final YamlNode.Mapping node;
  private final Map<String, Boolean> known = new LinkedHashMap<>();

  ConfigSection(ConfigSource source, String path, YamlNode.Mapping node) {
    this.source = source;
    this.path = path;
    this.node = node;
  }

  /// The block under `key`; an absent one is empty.
  public ConfigSection section(String key) {
    known.put(key, true);
    YamlNode.Entry entry = node.entries().get(key);
    YamlNode.Mapping empty = new YamlNode.Mapping(node.line(), Map.of());
    if (entry == null || (entry.value() instanceof YamlNode.Scalar s && s.value() == null)) {
      return source.add(new ConfigSection(source, at(key), empty));
    }
    if (entry.value() instanceof YamlNode.Mapping mapping) {
      return source.add(new ConfigSection(source, at(key), mapping));
    }
    source.problem(entry.line(), at(key), "is no block", "write its keys indented below it");
    return source.add(new ConfigSection(source, at(key), empty));
  }

  /// A text.
  public String text(String key, String defaultValue, String doc) {
    Found found = find(key);
    String value = found == null ? defaultValue : found.text;
    source.know(at(key), value, defaultValue, doc);
    return value;
  }

  /// A text that is one of `allowed`.
  public String oneOf(String key, String defaultValue, List<String> allowed, String doc) {
    Found found = find(key);
    String value = found == null ? defaultValue : found.text;
    if (found != null && !allowed.contains(value)) {
      source.problem(found.line, at(key), "is " + Quoted.of(value), NearMiss.hint(value, allowed));
      value = defaultValue;
    }
    source.know(at(key), value, defaultValue, doc);
    return value;
  }

  /// A secret: its value is never shown.
  public String secret(String key, String doc) {
    Found found = find(key);
    source.know(at(key), found == null ? "" : "(set)", "", doc);
    return found == null ? "" : found.text;
  }

  /// A whole number from `min` to `max`.
  public int integer(String key, int defaultValue, int min, int max, String doc) {
    return (int) whole(key, defaultValue, min, max, doc);
  }

  /// A time in whole milliseconds; the key's name ends in `_ms`.
  public Duration millis(
      String key, Duration defaultValue, Duration min, Duration max, String doc) {
    return Duration.ofMillis(
        whole(key, defaultValue.toMillis(), min.toMillis(), max.toMillis(), doc));
  }

  private long whole(String key, long defaultValue, long min, long max, String doc) {
    Found found = find(key);
    long value = defaultValue;
    if (found != null) {
      String fix = "use a whole number from " + min + " to " + max;
      if (!found.text.matches("[-+]?[0-9]{1,18}")) {
        source.problem(found.line, at(key), "is " + Quoted.of(found.text), fix);
      } else if (Long.parseLong(found.text) < min || Long.parseLong(found.text) > max) {
        source.problem(found.line, at(key), "is " + found.text, fix);
      } else {
        value = Long.parseLong(found.text);
      }
    }
    source.know(at(key), Long.toString(value), Long.toString(defaultValue), doc);
    return value;
  }

  /// A number from `min` to `max`.
  public double number(String key, double defaultValue, double min, double max, String doc) {
    Found found = find(key);
    double value = defaultValue;
    if (found != null) {
      Object read = new YamlNode.Scalar(found.line, found.text, true).value();
      if (read instanceof Number n && n.doubleValue() >= min && n.doubleValue() <= max) {
        value = n.doubleValue();
      } else {
        source.problem(
            found.line,
            at(key),
            "is " + Quoted.of(found.text),
            "use a number from " + min + " to " + max);
      }
    }
    source.know(at(key), Double.toString(value), Double.toString(defaultValue), doc);
    return value;
  }

  /// `true` or `false`.
  public boolean flag(String key, boolean defaultValue, String doc) {
    Found found = find(key);
    boolean value = defaultValue;
    if (found != null) {
      switch (found.text) {
        case "true" -> value = true;
        case "false" -> value = false;
        default ->
            source.problem(found.line, at(key), "is " + Quoted.of(found.text), "use true or false");
      }
    }
    source.know(at(key), Boolean.toString(value), Boolean.toString(defaultValue), doc);
    return value;
  }

  /// A list of texts; an override separates them by commas.
  public List<String> texts(String key, List<String> defaultValue, String doc) {
    known.put(key, true);
    List<String> value = defaultValue;
    String override = source.override(at(key));
    YamlNode.Entry entry = node.entries().get(key);
    if (override != null) {
      value = override.isBlank() ? List.of() : List.of(override.split("\\s*,\\s*", -1));
    } else if (entry != null && entry.value() instanceof YamlNode.Sequence sequence) {
      value = items(key, sequence);
    } else if (entry != null) {
      source.problem(entry.line(), at(key), "is no list", "write `- item` lines below it");
    }
    source.know(at(key), String.join(",", value), String.join(",", defaultValue), doc);
    return value;
  }

  private List<String> items(String key, YamlNode.Sequence sequence) {
    List<String> items = new ArrayList<>();
    for (YamlNode item : sequence.items()) {
      if (item instanceof YamlNode.Scalar scalar) {
        items.add(scalar.text());
      } else {
        source.problem(item.line(), at(key), "holds something that is no text", "write `- text`");
      }
    }
    return items;
  }

  /// A block that another program reads and checks: its plain values, unlooked at.
  public Map<String, Object> foreign(String key) {
    known.put(key, true);
    YamlNode.Entry entry = node.entries().get(key);
    if (entry == null || !(entry.value() instanceof YamlNode.Mapping mapping)) {
      return Map.of();
    }
    Map<String, Object> values = new LinkedHashMap<>();
    mapping
        .entries()
        .forEach((name, value) -> {
          Object plain = value.value().plainValue();
          if (plain != null) {
            values.put(name, plain);
          }
        });
    return values;
  }

  /// One text of a block that another program reads and checks, its override included; `otherwise`
  /// when it is absent or no text.
  public String foreignText(String block, String key, String otherwise) {
    String override = source.override(at(block) + "." + key);
    if (override != null) {
      return override;
    }
    return foreign(block).get(key) instanceof String text ? text : otherwise;
  }

  /// The keys that stand in this block.
  public List<String> names() {
    return List.copyOf(node.entries().keySet());
  }

  void reportUnknownKeys() {
    node.entries()
        .forEach((key, entry) -> {
          if (!known.containsKey(key)) {
            source.problem(
                entry.line(), at(key), "is not known", NearMiss.hint(key, known.keySet()));
          }
        });
  }

  private record Found(int line, String text) {}

  private @Nullable Found find(String key) {
    known.put(key, true);
    String override = source.override(at(key));
    if (override != null) {
      return new Found(ConfigSource.OVERRIDDEN, override);
    }
    YamlNode.Entry entry = node.entries().get(key);
    if (entry == null) {
      return null;
    }
    if (entry.value() instanceof YamlNode.Scalar scalar) {
      return scalar.value() == null ? null : new Found(entry.line(), scalar.text());
    }
    source.problem(entry.line(), at(key), "is no single value", "write `" + key + ": value`");
    return null;
  }

  private String at(String key) {
    return path.isEmpty() ? key : path + "." + key;
  }
}
