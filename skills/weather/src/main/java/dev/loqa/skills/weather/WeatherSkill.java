package dev.loqa.skills.weather;

import dev.loqa.skill.Event;
import dev.loqa.skill.HttpAnswer;
import dev.loqa.skill.HttpCall;
import dev.loqa.skill.Loqa;
import dev.loqa.skill.Refusal;
import dev.loqa.skill.Reply;
import dev.loqa.skill.Skill;
import dev.loqa.skill.SkillContext;
import dev.loqa.skill.SkillException;
import dev.loqa.skill.json.Json;
import dev.loqa.skill.json.JsonSyntaxException;
import java.util.Optional;

/// Asks the forecast server once a question and answers with facts: names, numbers, and which entry
/// of the manifest's `responses` says them. It has no words of its own, so a language is a file in
/// `locales/`. It changes nothing and remembers nothing.
public final class WeatherSkill implements Skill {
  private static final int LIKELY = 60;
  private static final int POSSIBLE = 30;
  private static final int FELT = 3;

  public static void main(String[] arguments) {
    Loqa.serve(new WeatherSkill());
  }

  @Override
  public Reply handle(SkillContext context) {
    Event event = context.event();
    String home = context.config("place").orElse(Json.nothing()).text("");
    Day day = Day.of(event.slots().at("day").text(""), event.now());
    Reply reply = Reply.silent().value("home", home).value("day", day.name());
    Optional<String> url = Request.url(context);
    if (url.isEmpty()) {
      return says(reply, "unset");
    }
    String asked = event.slots().at("place").text("");
    if (!asked.isEmpty() && !asked.equalsIgnoreCase(home)) {
      return says(reply, "elsewhere");
    }
    HttpAnswer answer;
    try {
      answer = context.http(HttpCall.get(url.get()));
    } catch (SkillException refused) {
      return says(reply, refusal(refused.refusal()));
    }
    if (!answer.ok()) {
      return says(reply.value("status", answer.status()), "failed");
    }
    Optional<Forecast> forecast = answer.truncated() ? Optional.empty() : read(answer.body());
    if (forecast.isEmpty()) {
      return says(reply, "unreadable");
    }
    if (forecast.get().old(event.now())) {
      return says(reply, "old");
    }
    int place = forecast.get().of(day);
    return place < 0 ? says(reply, "no_day") : facts(reply, event, forecast.get(), place, day);
  }

  private static Reply says(Reply reply, String response) {
    return reply.value("response", "weather." + response);
  }

  private static String refusal(Refusal refusal) {
    return switch (refusal) {
      case DENIED -> "denied";
      case QUOTA -> "too_often";
      default -> "silent";
    };
  }

  private static Optional<Forecast> read(String body) {
    try {
      return Optional.of(new Forecast(Json.parse(body))).filter(Forecast::readable);
    } catch (JsonSyntaxException e) {
      return Optional.empty();
    }
  }

  private static Reply facts(Reply reply, Event event, Forecast forecast, int at, Day day) {
    String intent = event.intent().isEmpty() ? "weather.forecast" : event.intent();
    String sky = Sky.of(forecast.daily("weather_code", at).whole(-1));
    String asked = event.slots().at("falls").text("rain");
    boolean dry = asked.equals("snow") && !Sky.falls(sky).equals("snow");
    // A chance is one of anything that falls: under a sky of rain it is none of snow.
    Json chance = dry ? Json.nothing() : forecast.daily("precipitation_probability_max", at);
    String verdict = dry ? "no" : verdict(sky, chance);
    Reply known =
        reply
            .value("sky", sky)
            .value("low", Forecast.whole(forecast.daily("temperature_2m_min", at)))
            .value("high", Forecast.whole(forecast.daily("temperature_2m_max", at)))
            .value("chance", Forecast.whole(chance))
            .value("rain", verdict)
            .value("falls", dry || Sky.falls(sky).equals("snow") ? "snow" : "rain")
            .value("response", intent);
    if (!day.isToday()) {
      return known;
    }
    long now = Forecast.whole(forecast.current("temperature_2m")).whole(0);
    long feels = Forecast.whole(forecast.current("apparent_temperature")).whole(now);
    Reply today =
        known
            .value("now", now)
            .value("sky_now", Sky.of(forecast.current("weather_code").whole(-1)));
    return Math.abs(now - feels) < FELT ? today : today.value("feels", feels);
  }

  /// Whether something will fall: `yes`, `maybe` or `no`. Not every server tells a chance; the sky
  /// does then.
  private static String verdict(String sky, Json chance) {
    long likely = chance.isNumber() ? chance.whole(0) : Sky.falls(sky).isEmpty() ? 0 : LIKELY;
    return likely >= LIKELY ? "yes" : likely >= POSSIBLE ? "maybe" : "no";
  }
}
