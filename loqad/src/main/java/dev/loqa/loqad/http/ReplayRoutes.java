package dev.loqa.loqad.http;

import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.api.common.Attributes;
import io.opentelemetry.api.metrics.LongCounter;
import java.util.List;
import java.util.Map;

/// What came of synthetic turns, as who played them judged it: `POST /v1/replays`. It becomes a
/// metric, because a replay ends before anybody could read one from it.
final class ReplayRoutes {
  private static final AttributeKey<String> RESULT = AttributeKey.stringKey("result");
  private static final List<String> RESULTS = List.of("ok", "wrong", "lost", "late");
  private static final int MOST_TURNS = 100_000;

  private final LongCounter results;

  ReplayRoutes(ApiContext context) {
    results =
        context
            .telemetry()
            .meter()
            .counterBuilder("loqa.synthetic_results")
            .setDescription(
                "Synthetic turns, by what came of them; late ones are also ok or wrong.")
            .build();
  }

  List<Route> routes() {
    return List.of(Route.owner("POST", "/v1/replays", this::played));
  }

  private Answer played(Call call) {
    Map<String, Object> body = call.json();
    for (String result : RESULTS) {
      results.add(count(body, result), Attributes.of(RESULT, result));
    }
    return Answer.json(Map.of("counted", true));
  }

  private static long count(Map<String, Object> body, String name) {
    if (body.get(name) instanceof Long count && count >= 0 && count <= MOST_TURNS) {
      return count;
    }
    throw new HttpFault(400, name, "is no count of turns", "send a number from 0 to " + MOST_TURNS);
  }
}
