package dev.loqa.skills.timer;

import dev.loqa.skill.Effect;
import dev.loqa.skill.Event;
import dev.loqa.skill.Moment;
import dev.loqa.skill.Reply;
import dev.loqa.skill.SkillContext;
import dev.loqa.skill.json.Json;

/// A timer that has ended: rings, and says how late it is when the home was not there at the time.
final class Ending {
  private static final long LATE_MILLIS = 5000;

  private final SkillContext context;
  private final Countdown timer;
  private final Json envelope;
  private final Json payload;

  Ending(SkillContext context) {
    this.context = context;
    this.envelope = context.event().payload();
    Json own = envelope.at("payload");
    this.payload = own.isNull() ? envelope : own;
    this.timer = Countdown.of(payload);
  }

  /// What a timer carries until it ends: itself, the language of who set it, and whether a message
  /// did.
  static Json payload(Countdown timer, SkillContext context) {
    Event event = context.event();
    return Json.object()
        .with("id", timer.id())
        .with("name", timer.name())
        .with("ms", timer.millis())
        .with("language", event.baseLanguage())
        .with("status", event.type().equals("message"));
  }

  Reply reply() {
    Words words = Words.in(payload.at("language").text(context.event().baseLanguage()));
    long late = context.event().now().epochMillis() - dueMillis();
    boolean isLate = late > LATE_MILLIS;
    Reply reply =
        Reply.say(isLate ? words.ended(timer, late) : words.done(timer))
            .ring(timer.id(), timer.name());
    if (!payload.at("status").isTrue()) {
      return reply;
    }
    Effect told = TimerSkill.Status.completed(context, timer);
    return reply
        .receipt("timer.done", timer.target(), told)
        .value("response", "timer.done")
        .value("name", timer.name())
        .value("late", isLate ? words.duration(late) : "");
  }

  /// When it should have ended, as the host says it: RFC 3339 or milliseconds since 1970.
  private long dueMillis() {
    Json due = envelope.at("due");
    if (due.isNumber()) {
      return due.whole(0);
    }
    String text = due.text("");
    return text.isEmpty() ? context.event().now().epochMillis() : Moment.parse(text).epochMillis();
  }
}
