package dev.loqa.skills.weather;

import dev.loqa.skill.SkillContext;
import dev.loqa.skill.json.Json;
import java.util.Optional;

/// What is asked of the forecast server: where the home is, in which units and time zone.
final class Request {
  private static final int DECIMALS = 2;

  private Request() {}

  /// The address; none while the owner has not said where the home is, or names no server.
  static Optional<String> url(SkillContext context) {
    String latitude = degrees(context.config("latitude").orElse(Json.nothing()));
    String longitude = degrees(context.config("longitude").orElse(Json.nothing()));
    String source = context.config("source").orElse(Json.nothing()).text("");
    if (latitude.isEmpty() || longitude.isEmpty() || source.isEmpty()) {
      return Optional.empty();
    }
    boolean imperial = context.config("units").orElse(Json.nothing()).text("").equals("imperial");
    return Optional.of(
        source
            + "/v1/forecast?latitude="
            + latitude
            + "&longitude="
            + longitude
            + "&current=temperature_2m,apparent_temperature,weather_code"
            + "&daily=weather_code,temperature_2m_max,temperature_2m_min,precipitation_probability_max"
            + "&forecast_days=8"
            + (imperial ? "&temperature_unit=fahrenheit" : "")
            + "&timezone="
            + timezone(context.event().timezone()));
  }

  /// Two decimals are a kilometre: nearer nobody needs to know where the family lives.
  private static String degrees(Json number) {
    return switch (number) {
      case Json.Whole whole -> String.valueOf(whole.value());
      case Json.Real real -> cut(real.digits());
      default -> "";
    };
  }

  private static String cut(String digits) {
    if (digits.indexOf('e') >= 0 || digits.indexOf('E') >= 0) {
      return "0"; // so small that it is written with an exponent
    }
    int point = digits.indexOf('.');
    return digits.substring(0, Math.min(digits.length(), point + 1 + DECIMALS));
  }

  /// A name of the time zone database; an offset is none, and the server then goes by the place.
  private static String timezone(String name) {
    return name.indexOf('/') > 0 || name.equals("UTC") ? name : "auto";
  }
}
