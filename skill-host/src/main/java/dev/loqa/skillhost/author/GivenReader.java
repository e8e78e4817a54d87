package dev.loqa.skillhost.author;

import dev.loqa.base.json.Json;
import dev.loqa.skillhost.TimerView;
import dev.loqa.skillhost.manifest.Risk;
import java.time.DateTimeException;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Reads what a case begins with; what it leaves out has a default. Of the two places for language,
/// room, speaker and time, the event's wins.
final class GivenReader {
  /// A Saturday morning in Berlin.
  private static final OffsetDateTime NOW = OffsetDateTime.parse("2026-11-21T09:30:00+01:00");

  private final Field top;
  private final Field event;
  private final Field given;

  GivenReader(Field top, Field event) {
    this.top = top;
    this.event = event;
    this.given = top.field("given").knows(CaseKeys.GIVEN);
  }

  Given given() {
    OffsetDateTime now = now();
    return new Given(
        top.has("store") ? top.object("store") : given.object("kv"),
        timers(now),
        given.object("config"),
        web(),
        or(text("language"), "en"),
        text("room"),
        text("speaker"),
        now,
        zone(now),
        cleared());
  }

  private @Nullable String text(String key) {
    String own = event.text(key);
    return own == null ? given.text(key) : own;
  }

  private static String or(@Nullable String text, String otherwise) {
    return text == null ? otherwise : text;
  }

  private OffsetDateTime now() {
    Field place = event.has("now") ? event : given;
    String text = place.text("now");
    try {
      return text == null ? NOW : OffsetDateTime.parse(text);
    } catch (DateTimeException e) {
      place.is("now", "give a time like 2026-11-21T09:30:00+01:00");
      return NOW;
    }
  }

  private ZoneId zone(OffsetDateTime now) {
    String text = text("timezone");
    try {
      return text == null ? now.getOffset() : ZoneId.of(text);
    } catch (DateTimeException e) {
      (event.has("timezone") ? event : given).is("timezone", "give one like Europe/Berlin");
      return now.getOffset();
    }
  }

  private Risk cleared() {
    String text = given.text("cleared");
    if (text == null) {
      return Risk.PIN;
    }
    return Risk.of(text)
        .orElseGet(() -> {
          given.is("cleared", "write none, confirm or pin");
          return Risk.PIN;
        });
  }

  private List<TimerView> timers(OffsetDateTime now) {
    List<TimerView> timers = new ArrayList<>();
    for (Field timer : (top.has("timers") ? top : given).fields("timers")) {
      timer.knows(CaseKeys.TIMER);
      String id = timer.text("id");
      if (id == null) {
        timer.problem("id", "is missing", "name the timer");
      }
      Object payload = timer.value("payload");
      timers.add(
          new TimerView(
              or(id, "?"),
              due(timer, now).toInstant(),
              payload == null ? "{}" : Json.text(payload)));
    }
    timers.sort(Comparator.comparing(TimerView::due));
    return timers;
  }

  private static OffsetDateTime due(Field timer, OffsetDateTime now) {
    if (timer.value("in_s") instanceof Number seconds) {
      return now.plusSeconds(seconds.longValue());
    }
    String due = timer.text("due");
    try {
      if (due != null) {
        return OffsetDateTime.parse(due);
      }
      timer.problem("due", "is missing", "give in_s, the seconds from now, or due, a time");
    } catch (DateTimeException e) {
      timer.is("due", "give a time like 2026-11-21T09:35:00+01:00");
    }
    return now;
  }

  private List<Given.Web> web() {
    List<Given.Web> answers = new ArrayList<>();
    for (Field answer : given.fields("http")) {
      answer.knows(CaseKeys.WEB);
      String url = answer.text("url");
      if (url == null) {
        answer.problem("url", "is missing", "give the whole address that the skill calls");
      }
      Object status = answer.value("status");
      Object body = answer.value("body");
      Map<String, String> headers = new HashMap<>();
      answer.object("headers").forEach((name, value) -> headers.put(name, String.valueOf(value)));
      answers.add(
          new Given.Web(
              or(answer.text("method"), "GET"),
              or(url, ""),
              status instanceof Long number ? Math.clamp(number, 100, 599) : 200,
              headers,
              body == null ? "" : body instanceof String text ? text : Json.text(body),
              Boolean.TRUE.equals(answer.value("truncated")),
              Boolean.TRUE.equals(answer.value("fails"))));
    }
    return answers;
  }
}
