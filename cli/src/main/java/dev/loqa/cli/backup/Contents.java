package dev.loqa.cli.backup;

import dev.loqa.cli.api.Values;
import java.util.Locale;
import java.util.Map;

/// What a backup holds, in words and numbers for a person.
final class Contents {
  private Contents() {}

  /// `1,234 events (chain whole), 12 sessions, 3 timers, 8 skills; 41 files`.
  static String line(Head head, int files) {
    return "%,d events (%s), %,d sessions, %,d timers, %,d skills; %,d files"
        .formatted(
            (long) Values.number(head.store(), "events"),
            head.store().get("fault") == null ? "chain whole" : "DAMAGED",
            rows(head.store(), "sessions"),
            rows(head.store(), "timers"),
            rows(head.store(), "skill_versions"),
            files);
  }

  /// Rows of a table.
  static long rows(Map<String, Object> store, String table) {
    return (long) Values.number(Values.object(Values.object(store, "tables"), table), "rows");
  }

  /// Bytes as a person reads them.
  static String size(long bytes) {
    if (bytes < 1_000) {
      return bytes + " bytes";
    }
    double value = bytes / 1e3;
    String unit = "kB";
    for (String next : new String[] {"MB", "GB", "TB"}) {
      if (value >= 1_000) {
        value /= 1_000;
        unit = next;
      }
    }
    return String.format(Locale.ROOT, "%.1f %s", value, unit);
  }
}
