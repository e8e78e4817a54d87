package dev.loqa.loqad.http;

import static org.assertj.core.api.Assertions.assertThat;

import dev.loqa.base.json.Json;
import dev.loqa.loqad.install.TestSkill;
import dev.loqa.loqad.registries.Kiosk;
import dev.loqa.loqad.skills.CallScope;
import dev.loqa.loqad.skills.SkillRun;
import dev.loqa.skillhost.manifest.Risk;
import dev.loqa.skillhost.packages.SigningKey;
import java.io.IOException;
import java.net.URLEncoder;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Skills by name over the API: followed, installed, upgraded, revoked, called again.
final class RegistryRoutesTest {
  @TempDir private Path folder;
  private TestApi api;
  private Kiosk kiosk;

  @BeforeEach
  void start() throws IOException {
    api = new TestApi(folder.resolve("data"));
    kiosk = new Kiosk(folder, "stick", SigningKey.generate(), Instant.now());
  }

  @AfterEach
  void stop() {
    api.close();
  }

  private HttpResponse<String> follow(Map<String, Object> body)
      throws IOException, InterruptedException {
    return api.post("/v1/registries", Json.text(body));
  }

  private String place() {
    return kiosk.place.toString();
  }

  private HttpResponse<String> named(String query) throws IOException, InterruptedException {
    return api.post("/v1/skills?form=registry&name=echo" + query, "");
  }

  private Map<String, Object> installed(String query) throws IOException, InterruptedException {
    Map<String, Object> plan = TestApi.json(named("&plan=true" + query));
    HttpResponse<String> done = named("&consent=" + plan.get("consent") + query);
    assertThat(done.statusCode()).as(done.body()).isEqualTo(200);
    return TestApi.json(done);
  }

  private String called() {
    CallScope scope = new CallScope(null, null, "en", null, null, Risk.NONE, "bus", null);
    SkillRun run = api.skills.message("echo", "door.opened", new byte[] {'{', '}'}, "", scope);
    return String.valueOf(run);
  }

  private String list() throws IOException, InterruptedException {
    return String.valueOf(TestApi.json(api.get("/v1/skills")).get("skills"));
  }

  @Test
  void aRegistryIsShownBeforeItIsFollowedAndLeftAgain() throws Exception {
    assertThat(TestApi.json(follow(Map.of("place", place()))))
        .containsEntry("followed", false)
        .containsEntry("key", kiosk.fingerprint());
    assertThat(TestApi.json(api.get("/v1/registries"))).containsEntry("registries", List.of());
    assertThat(TestApi.json(follow(Map.of("place", place(), "key", kiosk.fingerprint()))))
        .containsEntry("followed", true);
    assertThat(TestApi.json(follow(Map.of("place", place())))).containsEntry("followed", true);
    assertThat(api.get("/readyz").body()).contains("registry." + place());

    String query = "?place=" + URLEncoder.encode(place(), StandardCharsets.UTF_8);
    assertThat(TestApi.json(api.send(api.owner("/v1/registries" + query).DELETE())))
        .containsEntry("called_again", List.of());
    HttpResponse<String> none = follow(Map.of("place", folder.resolve("none").toString()));
    assertThat(none.statusCode()).isEqualTo(503);
    assertThat(TestApi.error(none)).startsWith("registry " + folder.resolve("none"));
    assertThat(follow(Map.of()).statusCode()).isEqualTo(400);
    assertThat(follow(Map.of("place", place(), "key", "00")).statusCode()).isEqualTo(400);
  }

  @Test
  void aSkillComesByNameIsUpgradedAndRestsWhenItIsRevoked() throws Exception {
    kiosk.add(new TestSkill());
    assertThat(named("&plan=true").statusCode()).isEqualTo(400);
    follow(Map.of("place", place(), "key", kiosk.fingerprint()));
    assertThat(installed("")).containsEntry("version", "1.0.0").containsEntry("installed", true);
    assertThat(TestApi.json(named("&upgrade=true"))).containsEntry("newest", true);
    assertThat(called()).contains("error=null");

    kiosk.add(new TestSkill().version("1.1.0"));
    api.post("/v1/registries/look", "{}");
    assertThat(list()).contains("newer=1.1.0");
    assertThat(TestApi.json(named("&upgrade=true"))).containsEntry("version", "1.1.0");
    assertThat(list()).doesNotContain("newer=1.1.0");

    kiosk.revoke("echo-1.1.0", "steals");
    api.post("/v1/registries/look", "{}");
    assertThat(called()).contains("is resting: the registry stick has revoked it: steals.");
    assertThat(list()).contains("state=revoked", "the registry stick has revoked it: steals");
    assertThat(api.get("/readyz").body()).contains("rests, because the registry stick");
    assertThat(api.said).singleElement().asString().contains("echo is resting");

    Map<String, Object> asked = TestApi.json(api.post("/v1/skills/echo/release", ""));
    assertThat(asked).containsEntry("released", false).containsKey("text");
    String consent = "?by=anna&consent=" + asked.get("consent");
    assertThat(TestApi.json(api.post("/v1/skills/echo/release" + consent, "")))
        .containsEntry("released", true);
    assertThat(called()).contains("error=null");
  }

  @Test
  void whatIsRevokedIsNotInstalledAgainByAnyWay() throws Exception {
    kiosk.add(new TestSkill());
    kiosk.add(new TestSkill().version("1.1.0"));
    follow(Map.of("place", place(), "key", kiosk.fingerprint()));
    installed("&version=1.0.0");
    installed("");
    kiosk.revoke("echo-1.0.0", "steals");
    api.post("/v1/registries/look", "{}");

    HttpResponse<String> back = api.post("/v1/skills/echo/rollback", "");
    assertThat(back.statusCode()).isEqualTo(422);
    assertThat(TestApi.error(back)).contains("must not run", "steals");
    assertThat(named("&version=1.0.0&plan=true").statusCode()).isEqualTo(422);
    HttpResponse<String> file =
        api.send(
            api.owner("/v1/skills?plan=true")
                .header(SkillRoutes.SIGNATURE, signature())
                .POST(
                    HttpRequest.BodyPublishers.ofFile(
                        kiosk.place.resolve("packages/echo-1.0.0.lskill"))));
    assertThat(file.statusCode()).as(file.body()).isEqualTo(422);
    assertThat(list()).contains("version=1.1.0", "state=ready");
  }

  private String signature() throws IOException {
    return Files.readString(kiosk.place.resolve("packages/echo-1.0.0.lskill.sig")).strip();
  }

  @Test
  void whatWasTakenBackNeedsConsentAlsoAsAnUpgrade() throws Exception {
    kiosk.add(new TestSkill());
    follow(Map.of("place", place(), "key", kiosk.fingerprint()));
    installed("");
    kiosk.add(new TestSkill().version("1.1.0"));
    kiosk.yank("echo-1.1.0", "too loud");

    assertThat(TestApi.json(named("&upgrade=true"))).containsEntry("newest", true);
    Map<String, Object> plan = TestApi.json(named("&upgrade=true&version=1.1.0&plan=true"));
    assertThat(plan).containsEntry("need", "consent");
    assertThat(String.valueOf(plan.get("text"))).contains("taken this version back: too loud");
    assertThat(named("&upgrade=true&version=1.1.0&yes=true").statusCode()).isEqualTo(403);
    assertThat(installed("&upgrade=true&version=1.1.0")).containsEntry("version", "1.1.0");
  }
}
