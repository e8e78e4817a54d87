package dev.loqa.skillhost.manifest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class SettingsTest {
  private static final String HEAD =
      """
      metadata: {name: weather, version: 1.0.0, description: Weather., author: Tests}
      runtime: {mode: wasm, module: build/skill.wasm, host_version: v2}
      permissions: ["http:call"]
      """;
  private static final String CONFIG =
      """
      config:
        required: [latitude]
        properties:
          latitude: {type: number, minimum: -90, maximum: 90, description: North is above 0.}
          days: {type: integer, minimum: 1, default: 3}
          units: {type: string, enum: [metric, imperial], default: metric}
          place: {type: string, maxLength: 5}
          loud: {type: boolean}
          extra: {type: object}
          source: {type: string, format: server, default: "https://api.example.org"}
      """;

  private static ManifestReport check(String more) {
    return ManifestCheck.check((HEAD + more).getBytes(StandardCharsets.UTF_8), "skill.yaml");
  }

  private static Manifest manifest(String more) {
    ManifestReport report = check(more);
    assertThat(report.problems()).isEmpty();
    return report.manifest().orElseThrow();
  }

  private static List<String> problems(String more) {
    return check(more).problems().stream().map(Finding::toString).toList();
  }

  private final Settings settings = manifest(CONFIG).settings();

  private Setting setting(String name) {
    return settings.of(name).orElseThrow();
  }

  @Test
  void readsWhatWasTyped() {
    assertThat(setting("latitude").read("53.55")).isEqualTo(53.55);
    assertThat(setting("latitude").read("-33")).isEqualTo(-33L);
    assertThat(setting("days").read("7")).isEqualTo(7L);
    assertThat(setting("units").read("imperial")).isEqualTo("imperial");
    assertThat(setting("loud").read("true")).isEqualTo(true);
    assertThat(setting("extra").read("{\"a\": [1]}")).isEqualTo(Map.of("a", List.of(1L)));
    assertThat(setting("latitude").required()).isTrue();
    assertThat(setting("days").required()).isFalse();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          latitude | north  | is "north": give a number from -90 to 90
          latitude | 91     | is 91: give a number from -90 to 90
          latitude | NaN    | is "NaN": give a number from -90 to 90
          latitude | 1e999  | is "Infinity": give a number from -90 to 90
          days     | 1.5    | is 1.5: give a whole number from 1 on
          days     | 0      | is 0: give a whole number from 1 on
          units    | stones | is "stones": give one of metric, imperial
          place    | Berlin | is "Berlin": give a text of at most 5 characters
          loud     | yes    | is "yes": give true or false
          extra    | [1]    | is "[1]": give a JSON object of at most 4096 characters
          """)
  void saysWhatToGiveInstead(String name, String typed, String words) {
    assertThatThrownBy(() -> setting(name).read(typed)).hasMessage(words);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          http://192.168.1.20:8080                   | http://192.168.1.20:8080  | 192.168.1.20/32
          http://weather.local:8080 in 192.168.1.0/24 | http://weather.local:8080 | 192.168.1.0/24
          https://api.example.net/                   | https://api.example.net   |
          https://93.184.216.34                      | https://93.184.216.34     |
          """)
  void aServerIsExact(String typed, String origin, String lan) {
    Map<String, Object> set = Map.of("source", setting("source").read(typed));

    assertThat(settings.shown("source", set)).contains(origin);
    assertThat(settings.server("source", set).orElseThrow().lan()).isEqualTo(lan);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          api.example.net                          | use http://host/path
          http://weather.local                     | in 192.168.0.0/16
          http://localhost:8080                    | is a name of the house
          http://nas in 8.8.0.0/16                 | give a private network
          http://nas in home                       | give a network like
          https://a.example/v1                     | end it after the host or the port
          https://u:p@a.example                    | without user
          http://0x7f000001                        | four decimal parts
          http://127.1                             | four decimal parts
          https://a.example:0                      | use a port
          ftp://a.example                          | use http://host/path
          """)
  void refusesWhatIsNoExactServer(String typed, String fault) {
    assertThatThrownBy(() -> setting("source").read(typed)).hasMessageContaining(fault);
  }

  @Test
  void whatNoLongerFitsCountsAsNotSet() {
    Map<String, Object> old = Map.of("days", 0L, "units", "stones", "place", "Ulm", "gone", 1L);

    assertThat(settings.value("days", old)).isEqualTo(3L);
    assertThat(settings.value("units", old)).isEqualTo("metric");
    assertThat(settings.value("place", old)).isEqualTo("Ulm");
    assertThat(settings.value("gone", old)).isNull();
    assertThat(settings.value("latitude", old)).isNull();
  }

  @Test
  void refusesEveryKeywordThatNobodyWouldObey() {
    assertThat(
            problems(
                """
                config:
                  additionalProperties: true
                  required: [playce]
                  properties:
                    place: {type: string, pattern: "(a+)+$"}
                    Place: {type: string}
                    days: {type: integer, default: many, minimum: 5, maximum: 2}
                    units: {type: string, enum: [a, 1]}
                    kind: {type: text}
                    deep: {properties: {x: {type: string}}}
                """))
        .satisfiesExactlyInAnyOrder(
            one -> assertThat(one).contains("config.additionalProperties: is true"),
            one -> assertThat(one).contains("\"playce\"", "did you mean \"place\"?"),
            one -> assertThat(one).contains("config.properties.place.pattern: is unknown"),
            one -> assertThat(one).contains("config.properties.Place: is \"Place\""),
            one -> assertThat(one).contains("skill.yaml:10:", "days.minimum: is above the most"),
            one -> assertThat(one).contains("days.default: is \"many\": give a whole number"),
            one -> assertThat(one).contains("units.enum: is 1: give a text"),
            one -> assertThat(one).contains("kind.type: is \"text\"", "use one of"),
            one -> assertThat(one).contains("deep.properties: is unknown"),
            one -> assertThat(one).contains("deep.type: is missing"));
  }

  @Test
  void aRuleMayLeaveTheServerToTheOwner() {
    String rule = "http: {allow: [{setting: source, methods: [GET], path: /v1/forecast}]}\n";
    Manifest manifest = manifest(CONFIG + rule);

    assertThat(manifest.http()).isEmpty();
    assertThat(manifest.servers())
        .containsExactly(new ServerRule("source", Set.of("GET"), "/v1/forecast", Risk.NONE));
    assertThat(check(CONFIG + rule).consents())
        .singleElement()
        .asString()
        .contains(
            "it calls https://api.example.org, or the server that you name in its setting source");
  }

  @Test
  void refusesARuleWhoseSettingNamesNoServer() {
    assertThat(
            problems(
                CONFIG
                    + """
                    http:
                      allow:
                        - {setting: souce}
                        - {setting: place}
                        - {setting: source, host: other.example}
                        - {setting: source, methods: [POST], risk: pin}
                    """))
        .satisfiesExactlyInAnyOrder(
            one -> assertThat(one).contains("allow[0].setting", "did you mean \"source\"?"),
            one -> assertThat(one).contains("allow[1].setting", "names no server"),
            one -> assertThat(one).contains("allow[2].host: stands beside setting"),
            one -> assertThat(one).contains("allow[3].risk", "give all of them one risk"));
  }
}
