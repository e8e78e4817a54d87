package dev.loqa.skillhost.abi;

import dev.loqa.base.json.Json;
import dev.loqa.skillhost.ClaimedReceipt;
import dev.loqa.skillhost.Reply;
import dev.loqa.skillhost.TimerRequest;
import java.time.DateTimeException;
import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// Reads what guests write as JSON. A fault is an [IllegalArgumentException] (or [JsonException]),
/// which the guest sees as "invalid argument".
final class GuestJson {
  private static final Pattern TIMER_ID = Pattern.compile("[A-Za-z0-9_.-]{1,64}");
  private static final Duration FARTHEST = Duration.ofDays(366);
  private static final Duration OFTENEST = Duration.ofSeconds(1);
  private static final int MOST_RECEIPTS = 64;
  private static final int MOST_CARDS = 16;
  private static final int LONGEST_NAME = 128;

  private GuestJson() {}

  /// The text of exactly one JSON value, as it was written.
  static String value(String text) {
    Map<String, Object> wrapped = Json.readObject("{\"v\":" + text + "\n}");
    if (wrapped.size() != 1) {
      throw new IllegalArgumentException("more than one value");
    }
    return text.strip();
  }

  static Reply reply(String text) {
    Map<String, Object> json = Json.readObject(text);
    List<Map<String, Object>> cards = new ArrayList<>();
    for (Object card : list(json.get("cards"), MOST_CARDS)) {
      cards.add(object(card));
    }
    List<ClaimedReceipt> receipts = new ArrayList<>();
    for (Object item : list(json.get("receipts"), MOST_RECEIPTS)) {
      Map<String, Object> receipt = object(item);
      Object effect = receipt.get("effect");
      receipts.add(
          new ClaimedReceipt(
              name(receipt.get("action")),
              name(receipt.get("target")),
              effect instanceof Long number ? Math.clamp(number, 0, Integer.MAX_VALUE) : 0));
    }
    Object values = json.get("values");
    return new Reply(
        text(json.get("say")),
        text(json.get("ask")),
        cards,
        receipts,
        values == null ? Map.of() : object(values));
  }

  static TimerRequest timer(String text) {
    Map<String, Object> json = Json.readObject(text);
    String id = text(json.get("id"));
    if (id == null || !TIMER_ID.matcher(id).matches()) {
      throw new IllegalArgumentException("id: use 1 to 64 of A-Z a-z 0-9 _ . -");
    }
    Object after = json.get("after_ms");
    Object at = json.get("at");
    if ((after == null) == (at == null)) {
      throw new IllegalArgumentException("give after_ms or at");
    }
    TimerRequest.When when =
        after != null ? new TimerRequest.When.After(millis(after, Duration.ZERO)) : at(at);
    Object payload = json.get("payload");
    return new TimerRequest(
        id, when, repeat(json.get("repeat")), payload == null ? "{}" : value(Json.text(payload)));
  }

  private static TimerRequest.When at(@Nullable Object at) {
    String text = text(at);
    if (text == null) {
      throw new IllegalArgumentException("at: give a time");
    }
    try {
      if (text.endsWith("Z")) {
        return new TimerRequest.When.At(Instant.parse(text));
      }
      if (text.indexOf('T') < 0) {
        return new TimerRequest.When.AtTimeOfDay(LocalTime.parse(text));
      }
      return text.matches(".*[+-][0-9]{2}:[0-9]{2}")
          ? new TimerRequest.When.At(OffsetDateTime.parse(text).toInstant())
          : new TimerRequest.When.AtLocal(LocalDateTime.parse(text));
    } catch (DateTimeException e) {
      throw new IllegalArgumentException("at: give a time like 2026-01-02T07:00 or 07:00", e);
    }
  }

  private static TimerRequest.@Nullable Repeat repeat(@Nullable Object repeat) {
    if (repeat == null) {
      return null;
    }
    if (repeat instanceof Number) {
      return new TimerRequest.Repeat.Every(millis(repeat, OFTENEST));
    }
    if (repeat instanceof List<?> days) {
      return new TimerRequest.Repeat.OnDays(days(days));
    }
    return new TimerRequest.Repeat.OnDays(
        switch (String.valueOf(repeat)) {
          case "daily" -> EnumSet.allOf(DayOfWeek.class);
          case "weekdays" -> EnumSet.range(DayOfWeek.MONDAY, DayOfWeek.FRIDAY);
          case "weekends" -> EnumSet.of(DayOfWeek.SATURDAY, DayOfWeek.SUNDAY);
          default ->
              throw new IllegalArgumentException(
                  "repeat: use daily, weekdays, weekends or milliseconds");
        });
  }

  private static Set<DayOfWeek> days(List<?> words) {
    Set<DayOfWeek> days = EnumSet.noneOf(DayOfWeek.class);
    for (Object word : words) {
      days.add(
          switch (String.valueOf(word)) {
            case "mon" -> DayOfWeek.MONDAY;
            case "tue" -> DayOfWeek.TUESDAY;
            case "wed" -> DayOfWeek.WEDNESDAY;
            case "thu" -> DayOfWeek.THURSDAY;
            case "fri" -> DayOfWeek.FRIDAY;
            case "sat" -> DayOfWeek.SATURDAY;
            case "sun" -> DayOfWeek.SUNDAY;
            default -> throw new IllegalArgumentException("repeat: use days like mon");
          });
    }
    if (days.isEmpty()) {
      throw new IllegalArgumentException("repeat: name a day");
    }
    return days;
  }

  private static Duration millis(Object value, Duration least) {
    if (!(value instanceof Long millis)
        || millis < least.toMillis()
        || millis > FARTHEST.toMillis()) {
      throw new IllegalArgumentException(
          "give whole milliseconds, at most " + FARTHEST.toDays() + " days");
    }
    return Duration.ofMillis(millis);
  }

  static @Nullable String text(@Nullable Object value) {
    if (value == null || value instanceof String) {
      return (String) value;
    }
    throw new IllegalArgumentException("give a text");
  }

  private static String name(@Nullable Object value) {
    String name = text(value);
    if (name == null || name.isEmpty() || name.length() > LONGEST_NAME) {
      throw new IllegalArgumentException("give a name of 1 to " + LONGEST_NAME + " characters");
    }
    return name;
  }

  private static List<?> list(@Nullable Object value, int most) {
    if (value == null) {
      return List.of();
    }
    if (value instanceof List<?> list && list.size() <= most) {
      return list;
    }
    throw new IllegalArgumentException("give a list of at most " + most);
  }

  @SuppressWarnings("unchecked") // Json reads objects as maps by string only
  static Map<String, Object> object(@Nullable Object value) {
    if (value instanceof Map<?, ?> map) {
      return (Map<String, Object>) map;
    }
    throw new IllegalArgumentException("give an object");
  }
}
