package dev.loqa.loqad.http;

import static org.assertj.core.api.Assertions.assertThat;

import dev.loqa.base.json.Json;
import dev.loqa.bus.pki.NodeFolder;
import dev.loqa.loqad.store.Page;
import dev.loqa.loqad.store.Query;
import java.io.IOException;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class NodeRoutesTest {
  @TempDir private Path folder;
  private TestApi api;

  @BeforeEach
  void start() throws IOException {
    api = new TestApi(folder.resolve("house"));
  }

  @AfterEach
  void stop() {
    api.close();
  }

  private HttpResponse<String> post(String path, Map<String, Object> body) throws Exception {
    return api.send(
        api.owner("/v1/nodes/" + path).POST(HttpRequest.BodyPublishers.ofString(Json.text(body))));
  }

  private String request(NodeFolder node) throws IOException {
    return Files.readString(node.request());
  }

  @Test
  void letsANodeInRenewsItAndPutsItOut() throws Exception {
    NodeFolder node = NodeFolder.of(folder.resolve("kitchen"), "kitchen");
    node.ask();

    HttpResponse<String> in =
        post("kitchen/enroll", Map.of("roles", List.of("stt"), "request", request(node)));

    assertThat(in.statusCode()).isEqualTo(200);
    String certificate = String.valueOf(TestApi.json(in).get("certificate"));
    assertThat(node.accept(certificate.getBytes(StandardCharsets.US_ASCII))).isTrue();
    assertThat(api.rosters.getLast().in()).containsOnlyKeys("kitchen");
    assertThat(String.valueOf(TestApi.json(api.get("/v1/nodes")).get("enrolled")))
        .contains("kitchen", "stt", "revoked=false");

    node.renew();
    HttpResponse<String> renewed = post("kitchen/rotate", Map.of("request", request(node)));
    assertThat(TestApi.json(renewed)).containsEntry("changed", true);

    assertThat(TestApi.json(post("kitchen/revoke", Map.of()))).containsEntry("changed", true);
    assertThat(TestApi.json(post("kitchen/revoke", Map.of()))).containsEntry("changed", false);
    assertThat(api.rosters.getLast().in()).isEmpty();
    assertThat(api.store.events(Query.ofType("audit.node"), Page.Cursor.START, 9).items())
        .extracting(
            stored -> String.valueOf(Json.readObject(stored.event().payload()).get("change")))
        .containsExactly("enrolled", "renewed", "revoked");
  }

  @Test
  void refusesWhatIsNoRequestWhatIsTakenAndWhoMayNotAsk() throws Exception {
    NodeFolder own = NodeFolder.of(folder.resolve("own"), "loqad");
    own.ask();

    assertThat(post("kitchen/enroll", Map.of("roles", List.of("stt"))).statusCode()).isEqualTo(400);
    assertThat(post("kitchen/enroll", Map.of("roles", List.of("stt"), "request", "x")).statusCode())
        .isEqualTo(400);
    assertThat(
            post("loqad/enroll", Map.of("roles", List.of("stt"), "request", request(own)))
                .statusCode())
        .isEqualTo(409);
    assertThat(
            post("loqad/enroll", Map.of("roles", List.of("loqad"), "request", request(own)))
                .statusCode())
        .isEqualTo(403);
    assertThat(post("nobody/revoke", Map.of()).statusCode()).isEqualTo(400);
    assertThat(
            api.send(
                    api.request("/v1/nodes/kitchen/revoke")
                        .POST(HttpRequest.BodyPublishers.ofString("{}")))
                .statusCode())
        .isEqualTo(401);
    assertThat(api.rosters).isEmpty();
  }
}
