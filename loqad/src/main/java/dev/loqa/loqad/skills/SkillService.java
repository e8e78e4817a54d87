package dev.loqa.loqad.skills;

import dev.loqa.base.json.Json;
import dev.loqa.base.json.JsonException;
import dev.loqa.bus.Bus;
import dev.loqa.loqad.home.SimulatedHome;
import dev.loqa.loqad.route.SkillCall;
import dev.loqa.loqad.store.EventStore;
import dev.loqa.loqad.store.NewEvent;
import dev.loqa.loqad.store.StateChange;
import dev.loqa.loqad.store.StoreException;
import dev.loqa.loqad.store.Timer;
import dev.loqa.protocol.AlertRing;
import dev.loqa.protocol.Ids;
import dev.loqa.protocol.InvocationId;
import dev.loqa.protocol.Receipt;
import dev.loqa.protocol.SkillFailed;
import dev.loqa.protocol.SkillResult;
import dev.loqa.skillhost.Effect;
import dev.loqa.skillhost.InvocationType;
import dev.loqa.skillhost.LoadedSkill;
import dev.loqa.skillhost.Outcome;
import dev.loqa.skillhost.Receipts;
import dev.loqa.skillhost.SkillHost;
import dev.loqa.skillhost.SkillInvocation;
import dev.loqa.skillhost.manifest.Manifest;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Runs skills and commits what they did: events, data, timers and the home in one durable step,
/// then the messages.
///
/// Everybody who wants a skill to act comes here: turns, timers, bus messages. Thread-safe; a call
/// blocks until its commit is durable.
public final class SkillService {
  /// Under this name and key the home's state stands beside the skills' data.
  public static final String HOME = "loqa.home";

  public static final String HOME_KEY = "state";

  private static final Logger LOG = LoggerFactory.getLogger(SkillService.class);

  private final SkillHost host;
  private final EventStore store;
  private final SkillPublisher publisher;
  private final SimulatedHome home;
  private final Alerts alerts;
  private final InstantSource clock;
  private final ZoneId zone;
  private final RandomGenerator random;
  private final Wording wording = new Wording();
  private @Nullable TimerScheduler timers;
  private volatile List<String> examples = List.of();

  public SkillService(
      SkillHost host,
      EventStore store,
      Bus bus,
      SimulatedHome home,
      Alerts alerts,
      InstantSource clock,
      ZoneId zone,
      RandomGenerator random) {
    this.host = host;
    this.store = store;
    this.publisher = new SkillPublisher(bus);
    this.home = home;
    this.alerts = alerts;
    this.clock = clock;
    this.zone = zone;
    this.random = random;
  }

  /// Who is told of timers; set once, before the first call.
  public void timersAt(TimerScheduler scheduler) {
    this.timers = scheduler;
  }

  /// The sentences that the help skill offers.
  public void examples(List<String> sentences) {
    this.examples = List.copyOf(sentences);
  }

  /// The installed skills.
  public List<Manifest> manifests() {
    return host.skills().stream().map(LoadedSkill::manifest).toList();
  }

  /// Runs one intent.
  ///
  /// @param before events to be durable no later than the effects: the transcript, the decision
  public SkillRun run(SkillCall call, CallScope scope, List<NewEvent> before) {
    SkillInvocation invocation =
        SkillInvocation.intent(newId(), call.intent(), call.slots(), clock.instant())
            .spoken(scope.language(), scope.room(), scope.speaker())
            .at(zone)
            .with(payload(Map.of()))
            .cleared(scope.cleared());
    return call(within(invocation, scope), scope, before, List.of(), null);
  }

  /// Runs a skill for a message on its subject.
  public SkillRun message(
      String skill, String subject, byte[] body, String reply, CallScope scope) {
    SkillInvocation invocation =
        SkillInvocation.of(
                skill,
                newId(),
                InvocationType.MESSAGE,
                subject,
                message(skill, body),
                clock.instant())
            .spoken(scope.language(), scope.room(), scope.speaker())
            .at(zone)
            .cleared(scope.cleared())
            .answeredOn(reply);
    return call(within(invocation, scope), scope, List.of(), List.of(), null);
  }

  /// The body of a message; an ABI v2 skill also gets what the house hands to every call, unless
  /// the body has such a key.
  private String message(String skill, byte[] body) {
    String text = new String(body, StandardCharsets.UTF_8);
    boolean original =
        host.skill(skill)
            .map(found -> found.manifest().hostVersion() == Manifest.HostVersion.V1)
            .orElse(true);
    if (original) {
      return text;
    }
    try {
      Map<String, Object> fields = new LinkedHashMap<>(Json.readObject(payload(Map.of())));
      fields.putAll(Json.readObject(text));
      return Json.text(fields);
    } catch (JsonException e) {
      return text;
    }
  }

  /// Runs a skill for one of its timers, which has fired.
  SkillRun wake(Timer timer, CallScope scope, List<NewEvent> before, List<StateChange> fired) {
    Map<String, Object> fields = new LinkedHashMap<>();
    fields.put("id", timer.id());
    fields.put("due", timer.dueAt().toString());
    fields.put(
        "payload", Json.readObject("{\"v\":" + timer.payload() + "}").getOrDefault("v", Map.of()));
    SkillInvocation invocation =
        SkillInvocation.of(
                timer.skill(),
                newId(),
                InvocationType.TIMER,
                "skill." + timer.skill() + ".timer",
                payload(fields),
                clock.instant())
            .spoken(scope.language(), timer.room(), null)
            .at(zone);
    return call(invocation, scope, before, fired, timer);
  }

  private InvocationId newId() {
    return new InvocationId(Ids.random("i-", random));
  }

  private static SkillInvocation within(SkillInvocation invocation, CallScope scope) {
    return scope.session() == null || scope.turn() == null
        ? invocation
        : invocation.in(scope.session(), scope.turn());
  }

  /// What the house hands to a call that carries nothing of its own.
  public String payload() {
    return payload(Map.of());
  }

  /// What the house hands to every call: the home's state, what rings, and what can be said.
  private String payload(Map<String, Object> own) {
    Map<String, Object> fields = new LinkedHashMap<>(own);
    fields.put("home", home.view());
    fields.put(
        "ringing",
        alerts.ringing().stream()
            .map(alert -> Map.<String, Object>of("id", alert.alertId(), "label", alert.label()))
            .toList());
    fields.put("examples", examples);
    return Json.text(fields);
  }

  private SkillRun call(
      SkillInvocation invocation,
      CallScope scope,
      List<NewEvent> before,
      List<StateChange> first,
      @Nullable Timer woken) {
    String session = scope.session() == null ? null : scope.session().value();
    List<StateChange> started = new ArrayList<>(first);
    started.add(
        new StateChange.InvocationStarted(
            invocation.id(), invocation.skill(), invocation.intent(), session));
    try {
      // Not awaited unless a timer fires: the commit that follows on the same writer is durable
      // after this.
      var pending = store.appendAllAsync(before, started);
      if (woken != null) {
        pending.await(java.time.Duration.ofSeconds(10));
      }
    } catch (StoreException e) {
      return unrecorded(invocation, e);
    }
    Outcome outcome = host.call(invocation);
    return outcome instanceof Outcome.Completed completed
        ? commit(invocation, scope, completed, woken)
        : failed(invocation, scope, outcome, woken);
  }

  private SkillRun commit(
      SkillInvocation invocation,
      CallScope scope,
      Outcome.Completed outcome,
      @Nullable Timer woken) {
    try {
      return home.change(state -> {
        Commit plan =
            Commit.plan(
                invocation.skill(),
                scope,
                outcome.effects(),
                state,
                store.skills().timers(invocation.skill()),
                clock.instant(),
                zone);
        List<Receipt> receipts = Receipts.settle(outcome, plan.results());
        SkillRun run = finished(invocation, scope, outcome, plan, receipts);
        AlertChanges alert =
            AlertChanges.of(
                invocation, outcome.reply().values(), run.words(), woken, scope, clock.instant());
        List<StateChange> changes = new ArrayList<>(plan.changes());
        changes.addAll(alert.changes());
        alert.acknowledged().forEach(id -> changes.addAll(alerts.silence(id)));
        changes.add(new StateChange.InvocationEnded(invocation.id(), "completed"));
        List<NewEvent> events = new ArrayList<>();
        events.add(NewEvent.of("skill.result", scope.envelope(), result(run, scope, outcome)));
        alert
            .acknowledged()
            .forEach(id -> events.add(Alerts.acknowledgement(id, invocation.skill())));
        store.appendAll(events, changes);
        after(plan, alert, invocation);
        return new SimulatedHome.Change<>(plan.home(), run);
      });
    } catch (StoreException e) {
      return unrecorded(invocation, e);
    }
  }

  private void after(Commit plan, AlertChanges alert, SkillInvocation invocation) {
    if (timers != null) {
      timers.follow(plan.changes());
    }
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
      SkillInvocation invocation,
      CallScope scope,
      Outcome.Completed outcome,
      Commit plan,
      List<Receipt> receipts) {
    Manifest manifest = host.skill(invocation.skill()).orElseThrow().manifest();
    String words =
        wording.completed(
            manifest,
            invocation.intent(),
            scope.language(),
            invocation.slots(),
            outcome,
            receipts,
            plan.results());
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

  private static String result(SkillRun run, CallScope scope, Outcome.Completed outcome) {
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
    return Json.text(fields);
  }

  private SkillRun failed(
      SkillInvocation invocation, CallScope scope, Outcome outcome, @Nullable Timer woken) {
    String error = FailureText.of(outcome);
    LOG.atWarn()
        .addKeyValue("skill", invocation.skill())
        .addKeyValue("invocation", invocation.id())
        .addKeyValue("error", error)
        .log("skill failed");
    String words = wording.failed(invocation.skill(), outcome);
    AlertChanges alert = AlertChanges.ofFailure(invocation, woken, scope, clock.instant());
    SkillRun run =
        new SkillRun(
            invocation.id(),
            invocation.skill(),
            invocation.intent(),
            List.of(),
            words,
            null,
            error,
            List.of());
    List<StateChange> changes = new ArrayList<>(alert.changes());
    changes.add(new StateChange.InvocationEnded(invocation.id(), error));
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
                    words,
                    error,
                    scope.turn(),
                    Map.of()));
    try {
      store.appendAll(
          List.of(NewEvent.of("skill.failed", scope.envelope(), Json.text(fields))), changes);
    } catch (StoreException e) {
      return unrecorded(invocation, e);
    }
    AlertRing ring = alert.ring();
    if (ring != null) {
      alerts.ring(ring);
    }
    return run;
  }

  private static SkillRun unrecorded(SkillInvocation invocation, StoreException e) {
    LOG.atError()
        .addKeyValue("skill", invocation.skill())
        .addKeyValue("invocation", invocation.id())
        .setCause(e)
        .log("effects not recorded, so not done");
    return new SkillRun(
        invocation.id(),
        invocation.skill(),
        invocation.intent(),
        List.of(),
        "Sorry, I cannot write anything down at the moment, so I did nothing.",
        null,
        String.valueOf(e.getMessage()),
        List.of());
  }

  /// The current time of the house, as skills see it.
  public Instant now() {
    return clock.instant();
  }
}
