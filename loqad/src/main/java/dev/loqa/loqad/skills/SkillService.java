package dev.loqa.loqad.skills;

import dev.loqa.bus.Bus;
import dev.loqa.loqad.home.Home;
import dev.loqa.loqad.route.SkillCall;
import dev.loqa.loqad.store.EventStore;
import dev.loqa.loqad.store.NewEvent;
import dev.loqa.loqad.store.StateChange;
import dev.loqa.loqad.store.StoreException;
import dev.loqa.loqad.store.Timer;
import dev.loqa.protocol.Ids;
import dev.loqa.protocol.InvocationId;
import dev.loqa.skillhost.InvocationType;
import dev.loqa.skillhost.LoadedSkill;
import dev.loqa.skillhost.Outcome;
import dev.loqa.skillhost.SkillHost;
import dev.loqa.skillhost.SkillInvocation;
import dev.loqa.skillhost.denials.Denial;
import dev.loqa.skillhost.denials.WhyDenied;
import dev.loqa.skillhost.manifest.HttpRule;
import dev.loqa.skillhost.manifest.Manifest;
import dev.loqa.skillhost.manifest.Risk;
import dev.loqa.skillhost.manifest.ServerRule;
import dev.loqa.skillhost.record.CallRecorder;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Function;
import java.util.function.LongSupplier;
import java.util.random.RandomGenerator;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// Runs skills and commits what they did: events, data, timers and the home in one durable step,
/// then the messages.
///
/// Everybody who wants a skill to act comes here: turns, timers, bus messages. Thread-safe; a call
/// blocks until its commit is durable.
public final class SkillService {
  /// Under this name and key the home's state stands beside the skills' data.
  public static final String HOME = "loqa.home";

  public static final String HOME_KEY = "state";

  /// How long the record of a timer's firing may take to be durable.
  private static final Duration START_DURABLE = Duration.ofSeconds(10);

  private final SkillHost host;
  private final EventStore store;
  private final InstantSource clock;
  private final ZoneId zone;
  private final RandomGenerator random;
  private final HouseView view;
  private final Home home;
  private final Settlement settlement;
  private final List<Watcher> watchers = new CopyOnWriteArrayList<>();
  private final SkillRests rests;
  private volatile SyntheticCalls synthetic = new SyntheticCalls();
  private volatile Function<LoadedSkill, Optional<SkillHealth.Rest>> veto = _ -> Optional.empty();

  public SkillService(
      SkillHost host,
      EventStore store,
      Bus bus,
      Home home,
      Alerts alerts,
      InstantSource clock,
      ZoneId zone,
      RandomGenerator random) {
    this(host, store, bus, home, alerts, clock, System::nanoTime, zone, random);
  }

  /// The same with a clock of one's own for pauses.
  ///
  /// @param nanos a clock that never jumps
  public SkillService(
      SkillHost host,
      EventStore store,
      Bus bus,
      Home home,
      Alerts alerts,
      InstantSource clock,
      LongSupplier nanos,
      ZoneId zone,
      RandomGenerator random) {
    this.host = host;
    this.store = store;
    this.clock = clock;
    this.zone = zone;
    this.random = random;
    this.home = home;
    view = new HouseView(home, alerts);
    settlement = new Settlement(store, bus, home, alerts, clock, zone);
    rests = new SkillRests(store, clock, nanos);
  }

  /// Which skills rest because they failed.
  public SkillRests rests() {
    return rests;
  }

  /// Who may say that a version must not be called; set once, before the first call. Asked at each
  /// call, so it must not block.
  public void unless(Function<LoadedSkill, Optional<SkillHealth.Rest>> says) {
    veto = says;
  }

  /// Why a version is not to be called now, if so.
  Optional<SkillHealth.Rest> rest(LoadedSkill version) {
    Optional<SkillHealth.Rest> vetoed = veto.apply(version);
    return vetoed.isPresent() ? vetoed : rests.of(version);
  }

  /// Who is told of timers; set once, before the first call.
  public void timersAt(TimerScheduler scheduler) {
    settlement.timersAt(scheduler);
  }

  /// Tells whoever watches timers what was done to them elsewhere.
  public void timersChanged(List<StateChange> changes) {
    settlement.timersChanged(changes);
  }

  /// Who marks what the host records by itself; set once, before the first call.
  public void marking(SyntheticCalls calls) {
    synthetic = calls;
  }

  /// Somebody who is told how each call ended; on the calling thread, so it must not block.
  @FunctionalInterface
  public interface Watcher {
    /// One has ended.
    ///
    /// @param version of the skill that was called
    /// @param purpose why
    void ended(LoadedSkill version, Outcome outcome, Purpose purpose);
  }

  /// Adds one.
  public void watchedBy(Watcher watcher) {
    watchers.add(watcher);
  }

  /// Calls a skill again that rests; whether it was in quarantine, nothing if there is none of that
  /// name.
  ///
  /// @param by who asked for it
  public Optional<Boolean> release(String skill, String by) {
    return host.skill(skill).map(found -> rests.release(found, by));
  }

  /// The sentences that the help skill offers.
  public void examples(List<String> sentences) {
    view.examples(sentences);
  }

  /// The installed skills.
  public List<Manifest> manifests() {
    return host.skills().stream().map(LoadedSkill::manifest).toList();
  }

  /// What each skill listens to; what its owner did not grant is audited.
  List<Listening> listening() {
    List<Listening> all = host.skills().stream().map(Listening::of).toList();
    all.forEach(settlement::refusedSubjects);
    return all;
  }

  /// Runs one intent.
  ///
  /// @param before events to be durable no later than the effects: the transcript, the decision
  public SkillRun run(SkillCall call, CallScope scope, List<NewEvent> before) {
    SkillInvocation invocation =
        SkillInvocation.intent(newId(), call.intent(), call.slots(), clock.instant())
            .spoken(scope.language(), scope.room(), scope.speaker())
            .at(zone)
            .with(view.ofIntent(call.slots()))
            .cleared(scope.cleared());
    return call(
        host.skill(call.skill()).orElse(null),
        within(invocation, scope),
        scope,
        before,
        List.of(),
        null);
  }

  /// Runs a skill for a message on its subject.
  public SkillRun message(
      String skill, String subject, byte[] body, String reply, CallScope scope) {
    LoadedSkill version = host.skill(skill).orElse(null);
    SkillInvocation invocation =
        SkillInvocation.of(
                skill,
                newId(),
                InvocationType.MESSAGE,
                subject,
                view.payload(body, version == null || isOriginal(version)),
                clock.instant())
            .spoken(scope.language(), scope.room(), scope.speaker())
            .at(zone)
            .cleared(scope.cleared())
            .answeredOn(reply);
    return call(version, within(invocation, scope), scope, List.of(), List.of(), null);
  }

  /// Runs a skill for one of its timers, which has fired.
  SkillRun wake(Timer timer, CallScope scope, List<NewEvent> before, List<StateChange> fired) {
    SkillInvocation invocation =
        SkillInvocation.of(
                timer.skill(),
                newId(),
                InvocationType.TIMER,
                "skill." + timer.skill() + ".timer",
                view.payload(timer),
                clock.instant())
            .spoken(scope.language(), timer.room(), null)
            .at(zone);
    return call(host.skill(timer.skill()).orElse(null), invocation, scope, before, fired, timer);
  }

  private static boolean isOriginal(LoadedSkill skill) {
    return skill.manifest().hostVersion() == Manifest.HostVersion.V1;
  }

  private InvocationId newId() {
    return new InvocationId(Ids.random("i-", random));
  }

  private static SkillInvocation within(SkillInvocation invocation, CallScope scope) {
    return scope.session() == null || scope.turn() == null
        ? invocation
        : invocation.in(scope.session(), scope.turn());
  }

  /// @param version the one that is active when the call begins: it also ends with it; none: there
  ///   is no such skill
  private SkillRun call(
      @Nullable LoadedSkill version,
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
      var pending = store.appendAllAsync(before, started);
      if (woken != null
          || mustStandFirst(invocation, version)
          || (version != null && commandsRealThings(version))) {
        pending.await(START_DURABLE);
      }
    } catch (StoreException e) {
      return FailedCalls.unrecorded(invocation, e, List.of());
    }
    CallRecorder recorder = new CallRecorder(invocation);
    if (version == null) {
      Outcome refused = host.call(invocation);
      StateChange record = CallEvents.record(recorder.end(refused), scope);
      return settlement.failures().failed(invocation, scope, refused, woken, record);
    }
    if (scope.purpose().dry() && actsAtOnce(version.manifest())) {
      return settlement.failures().actsAtOnce(invocation, scope);
    }
    Optional<SkillHealth.Rest> rest = rest(version);
    if (rest.isPresent()) {
      return settlement.failures().resting(invocation, scope, rest.get(), woken);
    }
    Outcome outcome = marked(invocation, version, scope, recorder);
    rests.ended(version, outcome);
    watchers.forEach(watcher -> watcher.ended(version, outcome, scope.purpose()));
    StateChange record = CallEvents.record(recorder.end(outcome), scope);
    return outcome instanceof Outcome.Completed completed
        ? settlement.commit(version.manifest(), invocation, scope, completed, woken, record)
        : settlement.failures().failed(invocation, scope, outcome, woken, record);
  }

  private Outcome marked(
      SkillInvocation invocation, LoadedSkill version, CallScope scope, CallRecorder recorder) {
    synthetic.begin(invocation.id(), scope.purpose());
    try {
      return host.call(invocation, version, recorder);
    } finally {
      synthetic.end(invocation.id());
    }
  }

  /// Whether the call may only begin once it stands in the store: a person was asked for it, or the
  /// skill can do things that no commit holds back. For the others the commit comes after this on
  /// the same writer, and without it nothing of the call is done.
  private static boolean mustStandFirst(SkillInvocation invocation, @Nullable LoadedSkill version) {
    return invocation.cleared() != Risk.NONE || (version != null && actsAtOnce(version.manifest()));
  }

  private boolean commandsRealThings(LoadedSkill version) {
    return home.actsAtOnce() && version.grant().publish().contains(Home.COMMAND_SUBJECT);
  }

  private static boolean actsAtOnce(Manifest manifest) {
    return manifest.hostVersion() == Manifest.HostVersion.V1
        || Stream.concat(
                manifest.http().stream().map(HttpRule::methods),
                manifest.servers().stream().map(ServerRule::methods))
            .anyMatch(methods -> !List.of("GET", "HEAD").containsAll(methods));
  }

  /// The folder of a skill, for who wants to run it elsewhere; empty if there is no such skill.
  public Optional<Path> folder(String skill) {
    return host.skill(skill).map(found -> found.folder().path());
  }

  /// What a denial means by the skill's manifest and its owner's grant as they are now.
  public WhyDenied why(Denial denial) {
    return host.skill(denial.skill())
        .map(skill -> WhyDenied.of(denial, skill.manifest(), skill.grant()))
        .orElseGet(() -> WhyDenied.ofUnknown(denial));
  }

  /// What the house hands to a call that carries nothing of its own.
  public String payload() {
    return view.payload();
  }

  /// The current time of the house, as skills see it.
  public Instant now() {
    return clock.instant();
  }
}
