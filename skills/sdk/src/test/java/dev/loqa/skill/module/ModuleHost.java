package dev.loqa.skill.module;

import dev.loqa.protocol.Bytes;
import dev.loqa.protocol.InvocationId;
import dev.loqa.skill.json.Json;
import dev.loqa.skill.test.SkillCase;
import dev.loqa.skill.test.TestHost;
import dev.loqa.skillhost.Audit;
import dev.loqa.skillhost.ClaimedReceipt;
import dev.loqa.skillhost.Effect;
import dev.loqa.skillhost.EffectPolicy;
import dev.loqa.skillhost.Grant;
import dev.loqa.skillhost.HostPorts;
import dev.loqa.skillhost.HttpAnswer;
import dev.loqa.skillhost.HttpAsk;
import dev.loqa.skillhost.ImmediateEffects;
import dev.loqa.skillhost.InvocationType;
import dev.loqa.skillhost.LoadedSkill;
import dev.loqa.skillhost.Outcome;
import dev.loqa.skillhost.Reply;
import dev.loqa.skillhost.SkillFolder;
import dev.loqa.skillhost.SkillHost;
import dev.loqa.skillhost.SkillHostException;
import dev.loqa.skillhost.SkillHostOptions;
import dev.loqa.skillhost.SkillInvocation;
import dev.loqa.skillhost.SkillState;
import dev.loqa.skillhost.TimerView;
import dev.loqa.skillhost.manifest.Budgets;
import dev.loqa.skillhost.manifest.Manifest;
import dev.loqa.skillhost.manifest.Risk;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.CopyOnWriteArrayList;
import org.jspecify.annotations.Nullable;

/// The real host with one compiled skill in it and a case's state around it. One call at a time.
public final class ModuleHost implements AutoCloseable, SkillState, ImmediateEffects {
  private static final int MOST_WEB_CALLS = 600;

  private final Path folder;
  private final Manifest manifest;
  private final SkillHost host;
  private final List<String> log = new CopyOnWriteArrayList<>();
  private volatile Json store = Json.nothing();
  private volatile Json timers = Json.nothing();
  private volatile Optional<SkillCase> given = Optional.empty();
  private int calls;

  private ModuleHost(Path folder) {
    this.folder = folder;
    this.manifest = SkillFolder.read(folder).manifest();
    this.host =
        new SkillHost(
            SkillHostOptions.defaults(),
            new HostPorts(
                this, this, EffectPolicy.FREE, this::audit, Clock.systemUTC(), new Random(1)));
  }

  /// Loads the skill of a folder with every right it asks for and waits until it is compiled.
  public static ModuleHost start(Path folder) throws InterruptedException {
    ModuleHost started = new ModuleHost(folder);
    LoadedSkill skill =
        started.host.load(patient(SkillFolder.read(folder)), Grant.asAsked(started.manifest));
    if (!(skill.await(Duration.ofSeconds(60)) instanceof LoadedSkill.State.Ready)) {
      started.close();
      throw new IllegalStateException("skill " + folder + " is not ready: " + skill.state());
    }
    return started;
  }

  /// The same with web calls enough for all cases, which share one budget here.
  private static SkillFolder patient(SkillFolder folder) {
    Manifest manifest = folder.manifest();
    Budgets asked = manifest.budgets();
    Budgets more =
        new Budgets(
            asked.memoryMib(),
            asked.wallMillis(),
            asked.publishPerMinute(),
            asked.payloadKib(),
            asked.logKibPerMinute(),
            MOST_WEB_CALLS);
    return new SkillFolder(
        folder.path(), manifest.with(more), folder.consents(), folder.unchanged());
  }

  public Manifest manifest() {
    return manifest;
  }

  long moduleBytes() {
    try {
      return Files.size(folder.resolve(manifest.code().module()));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /// Runs a case; a code other than 0 stands for every end but a good one.
  public TestHost.Result run(SkillCase c) {
    store = c.store();
    timers = c.timers();
    given = Optional.of(c);
    log.clear();
    return switch (host.call(invocation(c.envelope()))) {
      case Outcome.Completed done ->
          new TestHost.Result(0, json(done.reply()), effects(done.effects()), List.copyOf(log));
      case Outcome.Denied denied -> failed(denied.reason());
      case Outcome.TimedOut late -> failed("timed out after " + late.limit());
      case Outcome.Trapped trapped -> failed(trapped.reason());
      case Outcome.Failed failed -> failed(failed.reason());
    };
  }

  private TestHost.Result failed(String reason) {
    log.add(reason);
    return new TestHost.Result(-7, Json.nothing(), List.of(), List.copyOf(log));
  }

  private SkillInvocation invocation(Json.Obj envelope) {
    OffsetDateTime now = OffsetDateTime.parse(envelope.at("now").text(""));
    String type = envelope.at("type").text("");
    calls++;
    InvocationId id = new InvocationId("i" + calls);
    String room = envelope.at("room").text("");
    String payload = envelope.at("payload").isNull() ? "{}" : envelope.at("payload").write();
    SkillInvocation invocation =
        type.equals("intent")
            ? SkillInvocation.intent(
                id, envelope.at("intent").text(""), map(envelope.at("slots")), now.toInstant())
            : SkillInvocation.of(
                manifest.name(),
                id,
                type.equals("timer") ? InvocationType.TIMER : InvocationType.MESSAGE,
                envelope.at("subject").text("skill." + manifest.name() + ".timer"),
                payload,
                now.toInstant());
    return invocation
        .with(payload)
        .spoken(envelope.at("language").text("en"), room.isEmpty() ? null : room, null)
        .at(now.getOffset())
        .cleared(Risk.PIN);
  }

  private static Map<String, Object> map(Json object) {
    return dev.loqa.base.json.Json.readObject(object.asObject().write());
  }

  private static Json json(Reply reply) {
    if (reply.equals(Reply.NONE)) {
      return Json.nothing();
    }
    List<Json> receipts = new ArrayList<>();
    for (ClaimedReceipt receipt : reply.receipts()) {
      receipts.add(
          Json.object()
              .with("action", receipt.action())
              .with("target", receipt.target())
              .with("effect", receipt.effect()));
    }
    return Json.object()
        .with("say", text(reply.say()))
        .with("ask", text(reply.ask()))
        .with("receipts", new Json.Arr(receipts))
        .with("values", Json.parse(dev.loqa.base.json.Json.text(reply.values())));
  }

  private static Json text(@Nullable String text) {
    return text == null ? Json.nothing() : new Json.Text(text);
  }

  private static List<Json> effects(List<Effect> effects) {
    List<Json> all = new ArrayList<>();
    for (Effect effect : effects) {
      all.add(
          switch (effect) {
            case Effect.Publish publish ->
                Json.object()
                    .with("kind", "publish")
                    .with("subject", publish.subject())
                    .with("payload", Json.parse(publish.json()));
            case Effect.KvPut put -> Json.object().with("kind", "kv_put").with("key", put.key());
            case Effect.KvDelete delete ->
                Json.object().with("kind", "kv_delete").with("key", delete.key());
            case Effect.TimerSet set ->
                Json.object().with("kind", "timer_set").with("id", set.timer().id());
            case Effect.TimerCancel cancel ->
                Json.object().with("kind", "timer_cancel").with("id", cancel.timer());
            case Effect.Http http -> Json.object().with("kind", "http").with("url", http.url());
          });
    }
    return all;
  }

  private void audit(Audit.Entry entry) {
    if (!(entry instanceof Audit.Ended)) {
      log.add(entry.toString());
    }
  }

  @Override
  public Optional<Bytes> get(String skill, String key) {
    Json value = store.at(key);
    return value.isNull()
        ? Optional.empty()
        : Optional.of(Bytes.wrap(value.write().getBytes(StandardCharsets.UTF_8)));
  }

  @Override
  public long bytes(String skill) {
    return store.write().length();
  }

  @Override
  public List<TimerView> timers(String skill) {
    List<TimerView> views = new ArrayList<>();
    for (Json timer : timers.items()) {
      Json payload = timer.at("payload");
      views.add(
          new TimerView(
              timer.at("id").text(""),
              OffsetDateTime.parse(timer.at("due").text("")).toInstant(),
              payload.isNull() ? "{}" : payload.write()));
    }
    return views;
  }

  @Override
  public Map<String, Object> settings(String skill) {
    return map(given.map(SkillCase::given).orElseGet(Json::nothing).at("config"));
  }

  @Override
  public void publish(String skill, InvocationId invocation, String subject, byte[] payload) {
    ImmediateEffects.NONE.publish(skill, invocation, subject, payload);
  }

  @Override
  public HttpAnswer http(
      String skill, InvocationId invocation, HttpAsk ask, int limitBytes, Duration deadline) {
    Json answer =
        given
            .flatMap(c -> c.answer(ask.method(), ask.url().toString()))
            .orElseThrow(() -> new SkillHostException("the case has no answer for " + ask.url()));
    String body = answer.at("body").text("");
    return new HttpAnswer((int) answer.at("status").whole(0), Map.of(), body);
  }

  @Override
  public void close() {
    host.close();
  }
}
