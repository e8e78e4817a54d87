package dev.loqa.skills.reminders;

import static org.assertj.core.api.Assertions.assertThat;

import dev.loqa.skill.Moment;
import dev.loqa.skill.json.Json;
import dev.loqa.skill.test.SkillCase;
import dev.loqa.skill.test.TestHost;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class RemindersSkillTest {
  /// A Saturday in winter, half past nine.
  private static final String NOW = "2026-11-21T09:30:00+01:00";

  @TestFactory
  Stream<DynamicTest> doesWhatItsCasesSay() {
    return SkillCase.read(Path.of("tests")).stream()
        .map(c ->
            DynamicTest.dynamicTest(
                c.name(),
                () -> {
                  TestHost host = c.prepare(new TestHost(new RemindersSkill()).maxTimers(64));

                  assertThat(c.problems(host.run(c.envelope()))).isEmpty();
                }));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          {"time":"07:00","either":true}                       | alarm    | 2026-11-21T19:00
          {"time":"10:00","either":true}                       | alarm    | 2026-11-21T10:00
          {"time":"09:30","either":true}                       | alarm    | 2026-11-21T21:30
          {"time":"07:00"}                                     | alarm    | 2026-11-22T07:00
          {"time":"12:00","either":true}                       | alarm    | 2026-11-21T12:00
          {"time":"00:00"}                                     | alarm    | 2026-11-22T00:00
          {"days":0,"time":"00:00"}                            | alarm    | 2026-11-22T00:00
          {"days":0,"time":"07:00","either":true}              | alarm    | 2026-11-21T19:00
          {"days":1,"time":"07:00","either":true}              | alarm    | 2026-11-22T07:00
          {"days":1,"time":"03:00","either":true}              | alarm    | 2026-11-22T03:00
          {"days":1,"time":"03:00","either":true}              | reminder | 2026-11-22T15:00
          {"days":1,"time":"08:00","either":true}              | reminder | 2026-11-22T08:00
          {"days":1}                                           | reminder | 2026-11-22T09:00
          {"weekday":"mon","time":"09:00"}                     | reminder | 2026-11-23T09:00
          {"weekday":"sat","time":"09:00"}                     | reminder | 2026-11-28T09:00
          {"weekday":"sat","time":"10:00"}                     | reminder | 2026-11-21T10:00
          {"date":"12-24","time":"18:00"}                      | reminder | 2026-12-24T18:00
          {"date":"11-20","time":"18:00"}                      | reminder | 2027-11-20T18:00
          {"date":"02-29"}                                     | reminder | 2028-02-29T09:00
          {"in":1200}                                          | reminder | 2026-11-21T09:50
          {"repeat":["mon","tue"],"time":"06:30","either":true} | alarm   | 2026-11-23T06:30
          {"repeat":["sat"],"time":"10:00","either":true}      | alarm    | 2026-11-21T10:00
          {"repeat":["sat"],"time":"06:00","either":true}      | reminder | 2026-11-21T18:00
          """)
  void makesAMomentOfWhatWasSaid(String when, String kind, String expected) {
    Due.Read read = Due.read(Json.parse(when), Moment.parse(NOW), kind.equals("alarm"));

    assertThat(read)
        .isInstanceOfSatisfying(
            Due.Read.Good.class, good -> assertThat(good.due().local().text()).isEqualTo(expected));
  }

  @Test
  void refusesWhatHasPassedOrNeverComes() {
    Moment now = Moment.parse(NOW);

    assertThat(Due.read(Json.parse("{\"days\":0,\"time\":\"08:00\"}"), now, true))
        .isInstanceOf(Due.Read.Past.class);
    assertThat(Due.read(Json.parse("{\"in\":0}"), now, true)).isInstanceOf(Due.Read.Never.class);
    assertThat(Due.read(Json.parse("{\"in\":99999999999}"), now, true))
        .isInstanceOf(Due.Read.Never.class);
    assertThat(Due.read(Json.parse("{\"date\":\"13-40\"}"), now, true))
        .isInstanceOf(Due.Read.Never.class);
  }

  @Test
  void keepsSeveralApartFromSettingToCancelling() {
    TestHost host = new TestHost(new RemindersSkill());
    host.run(intent("alarm", "{\"when\": {\"time\": \"07:00\"}}"));
    host.run(intent("alarm", "{\"when\": {\"time\": \"08:00\"}}"));
    host.run(intent("remind", "{\"text\": \"call mum\", \"when\": {\"in\": 600}}"));

    TestHost.Result asked = host.run(intent("cancel", "{\"kind\": \"alarm\"}"));
    TestHost.Result cancelled =
        host.run(
            intent(
                "cancel",
                "{\"kind\": \"alarm\", \"when\": {\"time\": \"08:00\", \"either\": true}}"));

    assertThat(asked.reply().at("ask").text(""))
        .isEqualTo("Which one: an alarm tomorrow at 7 AM or an alarm tomorrow at 8 AM?");
    assertThat(cancelled.effects("timer_cancel")).hasSize(1);
    assertThat(host.pendingIds()).hasSize(2);
  }

  @Test
  void refusesInWordsWhenTheHostAllowsNoMore() {
    TestHost host = new TestHost(new RemindersSkill()).maxTimers(1);
    host.run(intent("alarm", "{\"when\": {\"time\": \"07:00\"}}"));

    TestHost.Result second = host.run(intent("alarm", "{\"when\": {\"time\": \"08:00\"}}"));

    assertThat(second.effects()).isEmpty();
    assertThat(second.reply().at("say").text(""))
        .isEqualTo("There are too many reminders and alarms already. Cancel one first.");
  }

  private static Json intent(String verb, String slots) {
    return Json.object()
        .with("type", "intent")
        .with("intent", "reminders." + verb)
        .with("slots", Json.parse(slots))
        .with("language", "en")
        .with("now", NOW);
  }
}
