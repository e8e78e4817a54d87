package dev.loqa.cli.backup;

import dev.loqa.base.json.Json;
import dev.loqa.base.json.JsonException;
import dev.loqa.cli.api.Values;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// What a backup says of itself, its first member.
///
/// @param format the version of this file format
/// @param made when (RFC 3339)
/// @param data the folder that it was made of
/// @param store what the event store held, as `loqad store look` prints it
/// @param leftOut what was left out on purpose and can be wanted, each as a sentence
record Head(int format, String made, String data, Map<String, Object> store, List<String> leftOut) {
  static final int FORMAT = 1;

  /// The name of its member.
  static final String NAME = "loqa-backup.json";

  static final int MOST_BYTES = 1 << 20;

  byte[] bytes() {
    Map<String, Object> map = new LinkedHashMap<>();
    map.put("format", format);
    map.put("made", made);
    map.put("data", data);
    map.put("store", store);
    map.put("left_out", leftOut);
    return (Json.pretty(map) + "\n").getBytes(StandardCharsets.UTF_8);
  }

  /// Reads the member.
  ///
  /// @throws ArchiveException when it is none, or of a newer Loqa
  static Head read(byte[] bytes) {
    Map<String, Object> map;
    try {
      map = Json.readObject(bytes);
    } catch (JsonException e) {
      throw new ArchiveException("begins with a " + NAME + " that cannot be read");
    }
    int format = (int) Values.number(map, "format");
    if (format > FORMAT) {
      throw new ArchiveException(
          "was made by a newer Loqa (format "
              + format
              + ", this one knows "
              + FORMAT
              + "): restore it with that release");
    }
    if (format < 1 || !(map.get("store") instanceof Map<?, ?>)) {
      throw new ArchiveException("begins with a " + NAME + " that says nothing usable");
    }
    List<String> leftOut =
        map.get("left_out") instanceof List<?> list
            ? list.stream().map(String::valueOf).toList()
            : List.of();
    return new Head(
        format,
        Values.text(map, "made"),
        Values.text(map, "data"),
        Values.object(map, "store"),
        leftOut);
  }
}
