package dev.loqa.skillhost.rights;

import static org.assertj.core.api.Assertions.assertThat;

import dev.loqa.skillhost.Grant;
import dev.loqa.skillhost.manifest.Manifest;
import dev.loqa.skillhost.manifest.ManifestCheck;
import dev.loqa.skillhost.manifest.ManifestReport;
import dev.loqa.skillhost.manifest.Permission;
import dev.loqa.skillhost.rights.RightsDiff.Change;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class RightsDiffTest {
  private static final String PLAIN =
      """
      metadata: {name: demo, version: 1.0.0, description: d, author: a}
      runtime: {mode: wasm, module: build/demo.wasm, host_version: v2}
      capabilities: {bus: {publish: [skill.demo.done], subscribe: [skill.demo.*]}}
      permissions: [bus:publish, bus:subscribe, storage:kv, timers:set, http:call, secrets:use]
      intents:
        demo.open: {sentences: ["open {thing}"], slots: {thing: {type: list}}, risk: confirm}
      lists: {thing: [door, gate]}
      storage: {kv: true, quota_kib: 128}
      timers: {max_active: 4}
      secrets: [ha_token]
      http: {allow: [{host: ha.local, port: 8123, scheme: http, methods: [POST], path: /api/light/, lan: 192.168.0.0/16, risk: confirm}]}
      budgets: {memory_mib: 16, wall_ms: 1000, publish_per_min: 10, payload_kib: 16, log_kib_per_min: 8, http_per_min: 5}
      """;

  private static final String ORIGINAL =
      """
      metadata: {name: demo, version: 1.0.0, description: d, author: a}
      runtime: {mode: wasm, module: build/demo.wasm, entrypoint: run, host_version: v1}
      capabilities: {bus: {publish: [skill.demo.out]}}
      permissions: [bus:publish]
      """;

  private static Manifest manifest(String yaml) {
    ManifestReport report =
        ManifestCheck.check(yaml.getBytes(StandardCharsets.UTF_8), "skill.yaml");
    assertThat(report.problems()).isEmpty();
    return report.manifest().orElseThrow();
  }

  private static RightsDiff diff(String agreed, String asked) {
    assertThat(asked).isNotEqualTo(agreed);
    return RightsDiff.between("demo", Rights.of(manifest(agreed)), Rights.of(manifest(asked)));
  }

  /// One row a class of right: what stands in the agreed manifest, what the update makes of it, and
  /// what the right is about.
  @ParameterizedTest(name = "{2}")
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          publish: [skill.demo.done]      | publish: [skill.demo.done, home.command] | publish:home.command
          subscribe: [skill.demo.*]       | subscribe: [skill.demo.>]                | subscribe:skill.demo.>
          subscribe: [skill.demo.*]       | subscribe: [skill.demo.*, stt.text.final] | subscribe:stt.text.final
          permissions: [bus:publish,      | permissions: [event_store:read, bus:publish, | permission:event_store:read
          secrets: [ha_token]             | secrets: [ha_token, bank_pin]            | secret:bank_pin
          host: ha.local                  | host: evil.example                       | http:POST http://evil.example:8123/api/light/ 192.168.0.0/16
          scheme: http,                   | scheme: https,                           | http:POST https://ha.local:8123/api/light/ 192.168.0.0/16
          port: 8123                      | port: 8124                               | http:POST http://ha.local:8124/api/light/ 192.168.0.0/16
          methods: [POST]                 | methods: [POST, DELETE]                  | http:DELETE http://ha.local:8123/api/light/ 192.168.0.0/16
          path: /api/light/               | path: /api/                              | http:POST http://ha.local:8123/api/ 192.168.0.0/16
          lan: 192.168.0.0/16             | lan: 10.0.0.0/8                          | http:POST http://ha.local:8123/api/light/ 10.0.0.0/8
          lan: 192.168.0.0/16, risk       | risk                                     | http:POST http://ha.local:8123/api/light/ null
          risk: confirm}]                 | risk: none}]                             | http:POST http://ha.local:8123/api/light/ 192.168.0.0/16
          memory_mib: 16                  | memory_mib: 17                           | budget:memory_mib
          wall_ms: 1000                   | wall_ms: 1001                            | budget:wall_ms
          publish_per_min: 10             | publish_per_min: 11                      | budget:publish_per_min
          payload_kib: 16                 | payload_kib: 17                          | budget:payload_kib
          log_kib_per_min: 8              | log_kib_per_min: 9                       | budget:log_kib_per_min
          http_per_min: 5                 | http_per_min: 6                          | budget:http_per_min
          quota_kib: 128                  | quota_kib: 129                           | budget:quota_kib
          max_active: 4                   | max_active: 5                            | budget:max_active
          {type: list}}, risk: confirm    | {type: list}}, risk: none                | intent:demo.open
          demo.open: {sent                | demo.shut: {sentences: ["shut it"]}\\n  demo.open: {sent | intent:demo.shut
          {thing: {type: list}}           | {thing: {type: text}}                    | words:en:open {thing}
          """)
  void seesEveryClassOfWidening(String agreed, String asked, String about) {
    RightsDiff diff = diff(PLAIN, PLAIN.replace(agreed, asked.replace("\\n", "\n")));

    assertThat(diff.widened()).extracting(Change::about).containsExactly(about);
    assertThat(diff.widens()).isTrue();
  }

  @ParameterizedTest(name = "leaving out {0}")
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          budgets:                        | budget:wall_ms
          storage:                        | budget:quota_kib
          timers: {                       | budget:max_active
          """)
  void aBlockThatIsLeftOutCountsWithItsDefaults(String block, String about) {
    String without =
        String.join("\n", PLAIN.lines().filter(line -> !line.startsWith(block)).toList());

    assertThat(diff(PLAIN, without).widened()).extracting(Change::about).contains(about);
  }

  @Test
  void aMessageRightOfTheOriginalCountsWithoutItsPermissionWord() {
    RightsDiff diff =
        diff(ORIGINAL, ORIGINAL.replace("{publish:", "{subscribe: [skill.demo.in], publish:"));

    assertThat(diff.widened())
        .extracting(Change::about)
        .containsExactly("permission:bus:subscribe", "subscribe:skill.demo.in");
  }

  @Test
  void anotherInterfaceIsAnotherRight() {
    String second =
        ORIGINAL.replace(", entrypoint: run", "").replace("host_version: v1", "host_version: v2");

    assertThat(diff(ORIGINAL, second).widened()).extracting(Change::about).contains("abi");
    assertThat(diff(second, ORIGINAL).widened()).extracting(Change::about).contains("abi");
  }

  @Test
  void anOpenSentenceOfAnotherLanguageIsARight() {
    Right german = new Right.OpenWords("de", "notiere {text}");
    RightsDiff diff = RightsDiff.between("demo", Rights.NONE, new Rights(List.of(german)));

    assertThat(diff.widened())
        .extracting(Change::sentence)
        .containsExactly(
            "It may read whatever you say in place of the words in { } of: notiere {text}.");
  }

  @Test
  void askingForLessWidensNothing() {
    RightsDiff diff =
        diff(
            PLAIN,
            PLAIN
                .replace("wall_ms: 1000", "wall_ms: 900")
                .replace("path: /api/light/", "path: /api/light/on")
                .replace("secrets: [ha_token]\n", "")
                .replace("subscribe: [skill.demo.*]", "subscribe: [skill.demo.open]"));

    assertThat(diff.widened()).isEmpty();
    assertThat(diff.narrowed())
        .extracting(Change::sentence)
        .containsExactlyInAnyOrder(
            "It may only work for 900 ms at a time; until now: work for 1 s at a time.",
            "It may only call POST http://ha.local:8123/api/light/on... in your network 192.168.0.0/16, after your yes each time.",
            "It may only read the messages on skill.demo.open.",
            "It may no longer call POST http://ha.local:8123/api/light/... in your network 192.168.0.0/16, after your yes each time.",
            "It may no longer read the messages on skill.demo.*.",
            "It may no longer send your secret ha_token along with its web calls, without seeing it.");
  }

  @Test
  void theSameAsksForNothing() {
    Rights rights = Rights.of(manifest(PLAIN));
    RightsDiff diff =
        RightsDiff.between("demo", rights, Rights.of(manifest(PLAIN.replace("1.0.0", "9.0.0"))));

    assertThat(diff.widened()).isEmpty();
    assertThat(diff.narrowed()).isEmpty();
    assertThat(diff.same()).hasSameSizeAs(rights.all());
  }

  @Test
  void aFirstInstallAsksForEverything() {
    Rights asked = Rights.of(manifest(PLAIN));

    assertThat(RightsDiff.between("demo", Rights.NONE, asked).widened()).hasSameSizeAs(asked.all());
  }

  @Test
  void aBudgetOfWhatItCannotDoIsNoRight() {
    String modest =
        """
        metadata: {name: demo, version: 1.0.0, description: d, author: a}
        runtime: {mode: wasm, module: build/demo.wasm, host_version: v2}
        intents: {demo.open: {sentences: ["open it"]}}
        """;

    List<String> sentences = Rights.of(manifest(modest)).sentences();
    assertThat(sentences).isNotEmpty();
    assertThat(sentences).noneMatch(sentence -> sentence.contains("web calls"));
    assertThat(sentences).noneMatch(sentence -> sentence.contains("messages a minute"));
    assertThat(Rights.of(manifest(PLAIN)).sentences())
        .anyMatch(sentence -> sentence.contains("web calls"))
        .anyMatch(sentence -> sentence.contains("messages a minute"));
  }

  @Test
  void whatReachesBeyondTheSkillItselfIsNotUsual() {
    String reaching =
        PLAIN.replace("publish: [skill.demo.done]", "publish: [skill.demo.done, home.command]");
    RightsDiff diff = RightsDiff.between("demo", Rights.NONE, Rights.of(manifest(reaching)));

    assertThat(diff.unusual())
        .extracting(Change::about)
        .containsExactly(
            "http:POST http://ha.local:8123/api/light/ 192.168.0.0/16",
            "permission:http:call",
            "permission:secrets:use",
            "publish:home.command",
            "secret:ha_token");
  }

  @Test
  void aSentenceThatIsNothingButAnOpenPlaceIsNotUsual() {
    assertThat(new Right.OpenWords("en", "[ {all} ]").usual("demo")).isFalse();
    assertThat(new Right.OpenWords("en", "note {all}").usual("demo")).isTrue();
  }

  @Test
  void theGrantIsWhatWasAgreedTo() {
    Grant grant = Rights.of(manifest(PLAIN)).grant();

    assertThat(grant).isEqualTo(Grant.asAsked(manifest(PLAIN)));
    assertThat(Rights.NONE.grant()).isEqualTo(Grant.NOTHING);
    assertThat(grant.permissions()).contains(Permission.SECRETS_USE);
  }

  @Test
  void aWiderPatternCoversANarrowerOne() {
    Right all = new Right.Subscribe("skill.demo.>");

    assertThat(all.covers(new Right.Subscribe("skill.demo.a.b"))).isTrue();
    assertThat(all.covers(new Right.Subscribe("skill.demo.*"))).isTrue();
    assertThat(new Right.Subscribe("skill.demo.*").covers(new Right.Subscribe("skill.demo.a.b")))
        .isFalse();
    assertThat(new Right.Subscribe("skill.demo.*").covers(all)).isFalse();
    assertThat(new Right.Subscribe("skill.demo.*").covers(new Right.Publish("skill.demo.a")))
        .isFalse();
  }

  /// The narrow rule of a lock, beside a wide one, holds the lock shut: with it gone, the wide one
  /// opens it.
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          /api/ none, /api/lock/ pin | /api/ none                            | /api/lock/
          /api/ none, /api/lock/ pin | /api/ none, /api/lock/front pin       | /api/lock/
          /api/ none, /api/lock/ pin | /api/ none, /api/lock/ confirm        | /api/lock/
          /api/ none, /api/lock/ pin | /api/lock/front none                  | /api/lock/front
          /api/ none, /api/lock/ pin | /api/ pin                             | -
          /api/ none, /api/lock/ pin | /api/lights/ none                     | -
          /api/ none, /api/lock/ pin | /api/ none, /api/lock/ pin, /api/l none | -
          /api none                  | /api/x none                           | -
          /api none                  | /apix none                            | /apix
          """)
  void noticesThatARuleThatGuardedSomethingIsGone(String agreed, String asked, String widened) {
    assertThat(diff(webs(agreed), webs(asked) + "# another").widened())
        .extracting(Change::about)
        .containsExactlyElementsOf(
            widened.equals("-")
                ? List.of()
                : List.of("http:POST http://ha.local:80" + widened + " null"));
  }

  private static String webs(String rules) {
    StringBuilder allow = new StringBuilder();
    for (String rule : rules.split(", ", -1)) {
      String[] parts = rule.split(" ", -1);
      allow.append(
          "    - {host: ha.local, scheme: http, methods: [POST], path: %s, risk: %s}\n"
              .formatted(parts[0], parts[1]));
    }
    return """
    metadata: {name: demo, version: 1.0.0, description: d, author: a}
    runtime: {mode: wasm, module: build/demo.wasm, host_version: v2}
    permissions: [http:call]
    http:
      allow:
    """
        + allow;
  }

  private static final String NAMED =
      PLAIN
          .replaceFirst("http: .*\n", "http: {allow: [{setting: source, path: /v1/}]}\n")
          .concat(
              "config: {properties: {source: {type: string, format: server, default: 'https://a.example'}}}\n");

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          path: /v1/            | path: /              | true
          path: /v1/            | path: /v1/forecast   | false
          path: /v1/}           | path: /v1/, methods: [GET, POST]} | true
          path: /v1/}           | path: /v1/, risk: confirm} | false
          https://a.example     | https://b.example    | true
          , default: 'https://a.example' | ''          | false
          """)
  void aServerThatTheOwnerNamesIsARightLikeOthers(String had, String asks, boolean widens) {
    assertThat(diff(NAMED, NAMED.replace(had, asks)).widens()).isEqualTo(widens);
  }

  @Test
  void namingAServerIsSaidInWords() {
    RightsDiff diff = RightsDiff.between("demo", Rights.NONE, Rights.of(manifest(NAMED)));

    assertThat(diff.unusual())
        .extracting(Change::sentence)
        .contains(
            "It may call GET /v1/... on https://a.example, or on the one server that you name in its setting source.");
    assertThat(Rights.of(manifest(NAMED)).grant().servers()).containsExactly("source");
  }
}
