package dev.loqa.loqad.http;

import static org.assertj.core.api.Assertions.assertThat;

import dev.loqa.loqad.settings.SkillSettings;
import dev.loqa.loqad.store.Page;
import dev.loqa.loqad.store.Query;
import dev.loqa.loqad.store.StateChange;
import dev.loqa.skillhost.Grant;
import dev.loqa.skillhost.SkillFolder;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class SettingRoutesTest {
  private static final String PATH = "/v1/skills/weather/settings";

  @TempDir private Path folder;
  private TestApi api;

  @BeforeEach
  void start() throws Exception {
    api = new TestApi(folder.resolve("data"));
    Path skill = folder.resolve("weather");
    Files.createDirectories(skill.resolve("build"));
    Files.write(skill.resolve("build/skill.wasm"), new byte[] {0});
    Files.writeString(
        skill.resolve("skill.yaml"),
        """
        metadata: {name: weather, version: 1.0.0, description: Weather., author: Tests}
        runtime: {mode: wasm, module: build/skill.wasm, host_version: v2}
        permissions: ["http:call"]
        http: {allow: [{setting: source, path: /v1/}]}
        config:
          required: [place]
          properties:
            place: {type: string}
            latitude: {type: number, minimum: -90, maximum: 90}
            units: {type: string, enum: [metric, imperial], default: metric}
            source: {type: string, format: server}
        """);
    SkillFolder read = SkillFolder.read(skill);
    api.host.load(read, Grant.asAsked(read.manifest()));
  }

  @AfterEach
  void stop() {
    api.close();
  }

  private HttpResponse<String> put(String body) throws Exception {
    return api.send(api.owner(PATH).PUT(HttpRequest.BodyPublishers.ofString(body)));
  }

  private Map<String, Object> kept() {
    return new SkillSettings(api.store).of("weather");
  }

  private List<String> events() {
    return api.store.events(Query.ofType("audit.setting"), Page.Cursor.START, 10).items().stream()
        .map(stored -> String.valueOf(stored.event().payload()))
        .toList();
  }

  @Test
  void setsShowsAndTakesBack() throws Exception {
    assertThat(put("{\"set\":{\"place\":\"Hamburg\",\"latitude\":\"53.55\"}}").statusCode())
        .isEqualTo(200);
    assertThat(kept()).isEqualTo(Map.of("place", "Hamburg", "latitude", 53.55));
    assertThat(api.get(PATH).body())
        .contains("\"value\":\"Hamburg\"", "\"default\":\"metric\"", "\"value\":\"metric\"");

    assertThat(put("{\"unset\":[\"place\",\"latitude\"]}").statusCode()).isEqualTo(200);
    assertThat(kept()).isEmpty();
    assertThat(events())
        .hasSize(2)
        .first()
        .asString()
        .contains("place", "latitude")
        .doesNotContain("Hamburg", "53.55");
  }

  @Test
  void namingAServerSaysAndRecordsWhatItAllows() throws Exception {
    HttpResponse<String> set =
        put("{\"set\":{\"source\":\"http://weather.local:8080 in 192.168.1.0/24\"}}");

    String sentence =
        "weather may call GET http://weather.local:8080/v1/... in your network 192.168.1.0/24";
    assertThat(TestApi.json(set)).containsEntry("allows", List.of(sentence));
    assertThat(events()).singleElement().asString().contains(sentence);
  }

  @Test
  void ofAChangeEverythingCountsOrNothing() throws Exception {
    HttpResponse<String> refused = put("{\"set\":{\"place\":\"Hamburg\",\"latitude\":\"north\"}}");

    assertThat(refused.statusCode()).isEqualTo(400);
    assertThat(TestApi.error(refused))
        .isEqualTo("latitude is \"north\": give a number from -90 to 90");
    assertThat(kept()).isEmpty();
    assertThat(events()).isEmpty();
  }

  @Test
  void saysWhatIsWrong() throws Exception {
    assertThat(TestApi.error(put("{\"set\":{\"plaice\":\"x\"}}")))
        .isEqualTo("\"plaice\" is no setting of weather: did you mean \"place\"?");
    assertThat(TestApi.error(put("{\"set\":{\"place\":null}}"))).startsWith("place has no value");
    assertThat(TestApi.error(put("{\"unset\":[\"place\"]}"))).contains("is not set");
    assertThat(TestApi.error(put("{}"))).contains("changes nothing");
    assertThat(api.get("/v1/skills/whether/settings").statusCode()).isEqualTo(404);
    assertThat(api.send(api.request(PATH)).statusCode()).isEqualTo(401);
  }

  @Test
  void staysOverARemovalUntilItIsPurged() throws Exception {
    put("{\"set\":{\"place\":\"Hamburg\"}}");

    api.store.appendAll(List.of(), List.of(new StateChange.SkillRemoved("weather", false)));
    assertThat(kept()).isNotEmpty();
    api.store.appendAll(List.of(), List.of(new StateChange.SkillRemoved("weather", true)));
    assertThat(kept()).isEmpty();
  }
}
