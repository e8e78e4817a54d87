package dev.loqa.cli.text;

import dev.loqa.base.json.Json;
import dev.loqa.cli.api.Values;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// What an event says, in one line for people. The whole event is what `--json` prints.
public final class EventText {
  // What stands in the event's other columns or belongs to a look at one turn.
  private static final List<String> ELSEWHERE =
      List.of("session", "session_id", "turn", "turn_id", "trace_id", "synthetic", "stage_ms");

  private EventText() {}

  /// The payload of an event of `type`; of a type without words of its own, its fields.
  public static String of(String type, Map<String, Object> payload) {
    String words =
        switch (type) {
          case "stt.text.final" -> quoted(Values.text(payload, "text"));
          case "route.decision" -> Values.text(payload, "decision") + ": " + because(payload);
          case "skill.result" -> done(payload);
          case "turn.ended" -> ended(payload);
          case "session.degraded" -> degraded(payload);
          default -> fields(payload);
        };
    return words.replaceAll("\\R", " ");
  }

  private static String because(Map<String, Object> payload) {
    return Values.words(payload, "why");
  }

  private static String done(Map<String, Object> payload) {
    List<String> receipts =
        Values.list(payload, "receipts").stream()
            .map(receipt ->
                Values.text(receipt, "action")
                    + " "
                    + Values.text(receipt, "target")
                    + ": "
                    + Values.text(receipt, "result"))
            .toList();
    String what = Values.text(payload, "intent");
    String by = what.isEmpty() ? Values.text(payload, "skill") : what;
    return receipts.isEmpty() ? by + ": no action" : String.join(", ", receipts);
  }

  private static String ended(Map<String, Object> payload) {
    String end = Values.text(payload, "end");
    return quoted(Values.text(payload, "transcript"))
        + " -> "
        + quoted(Values.text(payload, "reply"))
        + ", "
        + Bars.ms(Values.number(Values.object(payload, "ledger"), "total_ms"))
        + " ms"
        + (end.isEmpty() || end.equals("done") ? "" : ", " + end);
  }

  private static String degraded(Map<String, Object> payload) {
    return "%s: %s (%s)"
        .formatted(
            Values.text(payload, "stage"),
            Values.text(payload, "reason"),
            Values.text(payload, "fallback"));
  }

  private static String fields(Map<String, Object> payload) {
    Map<String, Object> shown = new LinkedHashMap<>(payload);
    ELSEWHERE.forEach(shown::remove);
    return Json.text(shown);
  }

  private static String quoted(String words) {
    return words.isEmpty() ? "(nothing)" : '"' + words + '"';
  }
}
