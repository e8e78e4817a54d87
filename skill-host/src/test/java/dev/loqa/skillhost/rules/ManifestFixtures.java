package dev.loqa.skillhost.rules;

import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// For each rule a manifest that breaks it and nothing else, as one change to a whole one.
final class ManifestFixtures {
  private static final String WHOLE =
      """
      metadata:
        name: demo
        version: 1.0.0
        description: Shows.
        author: Tests
        tags: [time]
      runtime:
        mode: wasm
        module: build/demo.wasm
        entrypoint: run
        host_version: v2
      capabilities:
        bus: {publish: [skill.demo.out], subscribe: [skill.demo.in]}
        storage: {kv: true}
        timers: true
      permissions: [bus:publish, bus:subscribe, http:call, storage:kv, timers:set, secrets:use]
      surfaces: {voice: true, display: false, automations: false}
      intents:
        demo.go:
          sentences: ["go to {place}"]
          slots:
            place: {type: list, list: places, required: true, ask: "Where to?", words: [there]}
          risk: none
          undo: {intent: demo.back, slots: [place]}
        demo.back:
          sentences: ["go back"]
      responses: {demo.go: "Gone."}
      lists: {places: [town, {in: "the sea", out: sea}]}
      http: {allow: [{host: ha.local, port: 80, scheme: http, methods: [GET], path: "/api/", lan: 10.0.0.0/8, risk: none}, {setting: server, path: /x, risk: none}]}
      storage: {kv: true, quota_kib: 16}
      timers: {max_active: 4}
      secrets: [token]
      config:
        type: object
        title: Settings
        description: What can be set.
        properties:
          server: {type: string, format: server, title: Server, description: Where it is.}
          name: {type: string, minLength: 1, maxLength: 9, default: bob}
          age: {type: integer, minimum: 1, maximum: 9, enum: [1, 2]}
        required: [age]
      budgets: {memory_mib: 8, wall_ms: 500, publish_per_min: 10, payload_kib: 16, log_kib_per_min: 8, http_per_min: 5}
      """;

  private static final String GERMAN =
      """
      sentences: {demo.back: ["geh zurück"]}
      responses: {demo.go: "Weg."}
      """;

  /// @param fault how what is said of it begins: `thing: fault`
  /// @param alone nothing else is wrong; what is missing or misnamed at the top takes more with it
  record Fixture(String fault, String manifest, Map<String, String> locales, boolean alone) {
    @Override
    public String toString() {
      return fault;
    }
  }

  private final List<Fixture> fixtures = new ArrayList<>();

  private ManifestFixtures() {}

  static Fixture whole() {
    return new Fixture("", WHOLE, Map.of("de.yaml", GERMAN), true);
  }

  static List<Fixture> all() {
    ManifestFixtures all = new ManifestFixtures();
    all.metadata();
    all.code();
    all.permissions();
    all.subjects();
    all.rights();
    all.web();
    all.budgets();
    all.intents();
    all.texts();
    all.locales();
    return all.fixtures;
  }

  /// One change: every place of `from`, which must be there, becomes `to`.
  private void change(String fault, String from, String to) {
    if (!WHOLE.contains(from)) {
      throw new IllegalArgumentException("the whole manifest has no " + from);
    }
    fixtures.add(new Fixture(fault, WHOLE.replace(from, to), Map.of("de.yaml", GERMAN), true));
  }

  /// A change that takes more with it.
  private void top(String fault, String from, String to) {
    change(fault, from, to);
    Fixture made = fixtures.removeLast();
    fixtures.add(new Fixture(fault, made.manifest, made.locales, false));
  }

  private void locale(String fault, String name, String text) {
    fixtures.add(new Fixture(fault, WHOLE, Map.of(name, text), true));
  }

  private static String items(String item, int count) {
    return "[" + String.join(", ", Collections.nCopies(count, item)) + "]";
  }

  private static String numbered(String before, String after, int count) {
    StringBuilder all = new StringBuilder();
    for (int i = 0; i < count; i++) {
      all.append(i == 0 ? "" : ", ").append(before).append(i).append(after);
    }
    return all.toString();
  }

  private void metadata() {
    String metadata = WHOLE.substring(0, WHOLE.indexOf("runtime:"));
    top("the file: is no mapping", WHOLE, "[1]\n");
    top("metadata: is missing", metadata, "");
    top("metadata.name: is missing", "  name: demo\n", "");
    top("metadata.name: is \"Demo\"", "name: demo", "name: Demo");
    top("metadata.name: is host, which is reserved", "name: demo", "name: host");
    change("metadata.version: is missing", "  version: 1.0.0\n", "");
    change("metadata.version: is \"latest\"", "1.0.0", "latest");
    change("metadata.description: is missing", "  description: Shows.\n", "");
    change("metadata.description: is \"", "Shows.", "\"\"");
    change("metadata.author: is missing", "  author: Tests\n", "");
    change("metadata.author: is \"", "author: Tests", "author: " + "a".repeat(501));
    change("metadata.author: is no text", "author: Tests", "author: 5");
    change("metadata.author: has control characters", "author: Tests", "author: \"a\\eb\"");
    change("metadata.tags: has \"Time!\"", "[time]", "[Time!]");
    change("metadata.tags: is no list", "[time]", "time");
    change("metadata.tags: has 17 items", "[time]", items("time", 17));
    change("metadata.tag: is unknown", "tags:", "tag:");
  }

  private void code() {
    top(
        "runtime: is missing",
        WHOLE.substring(WHOLE.indexOf("runtime:"), WHOLE.indexOf("capab")),
        "");
    change("runtime.mode: is missing", "  mode: wasm\n", "");
    change("runtime.mode: is \"jar\"", "mode: wasm", "mode: jar");
    change("runtime.module: is missing", "  module: build/demo.wasm\n", "");
    change("runtime.module: is \"../demo.wasm\"", "build/demo.wasm", "../demo.wasm");
    change("runtime.entrypoint: is \"a b\"", "entrypoint: run", "entrypoint: a b");
    change("runtime.host_version: is missing", "  host_version: v2\n", "");
    change("runtime.host_version: is \"v3\"", "host_version: v2", "host_version: v3");
    fixtures.add(
        new Fixture(
            "budgets: is not part of host_version v1",
            WHOLE.substring(0, WHOLE.indexOf("intents:")).replace("v2", "v1")
                + "budgets: {wall_ms: 500}\n",
            Map.of(),
            true));
  }

  private void permissions() {
    change("permissions: \"bus:publsh\" is unknown", "[bus:publish,", "[bus:publsh, bus:publish,");
    change("permissions: bus:publish stands here", "[bus:publish,", "[bus:publish, bus:publish,");
    top("permissions: is no list", "permissions: [", "permissions: x # [");
    top("permissions: has 33 items", "[bus:publish,", "[" + "x, ".repeat(27) + "bus:publish,");
    change("surfaces.voice: is neither", "voice: true", "voice: loud");
    change("surfaces.display: is neither", "display: false", "display: big");
    change("surfaces.automations: is neither", "automations: false", "automations: 1");
    change("capabilities.storage.kv: is neither", "storage: {kv: true}\n", "storage: {kv: 1}\n");
    change("capabilities.timers: is neither", "timers: true", "timers: 1");
    change("capabilities.bus.publish: needs the permission", "[bus:publish, ", "[");
    change("capabilities.bus.subscribe: needs the permission", ", bus:subscribe", "");
    change("http.allow: needs the permission", ", http:call", "");
    change("storage.kv: needs the permission", ", storage:kv", "");
    change("timers.max_active: needs the permission", ", timers:set", "");
    change("secrets: needs the permission", ", secrets:use", "");
  }

  private void publishes(String fault, String subject) {
    change(
        "capabilities.bus.publish: \"" + subject + "\": " + fault,
        "[skill.demo.out]",
        "[\"" + subject + "\"]");
  }

  private void subjects() {
    publishes("it is empty", "");
    change(
        "capabilities.bus.publish: \"skill.aaa",
        "[skill.demo.out]",
        "[skill." + "a".repeat(124) + "]");
    publishes("it has 1 part and needs 2 to 8", "skill");
    publishes("it has 9 parts and needs 2 to 8", "a.b.c.d.e.f.g.h.i");
    publishes("it has a wildcard", "skill.demo.*");
    publishes("its parts must be", "skill.Demo");
    publishes("audio comes from satellites only", "audio.frame.x");
    publishes("subjects below loqa. are the host's own", "loqa.x");
    publishes("the host alone reports results", "skill.result");
    change(
        "capabilities.bus.subscribe: \"skill.demo.>.x\": its wildcard",
        "[skill.demo.in]",
        "[skill.demo.>.x]");
    change("capabilities.bus.publish: is no list", "[skill.demo.out]", "skill.demo.out");
    change(
        "capabilities.bus.publish: has 65 items", "[skill.demo.out]", items("skill.demo.out", 65));
    change("capabilities.bus.subscribe: is no list", "[skill.demo.in]", "skill.demo.in");
    change(
        "capabilities.bus.subscribe: has 65 items", "[skill.demo.in]", items("skill.demo.in", 65));
  }

  private void rights() {
    change("storage.kv: is neither", "storage: {kv: true, ", "storage: {kv: 1, ");
    change("storage.quota_kib: is \"0\"", "quota_kib: 16", "quota_kib: 0");
    change("timers.max_active: is \"1025\"", "max_active: 4", "max_active: 1025");
    change("secrets: has \"Token\"", "[token]", "[Token]");
    change("secrets: is no list", "[token]", "token");
    change("secrets: has 33 items", "[token]", items("token", 33));
    settings();
    change("timers: is no mapping", "timers: {max_active: 4}", "timers: 4");
  }

  private static Fixture loose(Fixture fixture) {
    return new Fixture(fixture.fault, fixture.manifest, fixture.locales, false);
  }

  private void settings() {
    String config = WHOLE.substring(WHOLE.indexOf("config:"), WHOLE.indexOf("budgets:"));
    top("config: is no mapping", config, "config: 5\n");
    change("config.type: is \"array\"", "  type: object", "  type: array");
    change("config.title: is \"\"", "title: Settings", "title: \"\"");
    change("config.description: is \"\"", "What can be set.", "\"\"");
    change(
        "config.additionalProperties: is true", "  type: object", "  additionalProperties: true");
    change(
        "config.additionalProperties: is neither", "  type: object", "  additionalProperties: 1");
    change("config.required: is no list", "required: [age]", "required: age");
    change("config.required: has 65 items", "required: [age]", "required: " + items("age", 65));
    change("config.required: \"aeg\" is none", "required: [age]", "required: [aeg]");
    change(
        "config.properties: has 65 settings",
        "    name: {type: string, minLength",
        numbered("    s", ": {type: string}", 62).replace(", ", "\n")
            + "\n    name: {type: string, minLength");
    fixtures.add(loose(fixtures.removeLast()));
    change("config.properties.Name: is \"Name\"", "    name: {type", "    Name: {type");
    change("config.properties.name.type: is missing", "name: {type: string, ", "name: {");
    change("config.properties.name.type: is \"text\"", "name: {type: string", "name: {type: text");
    change("config.properties.server.title: is \"\"", "title: Server", "title: \"\"");
    change("config.properties.server.description: is \"\"", "Where it is.", "\"\"");
    change("config.properties.server.format: is \"url\"", "format: server", "format: url");
    fixtures.add(loose(fixtures.removeLast()));
    change("config.properties.name.minLength: is \"-1\"", "minLength: 1", "minLength: -1");
    change("config.properties.name.maxLength: is \"0\"", "maxLength: 9", "maxLength: 0");
    fixtures.add(loose(fixtures.removeLast()));
    change("config.properties.age.minimum: is no number", "minimum: 1", "minimum: one");
    change("config.properties.age.minimum: is above the most", "minimum: 1", "minimum: 10");
    fixtures.add(loose(fixtures.removeLast()));
    change("config.properties.age.enum: is no list", "enum: [1, 2]", "enum: 1");
    change("config.properties.age.enum: has 65 items", "enum: [1, 2]", "enum: " + items("1", 65));
    change("config.properties.age.enum: has an empty value", "enum: [1, 2]", "enum: [1, null]");
    change("config.properties.age.enum: is 10", "enum: [1, 2]", "enum: [1, 10]");
    change("config.properties.name.default: is \"\"", "default: bob", "default: \"\"");
  }

  private void web() {
    change("http.allow[0].host: is missing", "{host: ha.local, ", "{");
    change("http.allow[0].host: is \"HA\"", "host: ha.local", "host: HA");
    change("http.allow[0].host: is \"1.2.3\"", "host: ha.local", "host: 1.2.3");
    change("http.allow[0].port: is \"0\"", "port: 80", "port: 0");
    change("http.allow[0].scheme: is \"ftp\"", "scheme: http", "scheme: ftp");
    change("http.allow[0].methods: has \"FETCH\"", "[GET]", "[FETCH]");
    change("http.allow[0].methods: is no list", "[GET]", "GET");
    change("http.allow[0].methods: has 9 items", "[GET]", items("GET", 9));
    change("http.allow[0].path: is \"api\"", "\"/api/\"", "api");
    change("http.allow[0].lan: is \"home\"", "10.0.0.0/8", "home");
    change("http.allow[0].lan: is 8.0.0.0/8", "10.0.0.0/8", "8.0.0.0/8");
    change("http.allow[0].lan: is 10.0.0.300", "10.0.0.0/8", "10.0.0.300/8");
    change(
        "http.allow[0].risk: is \"high\"",
        "lan: 10.0.0.0/8, risk: none",
        "lan: 10.0.0.0/8, risk: high");
    String rule = WHOLE.substring(WHOLE.indexOf("[{host") + 1, WHOLE.indexOf(", {setting"));
    String named = "{setting: server, path: /x, risk: none}";
    String both = rule + ", " + named;
    change("http.allow[1].setting: is \"Server\"", "setting: server", "setting: Server");
    fixtures.add(loose(fixtures.removeLast()));
    change(
        "http.allow[1].setting: is \"sever\", which names no", "setting: server", "setting: sever");
    change("http.allow[1].port: stands beside setting", named, "{setting: server, port: 80}");
    change(
        "http.allow[2].risk: is not that of the setting's",
        named,
        named + ", {setting: server, path: /y, risk: pin}");
    change("http.allow: is no list", "[" + both + "]", rule);
    change("http.allow: has 33 items", "[" + both + "]", items(rule, 33));
  }

  private void budgets() {
    change("budgets.memory_mib: is \"0\"", "memory_mib: 8", "memory_mib: 0");
    change("budgets.wall_ms: is \"9\"", "wall_ms: 500", "wall_ms: 9");
    change("budgets.publish_per_min: is \"-1\"", "publish_per_min: 10", "publish_per_min: -1");
    change("budgets.payload_kib: is no number", "payload_kib: 16", "payload_kib: [16]");
    change("budgets.log_kib_per_min: is \"a lot\"", "log_kib_per_min: 8", "log_kib_per_min: a lot");
    change("budgets.http_per_min: is \"1.5\"", "http_per_min: 5", "http_per_min: 1.5");
  }

  private void intents() {
    String place = "{type: list, list: places, required: true, ask: \"Where to?\", words: [there]}";
    change(
        "intents.other.back: is no id of this skill",
        "  demo.back:",
        "  other.back: {}\n  demo.back:");
    change(
        "intents.demo.go.undo.intent: is \"demo.bck\"",
        "{intent: demo.back,",
        "{intent: demo.bck,");
    top(
        "intents.demo.go.undo.intent: is missing",
        "{intent: demo.back, slots: [place]}",
        "{slots: [place]}");
    change("intents.demo.go.undo.slots: is no list", "slots: [place]}", "slots: place}");
    change(
        "intents.demo.go.undo.slots: has 17 items",
        "slots: [place]}",
        "slots: " + items("place", 17) + "}");
    change("intents.demo.go.risk: is \"high\"", "    risk: none\n", "    risk: high\n");
    change("intents.demo.back.sentences: is no list", "[\"go back\"]", "go back");
    change("intents.demo.back.sentences: has 201 items", "[\"go back\"]", items("go back", 201));
    change(
        "intents.demo.back.sentences: has a sentence of 501 characters",
        "go back",
        "g".repeat(501));
    change(
        "intents.demo.go.slots.Place: is no slot name",
        place + "\n",
        place + "\n      Place: {type: text}\n");
    change("intents.demo.go.slots.place.type: is missing", "{type: list, ", "{");
    change("intents.demo.go.slots.place.type: is \"lst\"", "{type: list, ", "{type: lst, ");
    change("intents.demo.go.slots.place.required: is neither", "required: true", "required: 1");
    change("intents.demo.go.slots.place.ask: is \"", "\"Where to?\"", "\"\"");
    change(
        "intents.demo.go.slots.place.list: is \"The places\"", "list: places", "list: The places");
    change("intents.demo.go.slots.place.words: is no list", "words: [there]", "words: there");
    change("intents.demo.go.slots.place.words: has 2001 items", "[there]", items("there", 2001));
    change(
        "intents.demo.go.slots: has too many slots",
        place + "\n",
        place + "\n" + numbered("      s", ": {type: text}", 16).replace(", ", "\n") + "\n");
    String intents = WHOLE.substring(WHOLE.indexOf("intents:"), WHOLE.indexOf("responses:"));
    top(
        "intents: has 129 intents",
        intents,
        "intents: {" + numbered("demo.i", ": {}", 129) + "}\n");
  }

  private void texts() {
    change("responses.Go!: is no name of a response", "responses: {", "responses: {Go!: x, ");
    change("responses.demo.go: is \"", "\"Gone.\"", "\"\"");
    change("lists.The Places: is no name of a list", "lists: {", "lists: {The Places: [x], ");
    change("lists.places: is no list", "[town, {in: \"the sea\", out: sea}]", "town");
    change("lists.places: has 2001 items", "[town, {", "[" + numbered("t", "", 2000) + ", {");
    change("lists.places[1].in: is missing", "{in: \"the sea\", ", "{");
    change("lists.places[1].in: is \"", "in: \"the sea\"", "in: \"\"");
    change("lists.places[1].out: is missing or no single value", ", out: sea}", "}");
  }

  private void locales() {
    locale("german.yml: is no locale", "german.yml", "{}");
    locale("en.yaml: English stands in skill.yaml", "en.yaml", "{}");
    locale(
        "sentences.demo.og: is no intent of skill.yaml", "de.yaml", "sentences: {demo.og: [x]}\n");
    Map<String, String> many = new HashMap<>();
    for (int i = 0; i < 65; i++) {
      many.put("a" + i + ".yaml", "{}");
    }
    fixtures.add(new Fixture("locales: has more than 64 files", WHOLE, many, true));
  }
}
