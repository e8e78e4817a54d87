package dev.loqa.loqad.skills;

import dev.loqa.bus.Bus;
import dev.loqa.loqad.home.Home;
import dev.loqa.loqad.home.HomeAnswer;
import dev.loqa.loqad.home.HomeCommand;
import dev.loqa.loqad.store.EventStore;
import dev.loqa.loqad.store.NewEvent;
import dev.loqa.loqad.store.StateChange;
import dev.loqa.loqad.store.StoreException;
import dev.loqa.loqad.store.Timer;
import dev.loqa.protocol.AlertRing;
import dev.loqa.protocol.Receipt;
import dev.loqa.skillhost.Effect;
import dev.loqa.skillhost.Outcome;
import dev.loqa.skillhost.Receipts;
import dev.loqa.skillhost.SkillInvocation;
import dev.loqa.skillhost.Wording;
import dev.loqa.skillhost.manifest.Manifest;
import dev.loqa.understanding.reply.Phrases;
import java.time.InstantSource;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Settles a call that came back from its guest: effects, data, timers, the home and the events in
/// one durable step, and only then the messages and the ringing. Thread-safe; blocks until durable.
final class Settlement {
  private static final Logger LOG = LoggerFactory.getLogger(Settlement.class);

  private final EventStore store;
  private final SkillPublisher publisher;
  private final Home home;
  private final Alerts alerts;
  private final InstantSource clock;
  private final ZoneId zone;
  private final Wording wording = new Wording();
  private volatile @Nullable TimerScheduler timers;

  Settlement(
      EventStore store, Bus bus, Home home, Alerts alerts, InstantSource clock, ZoneId zone) {
    this.store = store;
    this.publisher = new SkillPublisher(bus);
    this.home = home;
    this.alerts = alerts;
    this.clock = clock;
    this.zone = zone;
  }

  /// Who is told of timers.
  void timersAt(TimerScheduler scheduler) {
    timers = scheduler;
  }

  /// Commits what the guest asked for.
  ///
  /// @param manifest of the version that ran
  SkillRun commit(
      Manifest manifest,
      SkillInvocation invocation,
      CallScope scope,
      Outcome.Completed outcome,
      @Nullable Timer woken,
      StateChange record) {
    List<HomeCommand> commands = Commit.commands(outcome.effects());
    List<Effect> happened = new ArrayList<>(outcome.trail().done());
    try {
      return home.carryOut(
          commands,
          carried -> {
            told(invocation, commands, carried);
            if (home.actsAtOnce()) {
              happened.addAll(happened(outcome.effects(), carried));
            }
            return keep(manifest, invocation, scope, outcome, carried, woken, record);
          });
    } catch (StoreException e) {
      return unrecorded(invocation, e, happened);
    }
  }

  /// Makes durable what the call did, and then does what waited for that.
  private SkillRun keep(
      Manifest manifest,
      SkillInvocation invocation,
      CallScope scope,
      Outcome.Completed outcome,
      Home.Carried carried,
      @Nullable Timer woken,
      StateChange record) {
    Commit plan =
        Commit.plan(
            invocation.skill(),
            scope,
            outcome.effects(),
            carried,
            store.skills().timers(invocation.skill()),
            clock.instant(),
            zone);
    List<Receipt> receipts = Receipts.settle(outcome, plan.results());
    SkillRun run = finished(manifest, invocation, scope, outcome, plan, receipts);
    AlertChanges alert =
        AlertChanges.of(
            invocation, outcome.reply().values(), run.words(), woken, scope, clock.instant());
    List<StateChange> changes = new ArrayList<>(plan.changes());
    changes.addAll(alert.changes());
    alert.acknowledged().forEach(id -> changes.addAll(alerts.silence(id)));
    changes.add(new StateChange.InvocationEnded(invocation.id(), "completed"));
    changes.add(record);
    List<NewEvent> events = new ArrayList<>();
    events.add(CallEvents.done(run, scope, outcome));
    alert.acknowledged().forEach(id -> events.add(Alerts.acknowledgement(id, invocation.skill())));
    store.appendAll(events, changes);
    after(plan, alert, invocation);
    return run;
  }

  /// The commands that a real home has, or may have, carried out.
  private static List<Effect> happened(List<Effect> effects, Home.Carried carried) {
    return effects.stream()
        .filter(effect ->
            switch (carried.answers().get(effect.number())) {
              case HomeAnswer.Done _ -> true;
              case HomeAnswer.Refused refused -> refused.fault().mayHaveHappened();
              case null -> false;
            })
        .toList();
  }

  private static void told(
      SkillInvocation invocation, List<HomeCommand> commands, Home.Carried carried) {
    for (HomeCommand command : commands) {
      if (carried.answers().get(command.number()) instanceof HomeAnswer.Refused refused) {
        LOG.atWarn()
            .addKeyValue("skill", invocation.skill())
            .addKeyValue("invocation", invocation.id())
            .addKeyValue("entity", command.entity())
            .addKeyValue("service", command.service())
            .addKeyValue("fault", refused.fault())
            .addKeyValue("detail", refused.detail())
            .log("home command without proof");
      }
    }
  }

  void timersChanged(List<StateChange> changes) {
    TimerScheduler scheduler = timers;
    if (scheduler != null) {
      scheduler.follow(changes);
    }
  }

  private void after(Commit plan, AlertChanges alert, SkillInvocation invocation) {
    timersChanged(plan.changes());
    for (Effect.Publish publish : plan.publishes()) {
      publisher.publishCommitted(
          invocation.skill(), invocation.id(), publish.subject(), publish.json());
    }
    alert.acknowledged().forEach(id -> alerts.silenced(id, invocation.skill()));
    AlertRing ring = alert.ring();
    if (ring != null) {
      alerts.ring(ring);
    }
  }

  private SkillRun finished(
      Manifest manifest,
      SkillInvocation invocation,
      CallScope scope,
      Outcome.Completed outcome,
      Commit plan,
      List<Receipt> receipts) {
    String said =
        wording.completed(
            manifest,
            invocation.intent(),
            scope.language(),
            invocation.slots(),
            outcome,
            receipts,
            plan.results());
    boolean acted = !outcome.effects().isEmpty() || !outcome.trail().done().isEmpty();
    // Its own words would tell of a deed that did not happen.
    String words =
        uncleared(invocation, scope, outcome)
            .map(denied -> acted && !said.isEmpty() ? said + " " + denied : denied)
            .orElse(said);
    String question = outcome.reply().ask();
    SkillRun.Ask ask =
        question == null
            ? null
            : new SkillRun.Ask(
                question,
                outcome.reply().values().get("ask_slot") instanceof String slot ? slot : null);
    return new SkillRun(
        invocation.id(),
        invocation.skill(),
        invocation.intent(),
        receipts,
        words,
        ask,
        null,
        outcome.reply().cards());
  }

  private Optional<String> uncleared(SkillInvocation invocation, CallScope scope, Outcome outcome) {
    return Uncleared.words(
        invocation.skill(),
        outcome.trail(),
        home.names(scope.language()),
        Phrases.in(scope.language()));
  }

  /// Audits the subjects that a skill is not called for.
  void refusedSubjects(Listening listening) {
    for (String subject : listening.refused()) {
      LOG.atWarn()
          .addKeyValue("skill", listening.skill())
          .addKeyValue("subject", subject)
          .log("subscription not granted");
      try {
        store.appendAsync(CallEvents.refused(listening.skill(), subject));
      } catch (StoreException e) {
        LOG.atError()
            .addKeyValue("skill", listening.skill())
            .setCause(e)
            .log("denial not recorded");
      }
    }
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
        uncleared(invocation, scope, outcome)
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
  /// happened at once and is named in `done`: the store took the call's beginning and broke after.
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
        done.isEmpty()
            ? Phrases.in(invocation.language()).unwritable()
            : Phrases.in(invocation.language()).unwritable(invocation.skill()),
        null,
        String.valueOf(e.getMessage()),
        List.of());
  }
}
