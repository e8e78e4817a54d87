package dev.loqa.skill;

import dev.loqa.skill.json.Json;

/// What the skill is told: one intent, one bus message, or one timer that fired.
///
/// `type` is `intent`, `message` or `timer`. Text that is not known is empty. `slots` holds what
/// was understood (durations in seconds, list values as the list's `out`), `payload` what came with
/// it.
public record Event(
    String type,
    String subject,
    String invocationId,
    String sessionId,
    String turnId,
    String intent,
    Json.Obj slots,
    String language,
    String room,
    String speaker,
    Moment now,
    String timezone,
    Json payload) {

  /// Reads the host's envelope; only `now` must be there.
  public static Event of(Json envelope) {
    return new Event(
        envelope.at("type").text(""),
        envelope.at("subject").text(""),
        envelope.at("invocation_id").text(""),
        envelope.at("session_id").text(""),
        envelope.at("turn_id").text(""),
        envelope.at("intent").text(""),
        envelope.at("slots").asObject(),
        envelope.at("language").text("en"),
        envelope.at("room").text(""),
        envelope.at("speaker").text(""),
        Moment.parse(envelope.at("now").text("")),
        envelope.at("timezone").text("UTC"),
        envelope.at("payload"));
  }

  /// Whether a timer of this skill fired.
  public boolean isTimer() {
    return type.equals("timer");
  }

  /// The language without its region: `de` of `de-AT`.
  public String baseLanguage() {
    int dash = language.indexOf('-');
    return dash < 0 ? language : language.substring(0, dash);
  }
}
