package dev.loqa.loqad.skills;

import dev.loqa.base.json.Json;
import dev.loqa.loqad.store.NewEvent;
import dev.loqa.protocol.Envelope;
import dev.loqa.protocol.SkillFailed;
import dev.loqa.protocol.SkillResult;
import dev.loqa.skillhost.Outcome;
import dev.loqa.skillhost.SkillInvocation;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// What the event store keeps of a call's end. A call outside a conversation has no session to
/// name.
final class CallEvents {
  private CallEvents() {}

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
    fields.put("effects", outcome.effects().size() + outcome.trail().done().size());
    fields.put("wall_us", outcome.trail().wall().toNanos() / 1_000);
    return NewEvent.of("skill.result", scope.envelope(), Json.text(fields));
  }

  /// The audit of a call that was not allowed to begin.
  static NewEvent denied(SkillInvocation invocation, CallScope scope, String reason) {
    return NewEvent.of(
        "audit.denied",
        scope.envelope(),
        Json.text(
            Map.of(
                "skill",
                invocation.skill(),
                "invocation_id",
                invocation.id().value(),
                "call",
                "invoke",
                "target",
                invocation.subject(),
                "reason",
                reason)));
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

  /// The event that says a call failed and why; nothing of it was kept.
  static NewEvent failed(SkillRun run, CallScope scope, String error) {
    Map<String, Object> fields =
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
                    Map.of()));
    return NewEvent.of("skill.failed", scope.envelope(), Json.text(fields));
  }
}
