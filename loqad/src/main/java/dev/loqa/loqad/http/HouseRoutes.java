package dev.loqa.loqad.http;

import dev.loqa.base.json.Json;
import dev.loqa.base.json.JsonException;
import dev.loqa.loqad.skills.SkillCatalog;
import dev.loqa.loqad.store.Timer;
import dev.loqa.protocol.Quoted;
import dev.loqa.skillhost.manifest.Manifest;
import dev.loqa.understanding.IntentSpec;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;

/// The house as it stands: timers, what rings, what can be said.
final class HouseRoutes {
  private final ApiContext context;

  HouseRoutes(ApiContext context) {
    this.context = context;
  }

  List<Route> routes() {
    return List.of(
        Route.owner("GET", "/v1/timers", _ -> timers()),
        Route.owner("GET", "/v1/alerts", _ -> alerts()),
        Route.owner("POST", "/v1/alerts/{alert}/ack", this::acknowledge),
        Route.owner("GET", "/v1/catalog", _ -> catalog()));
  }

  private Answer timers() {
    Instant now = context.skills().now();
    List<Object> timers = new ArrayList<>();
    context.store().skills().timers().forEach(timer -> timers.add(view(timer, now)));
    return Answer.json(Map.of("timers", timers));
  }

  private static Map<String, Object> view(Timer timer, Instant now) {
    Map<String, Object> view = new LinkedHashMap<>();
    view.put("skill", timer.skill());
    view.put("id", timer.id());
    view.put("kind", timer.kind().name().toLowerCase(Locale.ROOT));
    view.put("state", timer.state().name().toLowerCase(Locale.ROOT));
    view.put("due_at", timer.dueAt().toString());
    view.put("created_at", timer.createdAt().toString());
    view.put("remaining_ms", Math.max(0, Duration.between(now, timer.dueAt()).toMillis()));
    view.put("repeat", timer.repeat());
    view.put("room", timer.room());
    view.put("session", timer.session());
    try {
      view.put("payload", Json.readObject(timer.payload()));
    } catch (JsonException e) {
      view.put("payload", Map.of("text", timer.payload()));
    }
    view.values().removeIf(Objects::isNull);
    return view;
  }

  private Answer alerts() {
    return Answer.json(Map.of("alerts", context.alerts().ringing()));
  }

  private Answer acknowledge(Call call) {
    String alert = call.part("alert");
    if (!context.alerts().acknowledge(alert, "http")) {
      throw new HttpFault(
          404, "the alert " + Quoted.of(alert), "does not ring", "see /v1/alerts for what does");
    }
    return Answer.json(Map.of("alert_id", alert, "acknowledged", true));
  }

  private Answer catalog() {
    SkillCatalog catalog = context.catalog().get();
    List<Object> skills = new ArrayList<>();
    catalog.skills().values().stream()
        .sorted(Comparator.comparing(Manifest::name))
        .forEach(manifest -> skills.add(view(manifest, catalog)));
    Map<String, Object> body = new LinkedHashMap<>();
    body.put("language", catalog.lexicon().language());
    body.put("version", catalog.version());
    body.put("examples", catalog.examples());
    body.put("skills", skills);
    return Answer.json(body);
  }

  private static Map<String, Object> view(Manifest manifest, SkillCatalog catalog) {
    List<Object> intents =
        catalog.intents().values().stream()
            .filter(intent -> manifest.intents().containsKey(intent.id()))
            .sorted(Comparator.comparing(IntentSpec::id))
            .<Object>map(intent ->
                Map.of(
                    "intent", intent.id(),
                    "sentences", intent.sentences(),
                    "risk",
                        String.valueOf(catalog.risks().get(intent.id())).toLowerCase(Locale.ROOT)))
            .toList();
    return Map.of(
        "name",
        manifest.name(),
        "version",
        manifest.metadata().version().toString(),
        "intents",
        intents);
  }
}
