package dev.loqa.skillhost.author;

import dev.loqa.base.json.Json;
import dev.loqa.base.life.Part;
import dev.loqa.protocol.InvocationId;
import dev.loqa.skillhost.Audit;
import dev.loqa.skillhost.EffectPolicy;
import dev.loqa.skillhost.Grant;
import dev.loqa.skillhost.HostPorts;
import dev.loqa.skillhost.InvocationType;
import dev.loqa.skillhost.LoadedSkill;
import dev.loqa.skillhost.Outcome;
import dev.loqa.skillhost.SkillFolder;
import dev.loqa.skillhost.SkillHost;
import dev.loqa.skillhost.SkillHostException;
import dev.loqa.skillhost.SkillHostOptions;
import dev.loqa.skillhost.SkillInvocation;
import dev.loqa.skillhost.Wording;
import dev.loqa.skillhost.author.CaseResult.Difference;
import dev.loqa.skillhost.engine.CompilesHere;
import dev.loqa.skillhost.engine.Engine;
import dev.loqa.skillhost.engine.ModuleEngine;
import dev.loqa.skillhost.manifest.Budgets;
import dev.loqa.skillhost.manifest.Manifest;
import dev.loqa.skillhost.record.CallRecorder;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import org.jspecify.annotations.Nullable;

/// Runs the cases of one skill in the real host: its real module, manifest and sentences, with
/// everything around made up. The skill has every right that its manifest asks for. One case at a
/// time, each in a skill that was loaded for it, so that no budget is shared.
///
/// A case may take as long as the skill's budget, and at least [#PATIENCE], because authors'
/// machines are busy; a call beyond the budget is noted.
public final class SkillTests implements Part {
  static final Duration PATIENCE = Duration.ofSeconds(10);

  private static final Duration LOADING = Duration.ofSeconds(60);
  private static final Duration COMPILING = Duration.ofSeconds(30);
  private static final long SEED = 1;

  private final SkillFolder skill;
  private final Duration budget;
  private final Meaning meaning;
  private final Wording wording = new Wording();
  private final MockHost around = new MockHost();
  private final SkillHost host;
  private int calls;

  private SkillTests(SkillFolder read, ModuleEngine engine) {
    this.budget = read.manifest().budgets().wall();
    this.skill =
        new SkillFolder(read.path(), patient(read.manifest()), read.consents(), read.unchanged());
    this.meaning = new Meaning(read.manifest());
    this.host =
        new SkillHost(
            SkillHostOptions.defaults(),
            new HostPorts(around, around, EffectPolicy.FREE, around, around, new Random(SEED)),
            engine);
  }

  /// The skill of a folder, whose module must be built.
  ///
  /// @param cache where compiled code is kept from run to run; none: compiled each time
  /// @throws SkillHostException with what is wrong with the manifest, a line each
  public static SkillTests of(Path folder, @Nullable Path cache) {
    return on(folder, new Engine(cache, COMPILING, new CompilesHere()));
  }

  /// The same on another engine, which is closed with this.
  public static SkillTests on(Path folder, ModuleEngine engine) {
    try {
      return new SkillTests(SkillFolder.read(folder), engine);
    } catch (SkillHostException invalid) {
      engine.close();
      throw invalid;
    }
  }

  private static Manifest patient(Manifest manifest) {
    Budgets asked = manifest.budgets();
    Budgets longer =
        new Budgets(
            asked.memoryMib(),
            (int) Math.max(asked.wallMillis(), PATIENCE.toMillis()),
            asked.publishPerMinute(),
            asked.payloadKib(),
            asked.logKibPerMinute(),
            asked.httpPerMinute());
    return manifest.with(longer);
  }

  /// Runs one case.
  ///
  /// @throws SkillHostException when the skill's module can't be loaded
  public CaseResult run(SkillCase tried) {
    around.begin(tried.given());
    @Nullable String say = tried.say();
    if (say == null) {
      return call(tried, text(tried.event().get("intent")), slots(tried.event().get("slots")));
    }
    Meaning.Understood understood = meaning.of(say, tried.given().language());
    return switch (understood) {
      // Loqa can't match the language yet: where the case says what the words mean, that is taken.
      case Meaning.Understood.Nothing nothing when !nothing.matched() && !tried.event().isEmpty() ->
          call(tried, text(tried.event().get("intent")), slots(tried.event().get("slots")));
      case Meaning.Understood.Nothing nothing ->
          CaseResult.uncalled(
              tried, List.of(new Difference("say", "a sentence of the skill", say)), nothing.why());
      case Meaning.Understood.Intent known -> understood(tried, known);
    };
  }

  private CaseResult understood(SkillCase tried, Meaning.Understood.Intent known) {
    if (!tried.event().isEmpty()) {
      String intent = text(tried.event().get("intent"));
      Map<String, Object> slots = slots(tried.event().get("slots"));
      if (!known.id().equals(intent) || !known.slots().equals(slots)) {
        return CaseResult.uncalled(
            tried,
            List.of(
                new Difference(
                    "event",
                    List.of(String.valueOf(intent), slots),
                    List.of(known.id(), known.slots()))),
            known.why());
      }
      return call(tried, intent, slots);
    }
    String question = known.question();
    if (question != null) {
      Happened asked = Happened.asked(known.id(), known.slots(), question, around, tried.given());
      return CaseResult.uncalled(tried, Comparison.of(tried.expect(), asked), List.of());
    }
    return call(tried, known.id(), known.slots());
  }

  private CaseResult call(SkillCase tried, @Nullable String intent, Map<String, Object> slots) {
    LoadedSkill loaded = load();
    SkillInvocation invocation = invocation(tried, intent, slots);
    CallRecorder recorder = new CallRecorder(invocation);
    Outcome outcome = host.call(invocation, loaded, recorder);
    Happened happened =
        Happened.called(skill.manifest(), intent, slots, tried.given(), outcome, wording, around);
    List<String> notes = notes(happened, outcome);
    tried.given().config().forEach((name, value) -> notes.addAll(unfit(name, value)));
    return new CaseResult(
        tried,
        Comparison.of(tried.expect(), happened),
        notes,
        happened.all(),
        recorder.end(outcome));
  }

  private LoadedSkill load() {
    LoadedSkill loaded = host.load(skill, Grant.asAsked(skill.manifest()));
    try {
      switch (loaded.await(LOADING)) {
        case LoadedSkill.State.Ready _ -> {}
        case LoadedSkill.State.Broken broken -> throw new SkillHostException(broken.reason());
        case LoadedSkill.State.Loading _ ->
            throw new SkillHostException(
                "skill "
                    + loaded.name()
                    + " was not compiled within "
                    + LOADING.toSeconds()
                    + " s: try again when the machine has less to do");
      }
      return loaded;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new SkillHostException("skill " + loaded.name() + ": loading was stopped", e);
    }
  }

  private SkillInvocation invocation(
      SkillCase tried, @Nullable String intent, Map<String, Object> slots) {
    Map<String, Object> event = tried.event();
    Given given = tried.given();
    calls++;
    InvocationId id = new InvocationId("i" + calls);
    Object payload = event.get("payload");
    String json = payload == null ? "{}" : Json.text(payload);
    String type = event.get("type") instanceof String named ? named : "intent";
    SkillInvocation begun =
        type.equals("intent") && intent != null
            ? SkillInvocation.intent(id, intent, slots, given.now().toInstant())
            : SkillInvocation.of(
                skill.manifest().name(),
                id,
                type.equals("timer") ? InvocationType.TIMER : InvocationType.MESSAGE,
                event.get("subject") instanceof String subject
                    ? subject
                    : "skill." + skill.manifest().name() + ".timer",
                json,
                given.now().toInstant());
    return begun
        .with(json)
        .spoken(given.language(), given.room(), given.speaker())
        .at(given.timezone())
        .cleared(given.cleared());
  }

  private List<String> notes(Happened happened, Outcome outcome) {
    List<String> notes = new ArrayList<>();
    for (Audit.Entry entry : around.noted()) {
      switch (entry) {
        case Audit.LogLine line -> notes.add("log: " + line.text());
        case Audit.DeniedCall denied ->
            notes.add("denied: " + denied.call() + " " + denied.target() + ": " + denied.reason());
        case Audit.Ended _ -> {}
      }
    }
    if (outcome.trail().wall().compareTo(budget) > 0) {
      notes.add(
          "slow: it took "
              + outcome.trail().wall().toMillis()
              + " ms here; at home it is stopped after "
              + budget.toMillis());
    }
    if (happened.failure() != null && !notes.isEmpty()) {
      notes.add("nothing of what it wanted was done");
    }
    return notes;
  }

  /// Why a setting of the case does not count; none when it does.
  private List<String> unfit(String name, Object value) {
    return skill
        .manifest()
        .settings()
        .of(name)
        .map(setting -> setting.fault(value))
        .orElseGet(() -> Optional.of("is none of the manifest's settings"))
        .map(fault -> "given.config." + name + ": " + fault)
        .stream()
        .toList();
  }

  private static @Nullable String text(@Nullable Object value) {
    return value instanceof String text ? text : null;
  }

  @SuppressWarnings("unchecked") // Json reads objects as maps by string only
  private static Map<String, Object> slots(@Nullable Object value) {
    return value instanceof Map<?, ?> map ? (Map<String, Object>) map : Map.of();
  }

  @Override
  public void close() {
    host.close();
  }
}
