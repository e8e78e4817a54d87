package dev.loqa.cli;

import dev.loqa.cli.api.Api;
import dev.loqa.cli.api.CliException;
import dev.loqa.cli.api.Values;
import java.util.List;
import java.util.Map;

/// Why a turn went worse than it should: what its `session.degraded` events say, so that a person
/// need not look for them.
final class Troubles {
  private static final int MOST = 50;

  private Troubles() {}

  /// The lines for one turn; none when all went well, or nothing can be learnt.
  static List<String> of(Api api, Map<String, Object> turn) {
    String session = Values.text(turn, "session");
    if (session.isEmpty()) {
      return List.of();
    }
    try {
      Map<String, String> query =
          Map.of("session", session, "type", "session.degraded", "limit", Integer.toString(MOST));
      return lines(
          Values.list(api.get(Api.path("/v1/events", query)), "events"), Values.text(turn, "turn"));
    } catch (CliException e) {
      // The turn is what was asked for; it has been printed.
      return List.of();
    }
  }

  static List<String> lines(List<Map<String, Object>> events, String turn) {
    return events.stream()
        .filter(event -> Values.text(Values.object(event, "envelope"), "turn_id").equals(turn))
        .map(event -> Values.object(event, "payload"))
        .map(payload ->
            "trouble   %s: %s (%s)"
                .formatted(
                    Values.text(payload, "stage"),
                    Values.text(payload, "reason"),
                    Values.text(payload, "fallback")))
        .distinct()
        .toList();
  }
}
