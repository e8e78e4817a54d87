package dev.loqa.skillhost.record;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// Prints a comparison: `-` what was recorded, `+` what the replay did.
final class ComparisonText {
  private static final int DIGEST_SHOWN = 12;

  private ComparisonText() {}

  static List<String> lines(Comparison comparison) {
    CallRecord record = comparison.record();
    List<String> lines = new ArrayList<>();
    lines.add(
        "%s  %s  %s"
            .formatted(record.invocation().id().value(), asked(record), record.invocation().now()));
    lines.add("recorded  " + version(record.skillVersion(), record.module()));
    lines.add(
        "replayed  "
            + version(comparison.skillVersion(), comparison.module())
            + (comparison.sameModule() ? ", the same module" : ", another module"));
    for (CallDifference difference : comparison.calls()) {
      lines.add("call " + difference.index() + ":");
      if (difference.expected() != null) {
        lines.add("  - " + difference.expected());
      }
      if (difference.got() != null) {
        lines.add("  + " + difference.got() + " -> " + difference.answered());
      }
    }
    for (Comparison.Change change : comparison.changes()) {
      lines.add(change.what() + ":");
      change.recorded().lines().forEach(line -> lines.add("  - " + line));
      change.replayed().lines().forEach(line -> lines.add("  + " + line));
    }
    lines.add(
        comparison.identical()
            ? "identical: %s; calls: %d, effects: %d"
                .formatted(
                    comparison.recorded().end().shown(),
                    record.calls().size(),
                    comparison.recorded().effects().size())
            : "different: %d of %d calls, %d of the results"
                .formatted(
                    comparison.calls().size(), record.calls().size(), comparison.changes().size()));
    if (!comparison.caution().isEmpty()) {
      lines.add("note: " + comparison.caution());
    }
    return lines;
  }

  private static String asked(CallRecord record) {
    String intent = record.invocation().intent();
    return intent != null ? intent : record.invocation().subject();
  }

  private static String version(String version, String module) {
    return version
        + " (module "
        + module.substring(0, Math.min(DIGEST_SHOWN, module.length()))
        + ")";
  }

  static Map<String, Object> map(Comparison comparison) {
    Map<String, Object> map = new LinkedHashMap<>();
    map.put("invocation", comparison.record().invocation().id().value());
    map.put("skill", comparison.record().invocation().skill());
    map.put("identical", comparison.identical());
    map.put("same_module", comparison.sameModule());
    map.put(
        "recorded",
        side(
            comparison.record().skillVersion(),
            comparison.record().module(),
            comparison.recorded()));
    map.put(
        "replayed", side(comparison.skillVersion(), comparison.module(), comparison.replayed()));
    List<Object> calls = new ArrayList<>();
    for (CallDifference difference : comparison.calls()) {
      Map<String, Object> call = new LinkedHashMap<>();
      call.put("index", difference.index());
      if (difference.expected() != null) {
        call.put("expected", difference.expected());
      }
      if (difference.got() != null) {
        call.put("got", difference.got());
        call.put("answered", difference.answered());
      }
      calls.add(call);
    }
    map.put("calls", calls);
    map.put("caution", comparison.caution());
    return map;
  }

  private static Map<String, Object> side(String version, String module, RecordedOutcome outcome) {
    Map<String, Object> side = new LinkedHashMap<>();
    side.put("version", version);
    side.put("module", module);
    side.put("end", outcome.end().shown());
    side.put("reply", outcome.reply());
    side.put("effects", outcome.effects());
    side.put("receipts", outcome.receipts());
    return side;
  }
}
