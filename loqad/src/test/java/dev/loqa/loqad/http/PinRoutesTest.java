package dev.loqa.loqad.http;

import static org.assertj.core.api.Assertions.assertThat;

import dev.loqa.loqad.store.Page;
import dev.loqa.loqad.store.Query;
import java.io.IOException;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class PinRoutesTest {
  @TempDir private Path folder;
  private TestApi api;

  @BeforeEach
  void start() throws IOException {
    api = new TestApi(folder);
  }

  @AfterEach
  void stop() {
    api.close();
  }

  private HttpResponse<String> put(String body) throws Exception {
    return api.send(api.owner("/v1/pin").PUT(HttpRequest.BodyPublishers.ofString(body)));
  }

  @Test
  void setsAndForgetsThePinAndNeverShowsIt() throws Exception {
    assertThat(TestApi.json(api.get("/v1/pin"))).containsEntry("state", "not_set");

    HttpResponse<String> set = put("{\"pin\":\"nine one eight three\"}");

    assertThat(set.statusCode()).isEqualTo(200);
    assertThat(TestApi.json(set)).containsEntry("set", true).containsEntry("state", "ready");
    assertThat(set.body()).doesNotContain("nine", "9183");
    assertThat(Files.readString(folder.resolve("pin"))).doesNotContain("nine", "9183");
    HttpResponse<String> gone = api.send(api.owner("/v1/pin").DELETE());
    assertThat(TestApi.json(gone)).containsEntry("set", false);
    assertThat(api.store.events(Query.ofType("audit.pin"), Page.Cursor.START, 9).items())
        .extracting(stored -> stored.event().payload())
        .containsExactly("{\"verdict\":\"set\"}", "{\"verdict\":\"removed\"}");
  }

  @Test
  void refusesWhatIsNoneWithoutRepeatingIt() throws Exception {
    for (String body : new String[] {"{\"pin\":\"987\"}", "{\"pin\":987}", "{pin:987", "{}"}) {
      HttpResponse<String> refused = put(body);
      assertThat(refused.statusCode()).isEqualTo(400);
      assertThat(refused.body()).doesNotContain("987");
    }
    assertThat(api.send(api.request("/v1/pin")).statusCode()).isEqualTo(401);
    assertThat(TestApi.json(api.get("/v1/pin"))).containsEntry("set", false);
  }
}
