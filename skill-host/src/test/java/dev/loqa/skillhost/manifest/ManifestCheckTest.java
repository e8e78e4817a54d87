package dev.loqa.skillhost.manifest;

import static org.assertj.core.api.Assertions.assertThat;

import dev.loqa.skillhost.HostileData;
import dev.loqa.understanding.IntentSpec;
import dev.loqa.understanding.ListValue;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

class ManifestCheckTest {
  private static final String V1 =
      """
      metadata: {name: demo, version: 1.0.0, description: d, author: a}
      runtime: {mode: wasm, module: build/demo.wasm, entrypoint: run, host_version: v1}
      capabilities: {bus: {publish: [skill.demo.out], subscribe: [skill.demo.in]}}
      permissions: [bus:publish, bus:subscribe]
      """;

  private static final String FULL =
      """
      metadata:
        name: timer
        version: 1.2.3-rc.1+build5
        description: Counts down.
        author: Somebody
        tags: [time]
      runtime:
        mode: wasm
        module: build/timer.wasm
        host_version: v2
      capabilities:
        bus: {publish: [skill.timer.rang, tts.request], subscribe: [skill.timer.>]}
      permissions: [bus:publish, bus:subscribe, http:call, storage:kv, timers:set, secrets:use]
      surfaces: {voice: true, display: false, automations: true}
      intents:
        timer.start:
          sentences:
            - "(set|start) [a] {name} timer for {duration}"
          slots:
            duration: {type: duration, required: true, ask: "For how long?"}
            name: {type: text}
            room: {type: list, list: rooms}
          risk: none
          undo: {intent: timer.cancel, slots: [id]}
        timer.cancel:
          sentences: ["cancel [the] timer"]
          risk: confirm
      responses: {timer.start: "Timer for {{ duration }} started."}
      lists:
        rooms:
          - kitchen
          - {in: "bed room", out: bedroom}
      http:
        allow:
          - {host: ha.local, port: 8123, scheme: http, methods: [POST], path: "/api/services/light/", lan: 192.168.0.0/16, risk: confirm}
          - {host: example.org}
      storage: {kv: true, quota_kib: 512}
      timers: {max_active: 4}
      secrets: [ha_token]
      config: {type: object, properties: {volume: {type: integer, default: 5}}}
      budgets: {memory_mib: 8, wall_ms: 500, publish_per_min: 10, payload_kib: 16, log_kib_per_min: 8, http_per_min: 5}
      """;

  @TempDir Path folder;

  private static ManifestReport check(String text) {
    return ManifestCheck.check(text.getBytes(StandardCharsets.UTF_8), "skill.yaml");
  }

  private static List<String> problems(String text) {
    return check(text).problems().stream().map(Finding::toString).toList();
  }

  @Test
  void readsEverythingOfVersion2() {
    ManifestReport report = check(FULL);

    assertThat(report.problems()).isEmpty();
    Manifest manifest = report.manifest().orElseThrow();
    assertThat(manifest.metadata())
        .isEqualTo(
            new Manifest.Metadata(
                "timer", "1.2.3-rc.1+build5", "Counts down.", "Somebody", List.of("time")));
    assertThat(manifest.code())
        .isEqualTo(new Manifest.Code("build/timer.wasm", null, Manifest.HostVersion.V2));
    assertThat(manifest.permissions())
        .isEqualTo(
            Set.of(
                Permission.BUS_PUBLISH,
                Permission.BUS_SUBSCRIBE,
                Permission.HTTP_CALL,
                Permission.STORAGE_KV,
                Permission.TIMERS_SET,
                Permission.SECRETS_USE));
    assertThat(manifest.subjects())
        .isEqualTo(
            new Manifest.Subjects(
                List.of("skill.timer.rang", "tts.request"), List.of("skill.timer.>")));
    assertThat(manifest.surfaces()).isEqualTo(new Manifest.Surfaces(true, false, true));
    assertThat(manifest.intents().get("timer.start"))
        .isEqualTo(
            new SkillIntent(
                "timer.start",
                List.of("(set|start) [a] {name} timer for {duration}"),
                Map.of(
                    "duration",
                        new SkillIntent.Slot("duration", true, "For how long?", null, List.of()),
                    "name", new SkillIntent.Slot("text", false, null, null, List.of()),
                    "room", new SkillIntent.Slot("list", false, null, "rooms", List.of())),
                Risk.NONE,
                new SkillIntent.Undo("timer.cancel", List.of("id"))));
    assertThat(manifest.intents())
        .hasEntrySatisfying(
            "timer.cancel", cancel -> assertThat(cancel.risk()).isEqualTo(Risk.CONFIRM));
    assertThat(manifest.texts("de").responses())
        .containsEntry("timer.start", "Timer for {{ duration }} started.");
    assertThat(manifest.texts("en").lists())
        .containsEntry(
            "rooms",
            List.of(new Texts.Value("kitchen", "kitchen"), new Texts.Value("bed room", "bedroom")));
    assertThat(manifest.http())
        .containsExactly(
            new HttpRule(
                "ha.local",
                8123,
                "http",
                Set.of("POST"),
                "/api/services/light/",
                "192.168.0.0/16",
                Risk.CONFIRM),
            new HttpRule("example.org", 443, "https", Set.of("GET"), "/", null, Risk.NONE));
    assertThat(manifest.storage()).isEqualTo(new Manifest.Storage(true, 512));
    assertThat(manifest.timers()).isEqualTo(new Manifest.Timers(true, 4));
    assertThat(manifest.secrets()).containsExactly("ha_token");
    assertThat(manifest.settings().of("volume").orElseThrow().fallback()).isEqualTo(5L);
    assertThat(manifest.budgets()).isEqualTo(new Budgets(8, 500, 10, 16, 8, 5));
    assertThat(report.consents())
        .extracting(Finding::toString)
        .containsExactly(
            "skill.yaml:12: capabilities.bus.publish: \"tts.request\": it reaches into the voice path: needs the owner's consent",
            "skill.yaml:35: http.allow[0].host: it calls http://ha.local:8123 in your network: needs the owner's consent",
            "skill.yaml:36: http.allow[1].host: it calls https://example.org:443: needs the owner's consent",
            "skill.yaml:39: secrets: it sends your ha_token along with its web calls: needs the owner's consent");
  }

  @Test
  void tellsTheMatcherWhatItUnderstands() {
    Manifest manifest = check(FULL).manifest().orElseThrow();

    assertThat(manifest.lexicon("en").problems()).isEmpty();
    assertThat(manifest.lexicon("en").intents())
        .extracting(IntentSpec::id)
        .containsExactly("timer.start", "timer.cancel");
    assertThat(manifest.lexicon("en").lists().get("rooms"))
        .contains(new ListValue("bed room", "bedroom"));
    assertThat(manifest.lexicon("fr").intents()).isEmpty();
  }

  @Test
  void givesDefaultsToWhatIsNotThere() {
    Manifest manifest =
        check(
                "metadata: {name: a, version: 1.0.0, description: d, author: a}\nruntime: {mode: wasm, module: a.wasm, host_version: v2}\n")
            .manifest()
            .orElseThrow();

    assertThat(manifest.budgets()).isEqualTo(Budgets.DEFAULT);
    assertThat(manifest.storage()).isEqualTo(new Manifest.Storage(false, 256));
    assertThat(manifest.timers()).isEqualTo(new Manifest.Timers(false, 32));
    assertThat(manifest.surfaces()).isEqualTo(new Manifest.Surfaces(false, false, false));
    assertThat(manifest.texts("en")).isEqualTo(Texts.NONE);
  }

  @Test
  void takesVersion1() {
    Manifest manifest = check(V1).manifest().orElseThrow();

    assertThat(manifest.code())
        .isEqualTo(new Manifest.Code("build/demo.wasm", "run", Manifest.HostVersion.V1));
  }

  @Test
  void asksTheOwnerWhenVersion1ListensWithoutThePermission() {
    ManifestReport report = check(V1.replace(", bus:subscribe", ""));

    assertThat(report.problems()).isEmpty();
    assertThat(report.consents())
        .extracting(Finding::toString)
        .containsExactly(
            "skill.yaml:3: capabilities.bus.subscribe: it listens without asking for bus:subscribe: needs the owner's consent");
  }

  @Test
  void reportsEveryProblemInOneGo() {
    assertThat(
            problems(
                """
                metadata: {name: Demo, version: latest, author: a}
                runtime: {mode: jar, module: ../x.wasm, host_version: v3}
                capabilties: {}
                permissions: [bus:publsh, bus:publish, bus:publish]
                """))
        .containsExactly(
            "skill.yaml:1: metadata.name: is \"Demo\": use 1 to 32 of a-z 0-9 _ - with a letter first",
            "skill.yaml:1: metadata.version: is \"latest\": use three numbers, for instance 1.0.0",
            "skill.yaml:1: metadata.description: is missing: say in a sentence what it does",
            "skill.yaml:2: runtime.mode: is \"jar\": write wasm: it is the only mode",
            "skill.yaml:2: runtime.module: is \"../x.wasm\": give the path of a .wasm file inside the skill's folder, for instance build/skill.wasm",
            "skill.yaml:2: runtime.host_version: is \"v3\": write v1 or v2",
            "skill.yaml:4: permissions: \"bus:publsh\" is unknown: did you mean \"bus:publish\"?",
            "skill.yaml:4: permissions: bus:publish stands here a second time: keep one of them",
            "skill.yaml:3: capabilties: is unknown: did you mean \"capabilities\"?");
  }

  /// One change to the full manifest, and what must be said about it.
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '\u0001',
      value = {
        "max_active: 4|max_active: 0|timers.max_active: is \"0\": use a whole number from 1 to 1024",
        "max_active: 4|max_active: yes|timers.max_active: is \"yes\"",
        "quota_kib: 512|quota_kb: 512|storage.quota_kb: is unknown: did you mean \"quota_kib\"?",
        "kv: true|kv: 1|storage.kv: is neither true nor false",
        "type: duration|type: span|intents.timer.start.slots.duration.type: is \"span\"",
        "risk: confirm|risk: high|intents.timer.cancel.risk: is \"high\"",
        "intent: timer.cancel|intent: timer.cancl|intents.timer.start.undo.intent: is \"timer.cancl\": did you mean \"timer.cancel\"?",
        "  timer.cancel:|  alarm.cancel:|intents.alarm.cancel: is no id of this skill: name it timer.<verb>",
        "required: true|requird: true|slots.duration.requird: is unknown: did you mean \"required\"?",
        "[POST]|[FETCH]|http.allow[0].methods: has \"FETCH\"",
        "host: ha.local|host: HA.local|http.allow[0].host: is \"HA.local\"",
        "host: ha.local|host: ha.local/x|http.allow[0].host: is \"ha.local/x\"",
        "/api/services/light/|/api/../secret|http.allow[0].path: is \"/api/../secret\"",
        "192.168.0.0/16|home|http.allow[0].lan: is \"home\"",
        "secrets: [ha_token]|secrets: [HA]|secrets: has \"HA\"",
        "memory_mib: 8|memory_mib: 100000|budgets.memory_mib: is \"100000\"",
        ", secrets:use||secrets: needs the permission secrets:use: add it to permissions",
        ", http:call||http.allow: needs the permission http:call",
        ", storage:kv||storage.kv: needs the permission storage:kv",
        ", timers:set||timers.max_active: needs the permission timers:set",
        "[bus:publish, bus:subscribe|[bus:publish|capabilities.bus.subscribe: needs the permission bus:subscribe",
        "[bus:publish, |[|capabilities.bus.publish: needs the permission bus:publish",
        "tags: [time]|tags: [Time!]|metadata.tags: has \"Time!\"",
        "tags: [time]|tags: time|metadata.tags: is no list",
        "name: timer|name: result|metadata.name: is result, which is reserved",
        "voice: true|voice: loud|surfaces.voice: is neither true nor false",
        "author: Somebody|author: 5|metadata.author: is no text: put it in quotes",
        "out: bedroom|out: [a]|lists.rooms[1].out: is missing or no single value",
        "out: bedroom|out: bedroom, x: y|lists.rooms[1].x: is unknown",
        "{name} timer for|{nam} timer for|skill.yaml:16: intent timer.start: ",
        "cancel [the] timer|cancel [the timer|skill.yaml:25: intent timer.cancel: ",
        "list: rooms}|list: romes}|skill.yaml:16: intent timer.start: ",
        "host_version: v2|host_version: v1|intents: is not part of host_version v1"
      })
  void namesTheFault(String from, String to, String expected) {
    String changed = FULL.replace(from, to == null ? "" : to);
    assertThat(changed).isNotEqualTo(FULL);

    ManifestReport report = check(changed);

    assertThat(report.manifest()).isEmpty();
    assertThat(report.problems())
        .extracting(Finding::toString)
        .anyMatch(line -> line.contains(expected));
  }

  @Test
  void readsLocales() throws IOException {
    Files.writeString(folder.resolve("skill.yaml"), FULL);
    Files.createDirectory(folder.resolve("locales"));
    Files.writeString(
        folder.resolve("locales/de.yaml"),
        """
        sentences: {timer.start: ["stelle einen Timer auf {duration}"]}
        responses: {timer.start: "Timer läuft."}
        lists: {rooms: [{in: Küche, out: kitchen}]}
        """);
    Files.writeString(
        folder.resolve("locales/fr.yaml"),
        "intents: {timer.cancel: {sentences: [annule le minuteur]}}\n");

    ManifestReport report = ManifestCheck.check(folder);

    assertThat(report.problems()).isEmpty();
    Manifest manifest = report.manifest().orElseThrow();
    assertThat(manifest.texts("de"))
        .isEqualTo(
            new Texts(
                Map.of("timer.start", List.of("stelle einen Timer auf {duration}")),
                Map.of("timer.start", "Timer läuft."),
                Map.of("rooms", List.of(new Texts.Value("Küche", "kitchen")))));
    assertThat(manifest.texts("fr").sentences())
        .containsEntry("timer.cancel", List.of("annule le minuteur"));
  }

  @Test
  void checksLocales() throws IOException {
    Files.writeString(folder.resolve("skill.yaml"), FULL);
    Files.createDirectory(folder.resolve("locales"));
    Files.writeString(
        folder.resolve("locales/de.yaml"), "sentences: {timer.strat: [x]}\nresponse: {}\n");
    Files.writeString(folder.resolve("locales/en.yaml"), "{}\n");
    Files.writeString(folder.resolve("locales/german.yml"), "{}\n");
    Files.createSymbolicLink(folder.resolve("locales/nl.yaml"), folder.resolve("skill.yaml"));

    List<String> problems =
        ManifestCheck.check(folder).problems().stream().map(Finding::toString).toList();

    assertThat(problems)
        .anyMatch(p ->
            p.contains(
                "de.yaml:1: sentences.timer.strat: is no intent of skill.yaml: did you mean \"timer.start\"?"))
        .anyMatch(p -> p.contains("de.yaml:2: response: is unknown: did you mean \"responses\"?"))
        .anyMatch(p -> p.contains("en.yaml:1: en.yaml: English stands in skill.yaml"))
        .anyMatch(p -> p.contains("german.yml:1: german.yml: is no locale"))
        .anyMatch(p -> p.contains("nl.yaml:1: the file: is not there or no regular file"));
  }

  @Test
  void saysThatThereIsNoManifest() {
    assertThat(ManifestCheck.check(folder).problems())
        .singleElement()
        .satisfies(problem -> assertThat(problem.fault()).contains("is not there"));
  }

  @Test
  void keepsTerminalsSafeFromNames() {
    assertThat(problems(V1.replace("name: demo", "name: \"a\\e[2J\"")))
        .allMatch(line -> line.chars().noneMatch(Character::isISOControl));
  }

  static List<HostileData.Case> hostile() throws IOException {
    return HostileData.manifests();
  }

  @ParameterizedTest
  @MethodSource("hostile")
  void endsAsTheHostileSetSays(HostileData.Case hostile) {
    Assumptions.assumeTrue(hostile.present(), hostile.toString());
    long start = System.nanoTime();

    ManifestReport report = ManifestCheck.check(hostile.file());

    assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(5));
    switch (hostile.expect()) {
      case "accept" -> assertThat(report.problems()).isEmpty();
      case "reject-or-owner-consent" ->
          assertThat(report.problems().size() + report.consents().size()).isPositive();
      default -> assertThat(report.problems()).isNotEmpty();
    }
    assertThat(report.manifest().isPresent()).isEqualTo(report.problems().isEmpty());
  }
}
