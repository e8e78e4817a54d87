package dev.loqa.bench.record;

import dev.loqa.base.json.Json;
import dev.loqa.bench.measure.Goal;
import dev.loqa.bench.measure.Line;
import dev.loqa.bench.measure.Row;
import dev.loqa.bench.measure.Size;
import dev.loqa.bench.measure.TemporaryFolder;
import dev.loqa.bench.skill.CGuest;
import dev.loqa.loqad.store.EventStore;
import dev.loqa.loqad.store.StateChange;
import dev.loqa.loqad.store.StoreOptions;
import dev.loqa.protocol.InvocationId;
import dev.loqa.protocol.NodeId;
import dev.loqa.protocol.PrivacyScope;
import dev.loqa.skillhost.Grant;
import dev.loqa.skillhost.LoadedSkill;
import dev.loqa.skillhost.Outcome;
import dev.loqa.skillhost.SkillFolder;
import dev.loqa.skillhost.SkillHost;
import dev.loqa.skillhost.SkillHostOptions;
import dev.loqa.skillhost.SkillInvocation;
import dev.loqa.skillhost.record.CallRecord;
import dev.loqa.skillhost.record.CallRecorder;
import dev.loqa.skillhost.record.Comparison;
import dev.loqa.skillhost.record.RecordJson;
import dev.loqa.skillhost.record.Replayer;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/// Recorded calls run again: how many come out as they were, and whether a secret that their web
/// calls carried is anywhere in the store.
public final class ReplayRow implements Row {
  private static final Duration LOADS = Duration.ofSeconds(60);
  private static final String CURIOUS =
      """
      metadata: {name: curious, version: 1.0.0, description: Asks for everything., author: Loqa}
      runtime: {mode: wasm, module: build/skill.wasm, host_version: v2}
      permissions: [storage:kv, http:call, secrets:use]
      storage: {kv: true, quota_kib: 4}
      secrets: [token]
      http: {allow: [{host: ha.local, scheme: http, methods: [POST], path: /api/}]}
      intents: {curious.run: {sentences: [run]}}
      budgets: {memory_mib: 2, wall_ms: 20000, http_per_min: 600}
      """;
  private static final List<Ask> ASKED =
      List.of(
          new Ask("timer.start", Map.of("duration", 300L, "name", "egg")),
          new Ask("smart-home.turn_on", Map.of("target", "light.kitchen")),
          new Ask("curious.run", Map.of()),
          new Ask("timer.list", Map.of()),
          new Ask("smart-home.turn_off", Map.of("target", "light.kitchen")),
          new Ask("curious.run", Map.of()),
          new Ask("timer.left", Map.of("name", "egg")),
          new Ask("smart-home.turn_on", Map.of("kind", "light")),
          new Ask("curious.run", Map.of()),
          new Ask("timer.cancel", Map.of("name", "egg")),
          new Ask("smart-home.turn_off", Map.of("kind", "light")),
          new Ask("curious.run", Map.of()));

  /// What a person asks for.
  private record Ask(String intent, Map<String, Object> slots) {}

  @Override
  public List<Line> measure(Size size) throws IOException, InterruptedException {
    int count = size.of(1_000, 24);
    Goal goal = Goal.atLeast(count, count, " of " + count);
    String what = "recorded skill calls that replay identically";
    try (TemporaryFolder folder = TemporaryFolder.make()) {
      Map<String, SkillFolder> skills = new LinkedHashMap<>();
      for (String name : List.of("timer", "smart-home")) {
        Path built = size.root().resolve("skills/" + name + "/target/skill");
        if (!Files.isDirectory(built)) {
          return List.of(Line.missing(what, goal, built + " is not built: build the checkout"));
        }
        skills.put(name, SkillFolder.read(built));
      }
      try {
        Path curious = folder.path().resolve("curious");
        skills.put(
            "curious",
            SkillFolder.read(CGuest.build(size.root(), curious, CURIOUS, "v2_curious.c")));
      } catch (IOException e) {
        return List.of(Line.missing(what, goal, String.valueOf(e.getMessage())));
      }
      return measure(skills, folder.path().resolve("data"), count, what, goal);
    }
  }

  private static List<Line> measure(
      Map<String, SkillFolder> skills, Path data, int count, String what, Goal goal)
      throws IOException, InterruptedException {
    House house = new House();
    try (EventStore store = EventStore.open(StoreOptions.in(data, new NodeId("bench")))) {
      record(house, skills, store, count);
      List<String> differences = new ArrayList<>();
      Map<String, Integer> functions = new LinkedHashMap<>();
      int identical = replay(skills, store, count, functions, differences);
      Line line = Line.of(what, identical, goal, count, notes(functions, differences));
      return List.of(line, secrets(house, store, data, count));
    }
  }

  private static void record(
      House house, Map<String, SkillFolder> skills, EventStore store, int count)
      throws InterruptedException {
    try (SkillHost host = new SkillHost(SkillHostOptions.defaults(), house.ports())) {
      Map<String, LoadedSkill> loaded = new LinkedHashMap<>();
      for (SkillFolder folder : skills.values()) {
        LoadedSkill skill = host.load(folder, Grant.asAsked(folder.manifest()));
        if (!(skill.await(LOADS) instanceof LoadedSkill.State.Ready)) {
          throw new IllegalStateException("skill " + skill.name() + ": " + skill.state());
        }
        loaded.put(skill.name(), skill);
      }
      for (int i = 0; i < count; i++) {
        Ask ask = ASKED.get(i % ASKED.size());
        Instant now = Instant.now();
        SkillInvocation invocation =
            SkillInvocation.intent(id(i), ask.intent(), ask.slots(), now).with(house.payload());
        LoadedSkill skill = loaded.get(invocation.skill());
        if (skill == null) {
          throw new IllegalStateException(invocation.skill() + " is not here");
        }
        CallRecorder recorder = new CallRecorder(invocation);
        Outcome outcome = host.call(invocation, skill, recorder);
        house.commit(skill.name(), outcome, now);
        store.appendAll(List.of(), List.of(kept(recorder.end(outcome))));
      }
    }
  }

  private static StateChange kept(CallRecord record) {
    return new StateChange.InvocationRecorded(
        record.invocation().id(),
        record.invocation().skill(),
        "bench",
        PrivacyScope.PERSISTENT,
        RecordJson.text(record).getBytes(StandardCharsets.UTF_8));
  }

  private static InvocationId id(int number) {
    return new InvocationId("i-" + number);
  }

  private static CallRecord stored(EventStore store, int number) {
    return RecordJson.of(Json.readObject(store.skills().record(id(number)).orElseThrow()));
  }

  private static int replay(
      Map<String, SkillFolder> skills,
      EventStore store,
      int count,
      Map<String, Integer> functions,
      List<String> differences) {
    int identical = 0;
    for (SkillFolder folder : skills.values()) {
      try (Replayer replayer = new Replayer(folder)) {
        for (int i = 0; i < count; i++) {
          CallRecord record = stored(store, i);
          if (!record.invocation().skill().equals(folder.manifest().name())) {
            continue;
          }
          record.calls().forEach(call -> functions.merge(call.function(), 1, Integer::sum));
          Comparison comparison = replayer.replay(record);
          if (comparison.identical() && comparison.sameModule()) {
            identical++;
          } else {
            differences.add(String.join(" / ", comparison.lines()));
          }
        }
      }
    }
    return identical;
  }

  private static List<String> notes(Map<String, Integer> functions, List<String> differences) {
    List<String> notes = new ArrayList<>();
    notes.add("answered from the records: " + functions);
    differences.stream().limit(3).forEach(notes::add);
    return notes;
  }

  /// Looks through every file of the store and every record, also for what is encoded.
  private static Line secrets(House house, EventStore store, Path data, int count)
      throws IOException {
    List<byte[]> places = new ArrayList<>();
    try (Stream<Path> files = Files.walk(data)) {
      for (Path file : files.filter(Files::isRegularFile).toList()) {
        places.add(Files.readAllBytes(file));
      }
    }
    CallRecord seen = stored(store, 2);
    for (int i = 0; i < count; i++) {
      for (var call : stored(store, i).calls()) {
        call.in().forEach(bytes -> places.add(bytes.toArray()));
        if (call.out() != null) {
          places.add(call.out().toArray());
        }
      }
    }
    // What the guest did see must be found, else the search proves nothing.
    String known = store.skills().record(seen.invocation().id()).orElseThrow().substring(0, 200);
    return Line.of(
            "places of the store where a secret of its web calls is found",
            found(places, house.secret()),
            Goal.atMost(0, 0, ""),
            places.size(),
            List.of(house.carried() + " web calls carried the secret"))
        .onlyIf(found(places, known) > 0, "the search does not find what is there")
        .onlyIf(house.carried() > 0, "no web call carried the secret");
  }

  private static int found(List<byte[]> places, String text) {
    byte[] raw = text.getBytes(StandardCharsets.UTF_8);
    List<String> forms = new ArrayList<>();
    forms.add(text);
    forms.add(HexFormat.of().formatHex(raw));
    // base64 begins anew every three bytes: the middle of each of the three alignments.
    for (int skip = 0; skip < 3; skip++) {
      byte[] part = Arrays.copyOfRange(raw, skip, skip + (raw.length - skip) / 3 * 3);
      forms.add(Base64.getEncoder().encodeToString(part));
    }
    int found = 0;
    for (byte[] place : places) {
      String content = new String(place, StandardCharsets.ISO_8859_1);
      found += forms.stream().anyMatch(content::contains) ? 1 : 0;
    }
    return found;
  }
}
