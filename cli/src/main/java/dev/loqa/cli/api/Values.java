package dev.loqa.cli.api;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Plain JSON values by name, where an absent or odd one is the empty one.
public final class Values {
  private Values() {}

  /// The objects of the list `name`.
  public static List<Map<String, Object>> list(Map<String, Object> of, String name) {
    List<Map<String, Object>> objects = new ArrayList<>();
    if (of.get(name) instanceof List<?> list) {
      list.forEach(one -> objects.add(object(one)));
    }
    return objects;
  }

  /// The object `name`.
  public static Map<String, Object> object(Map<String, Object> of, String name) {
    return object(of.get(name));
  }

  /// `value` as an object.
  public static Map<String, Object> object(@Nullable Object value) {
    Map<String, Object> object = new LinkedHashMap<>();
    if (value instanceof Map<?, ?> map) {
      map.forEach((key, part) -> object.put(String.valueOf(key), part));
    }
    return object;
  }

  public static String text(Map<String, Object> of, String name) {
    Object value = of.get(name);
    return value == null ? "" : String.valueOf(value);
  }

  /// A list of texts as `a, b`; empty when there is none.
  public static String words(Map<String, Object> of, String name) {
    return of.get(name) instanceof List<?> list
        ? String.join(", ", list.stream().map(String::valueOf).toList())
        : "";
  }

  public static double number(Map<String, Object> of, String name) {
    return of.get(name) instanceof Number number ? number.doubleValue() : 0;
  }

  /// Whether `name` is there and true.
  public static boolean yes(Map<String, Object> of, String name) {
    return Boolean.TRUE.equals(of.get(name));
  }
}
