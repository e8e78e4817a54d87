package dev.loqa.skills.timer;

import dev.loqa.skill.Event;
import dev.loqa.skill.json.Json;
import java.util.List;

/// What was asked for, from an intent's slots or from a message's payload; the original's
/// `{"duration_ms", "label"}` is one of the forms.
///
/// @param name the timer's name in small letters; empty for none
/// @param millis how long; [#UNSAID] when it was not said
/// @param id a timer's id; empty for none
/// @param all whether every timer is meant
/// @param thing whether a timer was named as the thing to stop, instead of a bare "stop"
record Request(String name, long millis, String id, boolean all, boolean thing) {
  static final long UNSAID = Long.MIN_VALUE;

  private static final List<String> FILLERS =
      List.of("the ", "my ", "a ", "an ", "der ", "die ", "das ", "den ", "mein ", "meinen ");

  private static final List<String> NOUNS = List.of(" please", " one", " timer", " bitte");

  static Request of(Event event) {
    Json.Obj slots = event.slots();
    Json payload = event.payload();
    String name = slots.at("name").text(payload.at("name").text(payload.at("label").text("")));
    return new Request(
        plain(name),
        millis(slots, payload),
        slots.at("id").text(payload.at("id").text("")),
        slots.at("which").text("").equals("all") || payload.at("all").isTrue(),
        !slots.at("what").isNull());
  }

  private static long millis(Json slots, Json payload) {
    Json said = slots.at("duration");
    if (said instanceof Json.Real real) {
      return (long) (real.value() * 1000);
    }
    if (said.isNumber()) {
      return seconds(said.whole(0));
    }
    if (payload.at("duration_ms").isNumber()) {
      return payload.at("duration_ms").whole(0);
    }
    Json asked = payload.at("duration_seconds");
    Json plain = asked.isNumber() ? asked : payload.at("duration");
    return plain.isNumber() ? seconds(plain.whole(0)) : UNSAID;
  }

  /// Milliseconds, held inside what a long can hold.
  private static long seconds(long seconds) {
    return Math.max(-1_000_000_000_000L, Math.min(1_000_000_000_000L, seconds)) * 1000;
  }

  /// A name as it is kept and compared: "The Pizza timer" is "pizza".
  static String plain(String name) {
    String plain = lower(name.trim());
    for (String filler : FILLERS) {
      if (plain.startsWith(filler)) {
        plain = plain.substring(filler.length()).trim();
      }
    }
    for (String noun : NOUNS) {
      if (plain.endsWith(noun)) {
        plain = plain.substring(0, plain.length() - noun.length()).trim();
      }
    }
    return plain.equals("timer") ? "" : plain;
  }

  /// Small letters of the Latin alphabets; the class library's tables for all others would be a
  /// sixth of the module.
  private static String lower(String text) {
    StringBuilder out = new StringBuilder(text.length());
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      boolean capital = (c >= 'A' && c <= 'Z') || (c >= '\u00C0' && c <= '\u00DE' && c != '\u00D7');
      out.append(capital ? (char) (c + 32) : c);
    }
    return out.toString();
  }
}
