package dev.loqa.loqad.skills;

import dev.loqa.base.json.Json;
import dev.loqa.base.json.JsonException;
import dev.loqa.loqad.home.HomeState;
import dev.loqa.loqad.home.SimulatedHome;
import dev.loqa.loqad.store.StateChange;
import dev.loqa.loqad.store.Timer;
import dev.loqa.skillhost.Effect;
import dev.loqa.skillhost.EffectResult;
import dev.loqa.skillhost.TimerRequest;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/// Works out what one invocation's effects mean, before any of it happens. Pure.
///
/// @param home the home as it will be
/// @param changes what goes into the store, in order
/// @param results what becomes of each effect once the changes are durable
/// @param publishes messages that go out once the changes are durable
record Commit(
    HomeState home,
    List<StateChange> changes,
    List<EffectResult> results,
    List<Effect.Publish> publishes) {
  Commit {
    changes = List.copyOf(changes);
    results = List.copyOf(results);
    publishes = List.copyOf(publishes);
  }

  /// What `effects` mean for a skill whose timers are `timers`, in `home`, at `now`.
  static Commit plan(
      String skill,
      CallScope scope,
      List<Effect> effects,
      HomeState home,
      List<Timer> timers,
      Instant now,
      ZoneId zone) {
    Set<String> known = timers.stream().map(Timer::id).collect(Collectors.toSet());
    List<StateChange> changes = new ArrayList<>();
    List<EffectResult> results = new ArrayList<>();
    List<Effect.Publish> publishes = new ArrayList<>();
    HomeState after = home;
    for (Effect effect : effects) {
      switch (effect) {
        case Effect.KvPut put -> {
          changes.add(new StateChange.KvPut(skill, put.key(), put.value().toArray()));
          results.add(EffectResult.done(put.number()));
        }
        case Effect.KvDelete delete -> {
          changes.add(new StateChange.KvDelete(skill, delete.key()));
          results.add(EffectResult.done(delete.number()));
        }
        case Effect.TimerSet set -> {
          changes.add(new StateChange.TimerSet(timer(skill, scope, set.timer(), now, zone)));
          known.add(set.timer().id());
          results.add(EffectResult.done(set.number()));
        }
        case Effect.TimerCancel cancel -> {
          changes.add(new StateChange.TimerCancel(skill, cancel.timer()));
          results.add(
              known.remove(cancel.timer())
                  ? EffectResult.done(cancel.number())
                  : EffectResult.failed(cancel.number(), "there is no such timer"));
        }
        case Effect.Publish publish
            when publish.subject().equals(SimulatedHome.COMMAND_SUBJECT) -> {
          HomeState.Applied applied = command(after, publish.json());
          switch (applied) {
            case HomeState.Applied.Done done -> {
              after = done.after();
              results.add(new EffectResult(publish.number(), true, done.readBack().state()));
            }
            case HomeState.Applied.Refused refused ->
                results.add(EffectResult.failed(publish.number(), refused.reason()));
          }
        }
        case Effect.Publish publish -> {
          publishes.add(publish);
          results.add(EffectResult.done(publish.number()));
        }
        case Effect.Http http ->
            results.add(
                new EffectResult(
                    http.number(), http.status() / 100 == 2, "status " + http.status()));
      }
    }
    if (!after.equals(home)) {
      changes.add(
          new StateChange.KvPut(
              SkillService.HOME, SkillService.HOME_KEY, SimulatedHome.save(after)));
    }
    return new Commit(after, changes, results, publishes);
  }

  private static HomeState.Applied command(HomeState home, String json) {
    try {
      Map<String, Object> command = Json.readObject(json);
      Object data = command.getOrDefault("data", Map.of());
      return home.apply(
          String.valueOf(command.get("entity")),
          String.valueOf(command.get("service")),
          data instanceof Map<?, ?> map ? dev.loqa.protocol.JsonValues.copy(keyed(map)) : Map.of());
    } catch (JsonException e) {
      return new HomeState.Applied.Refused("the command is no JSON object");
    }
  }

  private static Map<String, Object> keyed(Map<?, ?> map) {
    Map<String, Object> keyed = new java.util.LinkedHashMap<>();
    map.forEach((key, value) -> {
      if (value != null) {
        keyed.put(String.valueOf(key), value);
      }
    });
    return keyed;
  }

  private static Timer timer(
      String skill, CallScope scope, TimerRequest request, Instant now, ZoneId zone) {
    boolean countdown = request.when() instanceof TimerRequest.When.After;
    String session = scope.session() == null ? null : scope.session().value();
    return Timer.pending(
        skill,
        request.id(),
        countdown ? Timer.Kind.COUNTDOWN : Timer.Kind.ALARM,
        request.due(now, zone),
        now,
        Repeats.text(request),
        request.payloadJson(),
        session,
        scope.room());
  }
}
