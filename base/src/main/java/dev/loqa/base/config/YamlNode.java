package dev.loqa.base.config;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// One node of a YAML document, with the line it stands on (from 1).
public sealed interface YamlNode {
  int line();

  /// A mapping; keys keep their order.
  record Mapping(int line, Map<String, Entry> entries) implements YamlNode {
    public Mapping {
      entries = Collections.unmodifiableMap(new LinkedHashMap<>(entries));
    }
  }

  /// A key with the line it stands on.
  record Entry(int line, YamlNode value) {}

  /// A list.
  record Sequence(int line, List<YamlNode> items) implements YamlNode {
    public Sequence {
      items = List.copyOf(items);
    }
  }

  /// A single value.
  ///
  /// @param plain written without quotes, so that `3`, `true` and `null` are not text
  record Scalar(int line, String text, boolean plain) implements YamlNode {
    /// The value as YAML 1.2's core schema reads it: null, Boolean, Long, Double or String. `yes`
    /// and `off` are text.
    public @Nullable Object value() {
      if (!plain) {
        return text;
      }
      return switch (text) {
        case "", "~", "null", "Null", "NULL" -> null;
        case "true", "True", "TRUE" -> true;
        case "false", "False", "FALSE" -> false;
        default -> number();
      };
    }

    private Object number() {
      if (text.matches("[-+]?[0-9]{1,18}")) {
        return Long.valueOf(text);
      }
      if (text.matches("[-+]?([0-9]+\\.[0-9]*|\\.[0-9]+|[0-9]+)([eE][-+]?[0-9]{1,3})?")) {
        return Double.valueOf(text);
      }
      return text;
    }
  }

  /// The node as plain values, as JSON would have them.
  default @Nullable Object plainValue() {
    return switch (this) {
      case Scalar scalar -> scalar.value();
      case Sequence sequence -> {
        ArrayList<@Nullable Object> list = new ArrayList<>();
        sequence.items().forEach(item -> list.add(item.plainValue()));
        yield list;
      }
      case Mapping mapping -> {
        Map<String, @Nullable Object> map = new LinkedHashMap<>();
        mapping.entries().forEach((key, entry) -> map.put(key, entry.value().plainValue()));
        yield map;
      }
    };
  }
}
