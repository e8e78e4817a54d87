package dev.loqa.loqad.skills;

import dev.loqa.loqad.store.StateChange;
import dev.loqa.loqad.store.Timer;
import dev.loqa.protocol.AlertRing;
import dev.loqa.skillhost.SkillInvocation;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// What one invocation means for what rings: the reply's value `alert` is `{id, label}` to ring or
/// `{ack: [ids]}` to stop.
///
/// @param changes to be committed with the invocation's effects
/// @param ring what rings once that is durable
/// @param acknowledged ids of alerts that stop
record AlertChanges(
    List<StateChange> changes, @Nullable AlertRing ring, List<String> acknowledged) {
  AlertChanges {
    changes = List.copyOf(changes);
    acknowledged = List.copyOf(acknowledged);
  }

  static AlertChanges of(
      SkillInvocation invocation,
      Map<String, Object> values,
      String words,
      @Nullable Timer woken,
      CallScope scope,
      Instant now) {
    Map<?, ?> alert = values.get("alert") instanceof Map<?, ?> map ? map : Map.of();
    if (woken != null && alert.get("label") != null) {
      return ringing(invocation, woken, String.valueOf(alert.get("label")), words, scope);
    }
    if (woken != null) {
      return new AlertChanges(ended(woken), null, List.of());
    }
    List<String> acknowledged = new ArrayList<>();
    if (alert.get("ack") instanceof List<?> ids) {
      ids.forEach(id -> acknowledged.add(String.valueOf(id)));
    }
    return new AlertChanges(List.of(), null, acknowledged);
  }

  /// A timer whose skill failed rings all the same: nobody waits for it in vain.
  static AlertChanges ofFailure(
      SkillInvocation invocation, @Nullable Timer woken, CallScope scope, Instant now) {
    if (woken == null) {
      return new AlertChanges(List.of(), null, List.of());
    }
    return ringing(
        invocation,
        woken,
        invocation.skill(),
        "A timer of the " + invocation.skill() + " skill has ended.",
        scope);
  }

  private static AlertChanges ringing(
      SkillInvocation invocation, Timer woken, String label, String words, CallScope scope) {
    AlertRing ring =
        new AlertRing(
            Alerts.id(invocation.skill(), woken.id()),
            label,
            words,
            woken.room(),
            scope.session(),
            woken.dueAt());
    return new AlertChanges(List.of(Alerts.keep(ring)), ring, List.of());
  }

  private static List<StateChange> ended(Timer woken) {
    return woken.repeat() == null
        ? List.of(new StateChange.TimerCancel(woken.skill(), woken.id()))
        : List.of();
  }
}
