package dev.loqa.skills.smalltalk;

import static org.assertj.core.api.Assertions.assertThat;

import dev.loqa.skill.json.Json;
import dev.loqa.skill.test.TestHost;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class SmallTalkSkillTest {
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "00:00|en|It is midnight.",
        "00:07|en|It is 12:07 AM.",
        "09:30|en|It is 9:30 AM.",
        "12:00|en|It is noon.",
        "12:45|en|It is 12:45 PM.",
        "15:00|en|It is 3 PM.",
        "01:05|de|Es ist ein Uhr 5.",
        "15:00|de-AT|Es ist 15 Uhr.",
        "15:00|fr|It is 3 PM."
      })
  void tellsTheTimeOfTheHomesOwnClock(String time, String language, String words) {
    assertThat(say("time", language, "2026-11-21T" + time + ":00+01:00", Json.nothing()))
        .isEqualTo(words);
  }

  @Test
  void tellsTheDateAndTheDaysAround() {
    String late = "2026-12-31T23:30:00-08:00";

    assertThat(say("date", "en", late, Json.nothing()))
        .isEqualTo("Today is Thursday, December 31st, 2026.");
    assertThat(say("date", "de", late, Json.nothing()))
        .isEqualTo("Heute ist Donnerstag, der 31. Dezember 2026.");
    assertThat(say("day", "en", late, Json.nothing())).isEqualTo("Today is Thursday.");
    assertThat(sayDay("tomorrow")).isEqualTo("Tomorrow is Friday.");
    assertThat(sayDay("yesterday")).isEqualTo("Yesterday was Wednesday.");
  }

  @Test
  void namesOneExampleOfEachInstalledSkill() {
    Json payload =
        Json.parse(
            """
            {"skills": [{"name": "timer", "examples": ["set a timer", "cancel the timer"]},
                        {"name": "empty", "examples": []},
                        {"name": "radio", "examples": ["play the news"]}]}
            """);

    assertThat(say("help", "en", "2026-11-21T09:30:00Z", payload))
        .isEqualTo("You can say: set a timer, or: play the news.");
  }

  @Test
  void choosesAmongTheHostsExamples() {
    Json payload =
        Json.parse(
            "{\"examples\": [\"a\", \"b\", \"c\", \"d\", \"e\", \"f\", \"g\", \"h\", \"i\"]}");

    assertThat(say("help", "en", "2026-11-21T09:30:00Z", payload))
        .isEqualTo("You can say: a, c, e, or: g.");
  }

  @Test
  void namesItsOwnExamplesWhenTheHostNamesNoSkill() {
    assertThat(say("help", "en", "2026-11-21T09:30:00Z", Json.nothing()))
        .contains("set a timer for five minutes");
  }

  private static String sayDay(String when) {
    Json envelope =
        envelope("day", "en", "2026-12-31T23:30:00-08:00", Json.nothing())
            .with("slots", Json.object().with("when", when));
    return new TestHost(new SmallTalkSkill()).run(envelope).reply().at("say").text("");
  }

  private static String say(String verb, String language, String now, Json payload) {
    TestHost.Result result =
        new TestHost(new SmallTalkSkill()).run(envelope(verb, language, now, payload));
    assertThat(result.effects()).isEmpty();
    return result.reply().at("say").text("");
  }

  private static Json.Obj envelope(String verb, String language, String now, Json payload) {
    return Json.object()
        .with("type", "intent")
        .with("intent", "small-talk." + verb)
        .with("language", language)
        .with("now", now)
        .with("payload", payload);
  }
}
