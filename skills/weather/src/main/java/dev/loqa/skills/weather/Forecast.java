package dev.loqa.skills.weather;

import dev.loqa.skill.Moment;
import dev.loqa.skill.json.Json;
import java.util.List;

/// What a forecast server answered, in the form of the Open-Meteo API: `current` with a local
/// `time`, `utc_offset_seconds`, and `daily` with a list for each value. Whatever is missing is
/// nothing; it was written by others.
record Forecast(Json answer) {
  private static final long OLD_MILLIS = 3 * 3_600_000L;

  /// Whether it is one at all.
  boolean readable() {
    return answer.at("current").at("temperature_2m").isNumber()
        && !answer.at("daily").at("time").items().isEmpty();
  }

  /// Whether what it calls the present is hours from now.
  boolean old(Moment now) {
    try {
      long local = Moment.parse(answer.at("current").at("time").text("") + "Z").epochMillis();
      long at = local - answer.at("utc_offset_seconds").whole(0) * 1_000;
      return Math.abs(now.epochMillis() - at) > OLD_MILLIS;
    } catch (IllegalArgumentException e) {
      return true;
    }
  }

  /// A value of the present.
  Json current(String name) {
    return answer.at("current").at(name);
  }

  /// The place of a date in the lists, -1 when it is not among them.
  int of(Day day) {
    List<Json> days = answer.at("daily").at("time").items();
    for (int i = 0; i < days.size(); i++) {
      if (days.get(i).text("").equals(day.date())) {
        return i;
      }
    }
    return -1;
  }

  /// A value of a day.
  Json daily(String name, int day) {
    List<Json> values = answer.at("daily").at(name).items();
    return day < values.size() ? values.get(day) : Json.nothing();
  }

  /// A number as people say it: without a fraction.
  static Json whole(Json number) {
    return switch (number) {
      case Json.Real real -> {
        double value = real.value();
        yield new Json.Whole((long) (value < 0 ? value - 0.5 : value + 0.5));
      }
      case Json.Whole whole -> whole;
      default -> Json.nothing();
    };
  }
}
