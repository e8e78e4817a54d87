package dev.loqa.loqad.http;

import dev.loqa.base.json.Json;
import dev.loqa.loqad.skills.SkillService;
import dev.loqa.loqad.store.EventStore;
import dev.loqa.loqad.store.Page.Cursor;
import dev.loqa.loqad.store.Page.StoredEvent;
import dev.loqa.loqad.store.Query;
import dev.loqa.loqad.store.SkillState.Invocation;
import dev.loqa.protocol.InvocationId;
import dev.loqa.skillhost.denials.Denial;
import dev.loqa.skillhost.denials.WhyDenied;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Calls of skills: what they were answered, to be run again elsewhere, and what they were denied.
final class InvocationRoutes {
  private static final String DENIED = "audit.denied";
  private static final int MOST_READ = 1_000;

  private final EventStore store;
  private final SkillService skills;

  InvocationRoutes(EventStore store, SkillService skills) {
    this.store = store;
    this.skills = skills;
  }

  List<Route> routes() {
    return List.of(
        Route.owner("GET", "/v1/invocations", this::invocations),
        Route.owner("GET", "/v1/invocations/{invocation}", this::invocation),
        Route.owner("GET", "/v1/denials", this::denials));
  }

  private Answer invocations(Call call) {
    List<Object> list = new ArrayList<>();
    store
        .skills()
        .recorded(
            call.query("skill").orElse(null),
            call.query("session").orElse(null),
            call.number("limit", 20, 1, MOST_READ))
        .forEach(invocation -> list.add(view(invocation)));
    return Answer.json(Map.of("invocations", list));
  }

  private static Map<String, Object> view(Invocation invocation) {
    Map<String, Object> view = new LinkedHashMap<>();
    view.put("invocation_id", invocation.id().value());
    view.put("skill", invocation.skill());
    put(view, "intent", invocation.intent());
    put(view, "session", invocation.session());
    view.put("started_at", invocation.startedAt().toString());
    put(view, "ended_at", invocation.endedAt() == null ? null : invocation.endedAt().toString());
    put(view, "outcome", invocation.outcome());
    return view;
  }

  private Answer invocation(Call call) {
    InvocationId id = new InvocationId(call.part("invocation"));
    Optional<Invocation> known = store.skills().invocation(id);
    Optional<String> record = store.skills().record(id);
    if (known.isEmpty() && record.isEmpty()) {
      throw new HttpFault(
          404, "the invocation " + id.value(), "is not known", "see /v1/invocations");
    }
    Map<String, Object> body = new LinkedHashMap<>();
    known.ifPresent(invocation -> body.putAll(view(invocation)));
    record.ifPresent(text -> body.put("record", Json.readObject(text)));
    known
        .flatMap(invocation -> skills.folder(invocation.skill()))
        .ifPresent(folder -> body.put("skill_folder", folder.toAbsolutePath().toString()));
    return Answer.json(body);
  }

  /// The newest denials, newest first, each explained by the manifest as it is now.
  private Answer denials(Call call) {
    String asked = call.query("of").orElse(null);
    int limit = call.number("limit", 20, 1, 200);
    Query query = new Query(null, DENIED, null, null, true);
    List<Object> list = new ArrayList<>();
    for (StoredEvent stored : store.events(query, Cursor.START, MOST_READ).items()) {
      Map<String, Object> payload = Json.readObject(stored.event().payload());
      boolean wanted =
          asked == null
              || asked.equals(payload.get("skill"))
              || asked.equals(payload.get("invocation_id"));
      if (wanted && list.size() < limit) {
        list.add(explained(payload, stored.event().at().toString()));
      }
    }
    return Answer.json(Map.of("denials", list));
  }

  private Map<String, Object> explained(Map<String, Object> payload, String at) {
    Denial denial =
        new Denial(
            text(payload, "skill"),
            text(payload, "call"),
            text(payload, "target"),
            text(payload, "reason"));
    WhyDenied why = skills.why(denial);
    Map<String, Object> view = new LinkedHashMap<>();
    view.put("at", at);
    view.put("skill", denial.skill());
    put(view, "invocation_id", payload.get("invocation_id"));
    view.put("call", denial.call());
    view.put("target", denial.target());
    view.put("reason", denial.reason());
    view.put("kind", why.kind().name().toLowerCase(Locale.ROOT));
    view.put("line", why.line());
    view.put("risk", why.risk());
    view.put("way_out", why.wayOut());
    return view;
  }

  private static String text(Map<String, Object> payload, String key) {
    return payload.get(key) instanceof String text ? text : "";
  }

  private static void put(Map<String, Object> view, String key, @Nullable Object value) {
    if (value != null) {
      view.put(key, value);
    }
  }
}
