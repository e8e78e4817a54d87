package dev.loqa.loqad.home.assistant;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Reads parts of a message whose form nobody promised: what is missing or of another type is
/// empty.
final class Values {
  private static final int LONGEST = 512;

  private Values() {}

  static Map<String, Object> object(@Nullable Object value) {
    Map<String, Object> fields = new LinkedHashMap<>();
    if (value instanceof Map<?, ?> map) {
      map.forEach((key, field) -> {
        if (field != null) {
          fields.put(String.valueOf(key), field);
        }
      });
    }
    return fields;
  }

  static List<Map<String, Object>> objects(@Nullable Object value) {
    List<Map<String, Object>> all = new ArrayList<>();
    if (value instanceof List<?> list) {
      list.forEach(item -> {
        if (item instanceof Map<?, ?>) {
          all.add(object(item));
        }
      });
    }
    return all;
  }

  static String text(Map<String, Object> fields, String key) {
    String text = fields.get(key) instanceof String found ? found : "";
    return text.length() > LONGEST ? text.substring(0, LONGEST) : text;
  }

  static List<String> texts(@Nullable Object value) {
    List<String> all = new ArrayList<>();
    if (value instanceof List<?> list) {
      list.forEach(item -> {
        if (item instanceof String text && !text.isBlank() && text.length() <= LONGEST) {
          all.add(text);
        }
      });
    }
    return all;
  }

  static Optional<Double> number(Map<String, Object> fields, String key) {
    return fields.get(key) instanceof Number n && Double.isFinite(n.doubleValue())
        ? Optional.of(n.doubleValue())
        : Optional.empty();
  }
}
