package dev.loqa.cli.doctor;

import java.util.LinkedHashMap;
import java.util.Map;

/// One hop as it was found.
///
/// @param detail what was seen
/// @param fix what to do; empty when nothing is wrong
public record Finding(String hop, boolean ok, String detail, String fix) {
  static Finding ok(String hop, String detail) {
    return new Finding(hop, true, detail, "");
  }

  static Finding broken(String hop, String detail, String fix) {
    return new Finding(hop, false, detail, fix);
  }

  /// From words that end in their way out after the last `: `.
  static Finding broken(String hop, String words) {
    int colon = words.lastIndexOf(": ");
    return colon < 0
        ? broken(hop, words, "see the log in the data folder")
        : broken(hop, words.substring(0, colon), words.substring(colon + 2));
  }

  /// One line, `ok` or `FAIL`.
  public String line() {
    String head = "%-5s %-16s %s".formatted(ok ? "ok" : "FAIL", hop, detail);
    return fix.isEmpty() ? head : head + ". Fix: " + fix;
  }

  public Map<String, Object> toMap() {
    Map<String, Object> map = new LinkedHashMap<>();
    map.put("hop", hop);
    map.put("ok", ok);
    map.put("detail", detail);
    map.put("fix", fix);
    return map;
  }
}
