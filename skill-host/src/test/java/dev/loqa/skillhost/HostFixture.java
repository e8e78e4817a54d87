package dev.loqa.skillhost;

import dev.loqa.base.life.Part;
import dev.loqa.protocol.Bytes;
import dev.loqa.protocol.InvocationId;
import dev.loqa.skillhost.manifest.Risk;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/// A skill host with everything around it made up: state, messages, web, policy, audit, clock and
/// randomness. Tests change what they need before they load a skill.
public final class HostFixture implements Part, SkillState, ImmediateEffects {
  static final Instant NOW = Instant.parse("2026-11-21T09:30:00.250Z");

  private static final Duration PATIENCE = Duration.ofSeconds(60);

  final Map<String, Bytes> values = new ConcurrentHashMap<>();
  final Map<String, Object> settings = new ConcurrentHashMap<>();
  final List<TimerView> pending = new CopyOnWriteArrayList<>();
  final List<String> published = new CopyOnWriteArrayList<>();
  final List<HttpAsk> asked = new CopyOnWriteArrayList<>();
  final List<Audit.Entry> audited = new CopyOnWriteArrayList<>();
  Optional<HttpAnswer> answer = Optional.of(new HttpAnswer(200, Map.of(), "{}"));
  @Nullable String refused;
  EffectPolicy policy = EffectPolicy.FREE;

  private final Path folder;
  private final SkillHost host;
  private final AtomicInteger invocations = new AtomicInteger();

  HostFixture(Path folder) {
    this(folder, SkillHostOptions.defaults());
  }

  HostFixture(Path folder, SkillHostOptions options) {
    this.folder = folder;
    this.host =
        new SkillHost(
            options,
            new HostPorts(
                this,
                this,
                (skill, effect) -> policy.riskOf(skill, effect),
                audited::add,
                Clock.fixed(NOW, ZoneOffset.UTC),
                new Random(7)));
  }

  SkillHost host() {
    return host;
  }

  /// A manifest for ABI v2 with the given lines added.
  static String v2(String name, String... lines) {
    return """
    metadata: {name: %s, version: 1.0.0, description: A test., author: Tests}
    runtime: {mode: wasm, module: build/skill.wasm, host_version: v2}
    """
            .formatted(name)
        + String.join("\n", lines)
        + "\n";
  }

  /// Everything a skill can ask for without the network, and time enough on a slow machine.
  static String v2All(String name) {
    return v2(
        name,
        "capabilities: {bus: {publish: [skill."
            + name
            + ".out, home.command], subscribe: [skill."
            + name
            + ".in]}}",
        "permissions: [bus:publish, bus:subscribe, storage:kv, timers:set]",
        "storage: {kv: true, quota_kib: 1}",
        "timers: {max_active: 2}",
        "intents: {" + name + ".run: {sentences: [run]}}",
        "budgets: {memory_mib: 2, wall_ms: 60000, payload_kib: 4, publish_per_min: 3, log_kib_per_min: 1}");
  }

  Path write(String name, String manifest, byte[] wasm) {
    try {
      Path skill = folder.resolve(name);
      Files.createDirectories(skill.resolve("build"));
      Files.writeString(skill.resolve("skill.yaml"), manifest);
      Files.write(skill.resolve("build/skill.wasm"), wasm);
      return skill;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /// Loads a skill with all it asks for and waits for its module.
  LoadedSkill load(String name, String manifest, byte[] wasm) {
    SkillFolder read = SkillFolder.read(write(name, manifest, wasm));
    return load(read, Grant.asAsked(read.manifest()));
  }

  LoadedSkill load(SkillFolder read, Grant grant) {
    LoadedSkill skill = host.load(read, grant);
    try {
      skill.await(PATIENCE);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    return skill;
  }

  /// Loads a skill named `t` with [#v2All].
  LoadedSkill load(byte[] wasm) {
    return load("t", v2All("t"), wasm);
  }

  SkillInvocation intent() {
    return SkillInvocation.intent(id(), "t.run", Map.of(), NOW);
  }

  SkillInvocation message(String skill, String subject, String payload) {
    return SkillInvocation.of(skill, id(), InvocationType.MESSAGE, subject, payload, NOW);
  }

  InvocationId id() {
    return new InvocationId("i" + invocations.incrementAndGet());
  }

  Outcome call() {
    return host.call(intent());
  }

  /// What `loqa_handle` returned.
  int result() {
    return result(call());
  }

  static int result(Outcome outcome) {
    return switch (outcome) {
      case Outcome.Completed _ -> 0;
      case Outcome.Failed failed when failed.reason().startsWith("it returned ") ->
          Integer.parseInt(failed.reason().substring("it returned ".length()));
      default -> throw new AssertionError("no result: " + outcome);
    };
  }

  List<String> log() {
    List<String> lines = new ArrayList<>();
    for (Audit.Entry entry : audited) {
      if (entry instanceof Audit.LogLine line) {
        lines.add(line.text());
      }
    }
    return lines;
  }

  List<Audit.DeniedCall> denied() {
    List<Audit.DeniedCall> denied = new ArrayList<>();
    for (Audit.Entry entry : audited) {
      if (entry instanceof Audit.DeniedCall call) {
        denied.add(call);
      }
    }
    return denied;
  }

  void needs(Risk risk) {
    policy = (skill, effect) -> risk;
  }

  @Override
  public Optional<Bytes> get(String skill, String key) {
    return Optional.ofNullable(values.get(key));
  }

  @Override
  public long bytes(String skill) {
    return values.entrySet().stream()
        .mapToLong(
            e -> e.getKey().getBytes(StandardCharsets.UTF_8).length + (long) e.getValue().length())
        .sum();
  }

  @Override
  public List<TimerView> timers(String skill) {
    return List.copyOf(pending);
  }

  @Override
  public Map<String, Object> settings(String skill) {
    return Map.copyOf(settings);
  }

  @Override
  public void publish(String skill, InvocationId invocation, String subject, byte[] payload) {
    published.add(subject + " " + new String(payload, StandardCharsets.UTF_8));
  }

  @Override
  public HttpAnswer http(
      String skill, InvocationId invocation, HttpAsk ask, int limitBytes, Duration deadline) {
    asked.add(ask);
    if (refused != null) {
      throw new HttpRefusedException(refused);
    }
    return answer.orElseThrow(() -> new SkillHostException("no route"));
  }

  @Override
  public void close() {
    host.close();
  }
}
