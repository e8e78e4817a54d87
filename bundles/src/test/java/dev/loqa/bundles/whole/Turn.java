package dev.loqa.bundles.whole;

import java.util.List;
import java.util.Map;

/// What one turn came to, as every command prints it.
record Turn(Map<String, Object> fields) {
  String text(String name) {
    return String.valueOf(fields.getOrDefault(name, ""));
  }

  String reply() {
    return text("reply");
  }

  List<Map<String, Object>> receipts() {
    return list(fields, "receipts");
  }

  /// `action target result` of each receipt.
  List<String> done() {
    return receipts().stream()
        .map(receipt ->
            receipt.get("action") + " " + receipt.get("target") + " " + receipt.get("result"))
        .toList();
  }

  double audioMs() {
    return number(fields, "audio_ms");
  }

  double totalMs() {
    return number(map(fields, "ledger"), "total_ms");
  }

  /// Milliseconds of one stage of the ledger, `unattributed` among them.
  double stageMs(String stage) {
    return number(stages(), stage);
  }

  Map<String, Object> stages() {
    return map(map(fields, "ledger"), "stages");
  }

  private static double number(Map<String, Object> map, String name) {
    if (map.get(name) instanceof Number number) {
      return number.doubleValue();
    }
    throw new AssertionError("no " + name + " in " + map);
  }

  @SuppressWarnings("unchecked")
  static List<Map<String, Object>> list(Map<String, Object> map, String name) {
    return (List<Map<String, Object>>) map.getOrDefault(name, List.of());
  }

  @SuppressWarnings("unchecked")
  static Map<String, Object> map(Map<String, Object> map, String name) {
    return (Map<String, Object>) map.getOrDefault(name, Map.of());
  }
}
