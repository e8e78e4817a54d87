package dev.loqa.loqad.skills;

import dev.loqa.bus.Bus;
import dev.loqa.loqad.home.DryHome;
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
import java.time.InstantSource;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
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
  private final FailedCalls failures;
  private volatile @Nullable TimerScheduler timers;

  Settlement(
      EventStore store, Bus bus, Home home, Alerts alerts, InstantSource clock, ZoneId zone) {
    this.store = store;
    this.publisher = new SkillPublisher(bus);
    this.home = home;
    this.alerts = alerts;
    this.clock = clock;
    this.zone = zone;
    this.failures = new FailedCalls(store, home, alerts, clock);
  }

  /// Who settles calls of which nothing is kept.
  FailedCalls failures() {
    return failures;
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
    Home acting = scope.purpose().dry() ? new DryHome(home) : home;
    try {
      return acting.carryOut(
          commands,
          carried -> {
            told(invocation, commands, carried);
            if (acting.actsAtOnce()) {
              happened.addAll(happened(outcome.effects(), carried));
            }
            return keep(manifest, invocation, scope, outcome, carried, woken, record);
          });
    } catch (StoreException e) {
      return e.fault() == StoreException.Fault.QUOTA
          ? failures.overQuota(invocation, scope, e, happened, woken, record)
          : FailedCalls.unrecorded(invocation, e, happened);
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
    List<Timer> before = store.skills().timers(invocation.skill());
    Commit plan =
        Commit.plan(
            invocation.skill(), scope, outcome.effects(), carried, before, clock.instant(), zone);
    List<Receipt> receipts = Receipts.settle(outcome, plan.results());
    SkillRun run = finished(manifest, invocation, scope, outcome, plan, receipts);
    if (scope.purpose().dry()) {
      store.appendAll(
          List.of(CallEvents.done(run, scope, outcome)),
          List.of(new StateChange.InvocationEnded(invocation.id(), "completed"), record));
      return run;
    }
    AlertChanges alert =
        AlertChanges.of(
            invocation, outcome.reply().values(), run.words(), woken, scope, clock.instant());
    List<StateChange> changes = new ArrayList<>(plan.changes());
    if (outcome.effects().stream().anyMatch(Settlement::keeps)) {
      changes.add(within(manifest, before));
    }
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

  private static boolean keeps(Effect effect) {
    return effect instanceof Effect.KvPut || effect instanceof Effect.TimerSet;
  }

  /// The quota of a skill; one that has more already, because a version before was granted more,
  /// may not add to it.
  private StateChange within(Manifest manifest, List<Timer> timers) {
    int pending =
        (int) timers.stream().filter(timer -> timer.state() == Timer.State.PENDING).count();
    return new StateChange.SkillWithin(
        manifest.name(),
        Math.max(manifest.storage().quotaBytes(), store.skills().usedBytes(manifest.name())),
        Math.max(manifest.timers().maxActive(), pending));
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
        Uncleared.words(invocation, scope, outcome, home)
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
        ask != null || (!acted && !said.isEmpty()),
        ask,
        null,
        outcome.reply().cards());
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
}
