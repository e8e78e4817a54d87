package dev.loqa.skills.weather;

import static org.assertj.core.api.Assertions.assertThat;

import dev.loqa.skill.Moment;
import dev.loqa.skill.json.Json;
import dev.loqa.skill.test.SkillCase;
import dev.loqa.skill.test.TestHost;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class WeatherSkillTest {
  @TestFactory
  Stream<DynamicTest> doesWhatItsCasesSay() {
    return SkillCase.read(Path.of("tests")).stream()
        .map(c ->
            DynamicTest.dynamicTest(
                c.name(),
                () -> {
                  TestHost host = c.prepare(new TestHost(new WeatherSkill()));

                  assertThat(c.problems(host.run(c.envelope()))).isEmpty();
                }));
  }

  @ParameterizedTest
  @CsvSource({
    "53.5511, 9.9937, latitude=53.55&longitude=9.99",
    "-33.8688, 151, latitude=-33.86&longitude=151",
    "0.5, -0.05, latitude=0.5&longitude=-0.05",
    "1.0E-4, 8.0, latitude=0&longitude=8.0"
  })
  void tellsTheServerNoMoreThanAKilometre(String latitude, String longitude, String query) {
    List<String> asked = new ArrayList<>();
    TestHost host =
        new TestHost(new WeatherSkill())
            .configured("latitude", Json.parse(latitude))
            .configured("longitude", Json.parse(longitude))
            .configured("source", new Json.Text("https://api.example"))
            .web(request -> {
              asked.add(request.at("url").text(""));
              return Optional.empty();
            });

    host.run(
        Json.object()
            .with("intent", "weather.forecast")
            .with("timezone", "America/New_York")
            .with("now", "2026-11-21T09:30:00Z"));

    assertThat(asked)
        .singleElement()
        .asString()
        .startsWith("https://api.example/v1/forecast?" + query + "&")
        .endsWith("&timezone=America/New_York");
  }

  @Test
  void aDayIsACalendarsAlsoAtTheEndOfAYear() {
    Moment now = Moment.parse("2026-12-31T23:59:00+01:00");

    assertThat(Day.of("", now)).isEqualTo(new Day("today", "2026-12-31"));
    assertThat(Day.of("tomorrow", now)).isEqualTo(new Day("tomorrow", "2027-01-01"));
    assertThat(Day.of("wed", now)).isEqualTo(new Day("wed", "2027-01-06"));
    assertThat(Day.of("thu", now)).isEqualTo(new Day("today", "2026-12-31"));
  }
}
