package dev.loqa.loqad.skills;

import dev.loqa.loqad.home.Home;
import dev.loqa.loqad.home.HomeAnswer;
import dev.loqa.loqad.home.HomeCommand;
import dev.loqa.loqad.store.StateChange;
import dev.loqa.loqad.store.Timer;
import dev.loqa.skillhost.Effect;
import dev.loqa.skillhost.EffectResult;
import dev.loqa.skillhost.TimerRequest;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/// Works out what one invocation's effects mean, before any of it is kept. Pure.
///
/// @param changes what goes into the store, in order
/// @param results what becomes of each effect once the changes are durable
/// @param publishes messages that go out once the changes are durable
record Commit(
    List<StateChange> changes, List<EffectResult> results, List<Effect.Publish> publishes) {
  Commit {
    changes = List.copyOf(changes);
    results = List.copyOf(results);
    publishes = List.copyOf(publishes);
  }

  /// The commands to the home among `effects`; what is none is left out.
  static List<HomeCommand> commands(List<Effect> effects) {
    List<HomeCommand> commands = new ArrayList<>();
    for (Effect effect : effects) {
      if (effect instanceof Effect.Publish publish && isCommand(publish)) {
        HomeCommand.read(publish.number(), publish.json()).ifPresent(commands::add);
      }
    }
    return commands;
  }

  private static boolean isCommand(Effect.Publish publish) {
    return publish.subject().equals(Home.COMMAND_SUBJECT);
  }

  /// What `effects` mean for a skill whose timers are `timers`, at `now`.
  ///
  /// @param carried what the home made of [#commands]
  static Commit plan(
      String skill,
      CallScope scope,
      List<Effect> effects,
      Home.Carried carried,
      List<Timer> timers,
      Instant now,
      ZoneId zone) {
    Set<String> known = timers.stream().map(Timer::id).collect(Collectors.toSet());
    List<StateChange> changes = new ArrayList<>();
    List<EffectResult> results = new ArrayList<>();
    List<Effect.Publish> publishes = new ArrayList<>();
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
        case Effect.Publish publish when isCommand(publish) ->
            results.add(result(publish, carried, scope.language()));
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
    carried
        .keep()
        .ifPresent(home ->
            changes.add(new StateChange.KvPut(SkillService.HOME, SkillService.HOME_KEY, home)));
    return new Commit(changes, results, publishes);
  }

  private static EffectResult result(
      Effect.Publish publish, Home.Carried carried, String language) {
    return switch (carried.answers().get(publish.number())) {
      case HomeAnswer.Done done ->
          new EffectResult(publish.number(), true, done.readBack().state());
      case HomeAnswer.Refused refused ->
          EffectResult.failed(publish.number(), refused.fault().words(language));
      case null -> EffectResult.failed(publish.number(), HomeAnswer.Fault.CANNOT.words(language));
    };
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
