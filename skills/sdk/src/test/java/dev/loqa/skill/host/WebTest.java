package dev.loqa.skill.host;

import static org.assertj.core.api.Assertions.assertThat;

import dev.loqa.skill.HttpAnswer;
import dev.loqa.skill.HttpCall;
import dev.loqa.skill.Reply;
import dev.loqa.skill.Skill;
import dev.loqa.skill.SkillException;
import dev.loqa.skill.json.Json;
import dev.loqa.skill.test.TestHost;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/// Web calls as a skill makes them, over the host's function.
final class WebTest {
  private static final Json ENVELOPE =
      Json.parse(
          "{\"type\":\"intent\",\"subject\":\"skill.t.run\",\"intent\":\"t.run\",\"slots\":{},"
              + "\"now\":\"2026-11-21T10:00:00Z\",\"timezone\":\"UTC\",\"payload\":{}}");

  private final List<Json> asked = new ArrayList<>();

  @Test
  void sendsWhatTheCallSaysAndReadsTheAnswer() {
    Skill skill =
        context -> {
          HttpAnswer answer =
              context.http(
                  HttpCall.postJson("https://api.example.org/v1", "{}")
                      .with("X-Key", HttpCall.secret("key"))
                      .authorized("token"));
          return Reply.say(
              answer.status()
                  + answer.body()
                  + answer.header("Location")
                  + answer.truncated()
                  + answer.ok());
        };

    TestHost.Result result =
        new TestHost(skill)
            .web(request -> {
              asked.add(request);
              return Optional.of(
                  Json.parse(
                      "{\"status\":301,\"headers\":{\"location\":\"/b\"},\"body\":\"moved\",\"truncated\":true}"));
            })
            .run(ENVELOPE);

    assertThat(asked)
        .extracting(Json::write)
        .containsExactly(
            "{\"method\":\"POST\",\"url\":\"https://api.example.org/v1\",\"headers\":"
                + "{\"content-type\":\"application/json\",\"X-Key\":\"{{secret:key}}\"},"
                + "\"body\":\"{}\",\"secret\":\"token\"}");
    assertThat(result.reply().at("say").text("")).isEqualTo("301moved/btruefalse");
    assertThat(result.effects("http")).hasSize(1);
  }

  @Test
  void toldThatNobodyAnswersASkillMayGoOn() {
    Skill skill =
        context -> {
          try {
            context.http(HttpCall.get("https://api.example.org/v1"));
            return Reply.say("it came");
          } catch (SkillException e) {
            return Reply.say("nobody answers");
          }
        };

    assertThat(new TestHost(skill).run(ENVELOPE).reply().at("say").text(""))
        .isEqualTo("nobody answers");
  }
}
