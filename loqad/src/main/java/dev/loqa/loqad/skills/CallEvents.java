package dev.loqa.loqad.skills;

import dev.loqa.base.json.Json;
import dev.loqa.loqad.store.NewEvent;
import dev.loqa.loqad.store.StateChange;
import dev.loqa.protocol.Envelope;
import dev.loqa.protocol.SkillFailed;
import dev.loqa.protocol.SkillResult;
import dev.loqa.skillhost.Effect;
import dev.loqa.skillhost.Outcome;
import dev.loqa.skillhost.SkillInvocation;
import dev.loqa.skillhost.record.CallRecord;
import dev.loqa.skillhost.record.RecordJson;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// What the event store keeps of a call's end. A call outside a conversation has no session to
/// name.
final class CallEvents {
  private static final int MOST_DEEDS = 64;

  private CallEvents() {}

  /// What the call was answered, to stand beside it as long as its events do.
  static StateChange record(CallRecord record, CallScope scope) {
    return new StateChange.InvocationRecorded(
        record.invocation().id(),
        record.invocation().skill(),
        scope.session() == null ? null : scope.session().value(),
        scope.envelope().privacyScope(),
        RecordJson.text(record).getBytes(StandardCharsets.UTF_8));
  }

  /// What was done, the first 64: `{effect, call, target}` each; an address without its query.
  static List<Map<String, Object>> deeds(List<Effect> effects) {
    return effects.stream().limit(MOST_DEEDS).map(CallEvents::deed).toList();
  }

  private static Map<String, Object> deed(Effect effect) {
    String call =
        switch (effect) {
          case Effect.Publish _ -> "publish";
          case Effect.KvPut _ -> "kv_put";
          case Effect.KvDelete _ -> "kv_delete";
          case Effect.TimerSet _ -> "timer_set";
          case Effect.TimerCancel _ -> "timer_cancel";
          case Effect.Http _ -> "http";
        };
    String target =
        switch (effect) {
          case Effect.Publish publish -> publish.subject();
          case Effect.KvPut put -> put.key();
          case Effect.KvDelete delete -> delete.key();
          case Effect.TimerSet set -> set.timer().id();
          case Effect.TimerCancel cancel -> cancel.timer();
          case Effect.Http http ->
              http.method() + " " + http.url().replaceFirst("\\?.*", "") + " " + http.status();
        };
    return Map.of("effect", effect.number(), "call", call, "target", target);
  }

  /// The event that says what a call did and what became of it.
  static NewEvent done(SkillRun run, CallScope scope, Outcome.Completed outcome) {
    Map<String, Object> fields = new LinkedHashMap<>();
    if (scope.session() != null) {
      fields.putAll(
          Json.toMap(
              new SkillResult(
                  run.id(),
                  scope.session(),
                  run.skill(),
                  run.intent(),
                  run.receipts(),
                  run.words(),
                  scope.turn(),
                  Map.of())));
    } else {
      fields.put("invocation_id", run.id().value());
      fields.put("skill", run.skill());
      fields.put("receipts", run.receipts().stream().map(Json::toMap).toList());
    }
    List<Effect> effects = new ArrayList<>(outcome.trail().done());
    effects.addAll(outcome.effects());
    effects.sort(Comparator.comparingInt(Effect::number));
    fields.put("effects", effects.size());
    if (!effects.isEmpty()) {
      fields.put("did", deeds(effects));
    }
    fields.put("wall_us", outcome.trail().wall().toNanos() / 1_000);
    mark(fields, scope);
    return NewEvent.of("skill.result", scope.envelope(), Json.text(fields));
  }

  /// Says of a call that nobody meant, and of one whose effects did not happen.
  private static void mark(Map<String, Object> fields, CallScope scope) {
    if (scope.purpose().synthetic()) {
      fields.put("synthetic", true);
    }
    if (scope.purpose().dry()) {
      fields.put("dry", true);
    }
  }

  /// The audit of a call that was not allowed to begin.
  static NewEvent denied(SkillInvocation invocation, CallScope scope, String reason) {
    Map<String, Object> fields = new LinkedHashMap<>();
    fields.put("skill", invocation.skill());
    fields.put("invocation_id", invocation.id().value());
    fields.put("call", "invoke");
    fields.put("target", invocation.subject());
    fields.put("reason", reason);
    mark(fields, scope);
    return NewEvent.of("audit.denied", scope.envelope(), Json.text(fields));
  }

  /// The audit of a subject that a skill's manifest subscribes to without its owner's grant.
  static NewEvent refused(String skill, String subject) {
    return NewEvent.of(
        "audit.denied",
        Envelope.ofSystem(),
        Json.text(
            Map.of(
                "skill",
                skill,
                "call",
                "subscribe",
                "target",
                subject,
                "reason",
                "the owner's grant does not name it")));
  }

  /// The event that says a call failed and why; nothing of it was kept but what had happened at
  /// once.
  static NewEvent failed(SkillRun run, CallScope scope, String error, List<Effect> done) {
    Map<String, Object> fields = new LinkedHashMap<>();
    fields.putAll(
        scope.session() == null
            ? Map.of("invocation_id", run.id().value(), "skill", run.skill(), "error", error)
            : Json.toMap(
                new SkillFailed(
                    run.id(),
                    scope.session(),
                    run.skill(),
                    run.intent(),
                    List.of(),
                    run.words(),
                    error,
                    scope.turn(),
                    Map.of())));
    if (!done.isEmpty()) {
      fields.put("did", deeds(done));
    }
    mark(fields, scope);
    return NewEvent.of("skill.failed", scope.envelope(), Json.text(fields));
  }
}
