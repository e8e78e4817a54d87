package dev.loqa.loqad.skills;

import dev.loqa.loqad.home.Home;
import dev.loqa.loqad.store.EventStore;
import dev.loqa.loqad.store.NewEvent;
import dev.loqa.loqad.store.StateChange;
import dev.loqa.loqad.store.StoreException;
import dev.loqa.loqad.store.Timer;
import dev.loqa.protocol.AlertRing;
import dev.loqa.skillhost.Effect;
import dev.loqa.skillhost.Outcome;
import dev.loqa.skillhost.SkillInvocation;
import dev.loqa.skillhost.Wording;
import dev.loqa.understanding.reply.Phrases;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Settles calls of which nothing is kept: the event that says why, what the person hears, and the
/// alert that rings all the same. Thread-safe; blocks until durable.
final class FailedCalls {
  private static final Logger LOG = LoggerFactory.getLogger(FailedCalls.class);

  private final EventStore store;
  private final Home home;
  private final Alerts alerts;
  private final InstantSource clock;
  private final Wording wording = new Wording();

  FailedCalls(EventStore store, Home home, Alerts alerts, InstantSource clock) {
    this.store = store;
    this.home = home;
    this.alerts = alerts;
    this.clock = clock;
  }

  /// Records that nothing of the call is kept.
  SkillRun failed(
      SkillInvocation invocation,
      CallScope scope,
      Outcome outcome,
      @Nullable Timer woken,
      StateChange record) {
    String error = FailureText.of(outcome);
    LOG.atWarn()
        .addKeyValue("skill", invocation.skill())
        .addKeyValue("invocation", invocation.id())
        .addKeyValue("error", error)
        .log("skill failed");
    List<NewEvent> audit =
        outcome instanceof Outcome.Denied denied
            ? List.of(CallEvents.denied(invocation, scope, denied.reason()))
            : List.of();
    String words =
        Uncleared.words(invocation, scope, outcome, home)
            .orElseGet(() -> wording.failed(invocation.skill(), outcome, scope.language()));
    Ended ended = new Ended(error, words, audit, List.of(record), outcome.trail().done());
    return ended(invocation, scope, ended, woken);
  }

  /// Records that the call was answered without running the skill, because it rests.
  SkillRun resting(
      SkillInvocation invocation, CallScope scope, SkillHealth.Rest rest, @Nullable Timer woken) {
    String error =
        switch (rest) {
          case SkillHealth.Rest.Pause pause ->
              "not called: it failed just now (" + pause.why() + ")";
          case SkillHealth.Rest.Quarantine quarantine ->
              "not called: it is in quarantine since "
                  + quarantine.since()
                  + " ("
                  + quarantine.why()
                  + ")";
          case SkillHealth.Rest.Revoked revoked -> "not called: " + revoked.why();
        };
    String words = rest.words(invocation.skill(), Phrases.in(scope.language()));
    Ended ended = new Ended(error, words, List.of(), List.of(), List.of());
    return ended(invocation, scope, ended, woken);
  }

  /// Records that a rehearsal did not call a skill whose effects no commit holds back.
  SkillRun actsAtOnce(SkillInvocation invocation, CallScope scope) {
    String error = "not called: a dry turn has no effect, and what this skill does it does at once";
    Ended ended = new Ended(error, broken(invocation, List.of()), List.of(), List.of(), List.of());
    return ended(invocation, scope, ended, null);
  }

  /// A call that did not end well, in words for the operator and for the person.
  ///
  /// @param audit events besides its own
  /// @param record what is kept of the call itself
  /// @param done what cannot be taken back
  private record Ended(
      String error,
      String words,
      List<NewEvent> audit,
      List<StateChange> record,
      List<Effect> done) {}

  private SkillRun ended(
      SkillInvocation invocation, CallScope scope, Ended ended, @Nullable Timer woken) {
    AlertChanges alert = AlertChanges.ofFailure(invocation, woken, scope, clock.instant());
    SkillRun run =
        new SkillRun(
            invocation.id(),
            invocation.skill(),
            invocation.intent(),
            List.of(),
            ended.words(),
            false,
            null,
            ended.error(),
            List.of());
    List<StateChange> changes = new ArrayList<>(alert.changes());
    changes.add(new StateChange.InvocationEnded(invocation.id(), ended.error()));
    changes.addAll(ended.record());
    try {
      List<NewEvent> events = new ArrayList<>();
      events.add(CallEvents.failed(run, scope, ended.error(), ended.done()));
      events.addAll(ended.audit());
      store.appendAll(events, changes);
    } catch (StoreException e) {
      return unrecorded(invocation, e, ended.done());
    }
    AlertRing ring = alert.ring();
    if (ring != null) {
      alerts.ring(ring);
    }
    return run;
  }

  /// The end of a call that could not be written down, so that nothing of it is done, except what
  /// happened at once and is named in `done`: the store took the call's beginning and broke after,
  /// or the skill was purged meanwhile.
  static SkillRun unrecorded(SkillInvocation invocation, StoreException e, List<Effect> done) {
    LOG.atError()
        .addKeyValue("skill", invocation.skill())
        .addKeyValue("invocation", invocation.id())
        .addKeyValue("done", CallEvents.deeds(done))
        .setCause(e)
        .log("effects not recorded, so not done");
    return new SkillRun(
        invocation.id(),
        invocation.skill(),
        invocation.intent(),
        List.of(),
        e.fault() == StoreException.Fault.ENDED
            ? broken(invocation, done)
            : unwritable(invocation, done),
        false,
        null,
        String.valueOf(e.getMessage()),
        List.of());
  }

  private static String unwritable(SkillInvocation invocation, List<Effect> done) {
    Phrases phrases = Phrases.in(invocation.language());
    return done.isEmpty() ? phrases.unwritable() : phrases.unwritable(invocation.skill());
  }

  /// Each call kept within the skill's quota, and both together do not: the second one fails.
  SkillRun overQuota(
      SkillInvocation invocation,
      CallScope scope,
      StoreException e,
      List<Effect> happened,
      @Nullable Timer woken,
      StateChange record) {
    String error = "not kept: " + e.getMessage();
    Ended ended =
        new Ended(error, broken(invocation, happened), List.of(), List.of(record), happened);
    return ended(invocation, scope, ended, woken);
  }

  private static String broken(SkillInvocation invocation, List<Effect> happened) {
    Phrases phrases = Phrases.in(invocation.language());
    return happened.isEmpty()
        ? phrases.broken(invocation.skill())
        : phrases.brokenHalfway(invocation.skill());
  }
}
