package dev.loqa.loqad.http;

import static org.assertj.core.api.Assertions.assertThat;

import dev.loqa.loqad.install.Offer;
import dev.loqa.loqad.install.TestSkill;
import dev.loqa.skillhost.packages.SigningKey;
import java.io.IOException;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class SkillsTest {
  private static final SigningKey ANNA = SigningKey.generate();

  @TempDir private Path folder;
  private TestApi api;

  @BeforeEach
  void start() throws IOException {
    api = new TestApi(folder.resolve("data"));
  }

  @AfterEach
  void stop() {
    api.close();
  }

  private HttpResponse<String> post(String query, Offer offer)
      throws IOException, InterruptedException {
    HttpRequest.Builder request =
        api.owner("/v1/skills" + query)
            .POST(HttpRequest.BodyPublishers.ofByteArray(offer.packed()));
    String signature = offer.signature();
    if (signature != null) {
      request.header(SkillRoutes.SIGNATURE, signature.strip());
    }
    return api.send(request);
  }

  private String agreed(Offer offer) throws IOException, InterruptedException {
    return "consent=" + TestApi.json(post("?plan=true", offer)).get("consent");
  }

  @Test
  void showsThePlanAndInstallsWhatWasAgreedTo() throws Exception {
    Offer offer = new TestSkill().offer(folder, ANNA);

    Map<String, Object> plan = TestApi.json(post("?plan=true", offer));
    assertThat(plan).containsEntry("need", "consent").containsEntry("version", "1.0.0");
    assertThat(String.valueOf(plan.get("text"))).contains("It may send messages on test.heard.");
    HttpResponse<String> without = post("?yes=true", offer);
    assertThat(without.statusCode()).isEqualTo(403);
    assertThat(TestApi.error(without)).contains("needs your consent");

    HttpResponse<String> done = post("?by=anna&" + agreed(offer), offer);
    assertThat(done.statusCode()).as(done.body()).isEqualTo(200);
    assertThat(TestApi.json(done)).containsEntry("installed", true);
    assertThat(String.valueOf(TestApi.json(api.get("/v1/skills")).get("skills")))
        .contains("name=echo", "origin=signed", "installed_by=anna", "state=ready");
    assertThat(String.valueOf(TestApi.json(api.get("/v1/skills/echo"))))
        .contains("It may read the messages on door.opened.", ANNA.publisher().fingerprint());
  }

  @Test
  void goesBackAndRemoves() throws Exception {
    Offer first = new TestSkill().offer(folder, ANNA);
    post("?" + agreed(first), first);
    post("?upgrade=true", new TestSkill().version("1.1.0").offer(folder, ANNA));

    assertThat(TestApi.json(api.post("/v1/skills/echo/rollback", "")))
        .containsEntry("version", "1.0.0");
    HttpResponse<String> removed = api.send(api.owner("/v1/skills/echo?purge=true").DELETE());
    assertThat(TestApi.json(removed)).containsEntry("purged", true);
    assertThat(api.get("/v1/skills/echo").statusCode()).isEqualTo(404);
    assertThat(api.send(api.owner("/v1/skills/echo").DELETE()).statusCode()).isEqualTo(404);
  }

  @Test
  void tellsRefusalsApart() throws Exception {
    Offer offer = new TestSkill().offer(folder, ANNA);
    Offer unsigned = new Offer(offer.packed(), null, Offer.Form.SIGNED, false, "x");
    Offer rubbish = new Offer(new byte[100], offer.signature(), Offer.Form.SIGNED, false, "x");
    Offer large = new Offer(new byte[9 << 20], null, Offer.Form.SIGNED, false, "x");

    assertThat(post("", unsigned).statusCode()).isEqualTo(422);
    assertThat(post("", rubbish).statusCode()).isEqualTo(400);
    assertThat(post("", large).statusCode()).isEqualTo(413);
    assertThat(post("?form=odd", offer).statusCode()).isEqualTo(400);
    assertThat(post("?consent=odd", offer).statusCode()).isEqualTo(400);
    assertThat(post("?upgrade=true", offer).statusCode()).isEqualTo(404);
    assertThat(api.send(api.owner("/v1/skills/timer").DELETE()).statusCode()).isEqualTo(409);
    assertThat(api.send(api.owner("/v1/skills/..%2f").DELETE()).statusCode()).isEqualTo(404);
    assertThat(List.of(api.send(api.request("/v1/skills")).statusCode())).containsExactly(401);
  }
}
