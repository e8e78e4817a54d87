package dev.loqa.loqad.http;

import static org.assertj.core.api.Assertions.assertThat;

import dev.loqa.loqad.store.Page;
import dev.loqa.loqad.store.Query;
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

final class SecretRoutesTest {
  private static final String VALUE = "planted-value-1";
  private static final String KEY = "/v1/skills/weather/secrets/key";

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
        permissions: ["secrets:use"]
        secrets: [key, other_key]
        """);
    SkillFolder read = SkillFolder.read(skill);
    api.host.load(read, Grant.asAsked(read.manifest()));
  }

  @AfterEach
  void stop() {
    api.close();
  }

  private HttpResponse<String> put(String path, String body) throws Exception {
    return api.send(api.owner(path).PUT(HttpRequest.BodyPublishers.ofString(body)));
  }

  @Test
  void setsListsAndForgetsASecretAndNeverShowsIt() throws Exception {
    HttpResponse<String> set = put(KEY, "{\"value\":\"" + VALUE + "\"}");
    assertThat(set.statusCode()).isEqualTo(200);

    HttpResponse<String> list = api.get("/v1/skills/weather/secrets");
    assertThat(TestApi.json(list).get("secrets"))
        .isEqualTo(
            List.of(
                Map.of(
                    "name", "key", "set", true, "asked", true, "given_by_service_manager", false),
                Map.of(
                    "name",
                    "other_key",
                    "set",
                    false,
                    "asked",
                    true,
                    "given_by_service_manager",
                    false)));
    assertThat(set.body() + list.body()).doesNotContain(VALUE);
    assertThat(folder.resolve("data/secrets/weather.json")).content().contains(VALUE);

    HttpResponse<String> removed = api.send(api.owner(KEY).DELETE());
    assertThat(TestApi.json(removed)).containsEntry("removed", true);
    assertThat(TestApi.json(api.send(api.owner(KEY).DELETE()))).containsEntry("removed", false);
    assertThat(
            api.store.events(Query.ofType("audit.secret"), Page.Cursor.START, 10).items().stream()
                .map(stored -> String.valueOf(stored.event().payload())))
        .hasSize(2)
        .noneMatch(payload -> payload.contains(VALUE));
  }

  @Test
  void saysWhatIsWrongWithoutTheValue() throws Exception {
    HttpResponse<String> unknown =
        put("/v1/skills/weather/secrets/kay", "{\"value\":\"" + VALUE + "\"}");
    assertThat(unknown.statusCode()).isEqualTo(404);
    assertThat(TestApi.error(unknown)).contains("did you mean \"key\"?");

    HttpResponse<String> nobody =
        put("/v1/skills/whether/secrets/key", "{\"value\":\"" + VALUE + "\"}");
    assertThat(nobody.statusCode()).isEqualTo(404);

    for (String body :
        List.of(
            "{\"value\":\"short\"}",
            "{\"value\":5}",
            "{\"value\":\"" + VALUE + "\\nmore\"}",
            "{\"value\":\"" + VALUE,
            "\"" + VALUE + "\"")) {
      HttpResponse<String> refused = put(KEY, body);
      assertThat(refused.statusCode()).as(body).isEqualTo(400);
      assertThat(refused.body()).doesNotContain(VALUE);
    }
    assertThat(folder.resolve("data/secrets")).doesNotExist();
  }

  @Test
  void isForTheOwnerOnly() throws Exception {
    assertThat(api.send(api.request("/v1/skills/weather/secrets")).statusCode()).isEqualTo(401);
    assertThat(
            api.send(api.request(KEY).PUT(HttpRequest.BodyPublishers.ofString("{}"))).statusCode())
        .isEqualTo(401);
  }
}
