package dev.loqa.protocol;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// Plain JSON values: maps by string, lists, strings, numbers, booleans and null, copied so that
/// nobody changes them.
public final class JsonValues {
  private static final int DEPTH = 64;

  private JsonValues() {}

  /// A copy of `map` that cannot change; keys keep their order.
  public static Map<String, Object> copy(Map<String, Object> map) {
    return copyMap(map, 0);
  }

  private static Map<String, Object> copyMap(Map<?, ?> map, int depth) {
    if (depth > DEPTH) {
      throw new ProtocolException("the JSON is nested deeper than " + DEPTH + ": flatten it");
    }
    Map<String, Object> copy = new LinkedHashMap<>();
    map.forEach((key, value) -> put(copy, String.valueOf(key), value, depth));
    return Collections.unmodifiableMap(copy);
  }

  @SuppressWarnings("NullAway") // JSON's null is a value here
  private static void put(Map<String, Object> copy, String key, Object value, int depth) {
    copy.put(key, copyValue(value, depth));
  }

  @SuppressWarnings("NullAway") // JSON's null is a value here
  private static Object copyValue(Object value, int depth) {
    return switch (value) {
      case null -> null;
      case Map<?, ?> map -> copyMap(map, depth + 1);
      case List<?> list -> {
        List<Object> copy = new ArrayList<>(list.size());
        list.forEach(item -> copy.add(copyValue(item, depth + 1)));
        yield Collections.unmodifiableList(copy);
      }
      default -> value;
    };
  }
}
