package dev.loqa.loqad.skills;

import dev.loqa.loqad.home.Home;
import dev.loqa.loqad.home.HomeCommand;
import dev.loqa.skillhost.Effect;
import dev.loqa.skillhost.Outcome;
import dev.loqa.skillhost.SkillInvocation;
import dev.loqa.skillhost.Trail;
import dev.loqa.skillhost.manifest.Risk;
import dev.loqa.understanding.ListValue;
import dev.loqa.understanding.reply.Phrases;
import java.net.URI;
import java.util.List;
import java.util.Optional;

/// Tells the person what a skill wanted to do that nobody had agreed to. Pure.
final class Uncleared {
  private static final int MOST_NAMED = 3;

  private Uncleared() {}

  /// The words for a call that was denied something for want of an agreement; empty if nothing was.
  ///
  /// @param home whose things have names
  static Optional<String> words(
      SkillInvocation invocation, CallScope scope, Outcome outcome, Home home) {
    return words(
        invocation.skill(),
        outcome.trail(),
        home.names(scope.language()),
        Phrases.in(scope.language()));
  }

  private static Optional<String> words(
      String skill, Trail trail, List<ListValue> names, Phrases phrases) {
    if (trail.uncleared().isEmpty()) {
      return Optional.empty();
    }
    List<String> deeds =
        trail.uncleared().stream()
            .map(denied -> deed(denied.effect(), names, phrases))
            .distinct()
            .limit(MOST_NAMED)
            .toList();
    boolean pin = trail.uncleared().stream().anyMatch(denied -> denied.needed() == Risk.PIN);
    return Optional.of(phrases.uncleared(skill, deeds, pin));
  }

  private static String deed(Effect effect, List<ListValue> names, Phrases phrases) {
    return switch (effect) {
      case Effect.Publish publish when publish.subject().equals(Home.COMMAND_SUBJECT) ->
          HomeCommand.read(publish.number(), publish.json())
              .map(command -> phrases.deed(command.service(), name(command.entity(), names)))
              .orElseGet(() -> phrases.message(publish.subject()));
      case Effect.Publish publish -> phrases.message(publish.subject());
      case Effect.Http http -> phrases.message(host(http.url()));
      case Effect.KvPut put -> phrases.message(put.key());
      case Effect.KvDelete delete -> phrases.message(delete.key());
      case Effect.TimerSet set -> phrases.message(set.timer().id());
      case Effect.TimerCancel cancel -> phrases.message(cancel.timer());
    };
  }

  private static String host(String url) {
    String host = URI.create(url).getHost();
    return host == null ? url : host;
  }

  private static String name(String entity, List<ListValue> names) {
    return names.stream()
        .filter(name -> entity.equals(name.out()))
        .map(ListValue::in)
        .findFirst()
        .orElse(entity);
  }
}
