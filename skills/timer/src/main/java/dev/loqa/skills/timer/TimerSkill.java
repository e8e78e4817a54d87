package dev.loqa.skills.timer;

import dev.loqa.skill.Effect;
import dev.loqa.skill.Event;
import dev.loqa.skill.Loqa;
import dev.loqa.skill.Refusal;
import dev.loqa.skill.Reply;
import dev.loqa.skill.Skill;
import dev.loqa.skill.SkillContext;
import dev.loqa.skill.SkillException;
import dev.loqa.skill.json.Json;
import java.util.ArrayList;
import java.util.List;

/// Durable timers. The host's timers count; the skill remembers their names and speaks.
public final class TimerSkill implements Skill {
  private static final long MAX_MILLIS = 24 * 3_600_000L;
  private static final int MAX_ACTIVE = 64;

  public static void main(String[] arguments) {
    Loqa.serve(new TimerSkill());
  }

  @Override
  public Reply handle(SkillContext context) {
    Event event = context.event();
    Words words = Words.in(event.baseLanguage());
    if (event.isTimer()) {
      return new Ending(context).reply();
    }
    TimerBook book = TimerBook.read(context);
    Request request = Request.of(event);
    return switch (verb(event)) {
      case "start" -> start(context, book, request, words);
      case "cancel" -> cancel(context, book, request, words);
      case "list" -> list(context, book, words);
      case "left" -> left(context, book, request, words);
      case "stop" -> stop(context, book, request, words);
      default -> Reply.say(words.unknown());
    };
  }

  /// The intent's last part; a message on the bus names it in its subject.
  private static String verb(Event event) {
    String intent = event.intent().isEmpty() ? event.subject() : event.intent();
    return intent.substring(intent.lastIndexOf('.') + 1);
  }

  private static Reply start(SkillContext context, TimerBook book, Request request, Words words) {
    if (request.millis() == Request.UNSAID) {
      return Reply.ask(words.forHowLong(), "duration");
    } else if (request.millis() <= 0) {
      return Reply.say(words.tooShort());
    } else if (request.millis() > MAX_MILLIS) {
      return Reply.say(words.tooLong());
    }
    long now = context.event().now().epochMillis();
    for (Countdown timer : book.running()) {
      if (!request.name().isEmpty() && timer.name().equals(request.name())) {
        return Reply.say(words.exists(timer, timer.dueMillis() - now));
      }
    }
    if (book.running().size() >= MAX_ACTIVE) {
      return Reply.say(words.tooMany(book.running().size()));
    }
    Countdown timer =
        new Countdown(book.nextId(), request.name(), request.millis(), now + request.millis());
    boolean byMessage = context.event().type().equals("message");
    Effect set;
    try {
      set = context.timers().after(timer.id(), timer.millis(), Ending.payload(timer, context));
    } catch (SkillException e) {
      if (e.refusal() == Refusal.QUOTA) {
        return Reply.say(words.tooMany(book.running().size()));
      }
      throw e;
    }
    book.add(context, timer);
    if (byMessage) {
      Status.started(context, timer);
    }
    return Reply.silent()
        .receipt("timer.start", timer.target(), set)
        .value("response", "timer.start")
        .value("id", timer.id())
        .value("name", timer.name())
        .value("duration", timer.millis() / 1000);
  }

  private static Reply cancel(SkillContext context, TimerBook book, Request request, Words words) {
    if (book.running().isEmpty()) {
      return book.ringing().isEmpty()
          ? Reply.say(words.none())
          : silence(context, book, book.ringing());
    }
    List<Countdown> chosen = Choice.among(book.running(), request);
    if (chosen.isEmpty()) {
      return Reply.say(words.noSuch(request.name(), book.running()));
    } else if (chosen.size() > 1 && !request.all()) {
      return Reply.ask(words.which(chosen), "name");
    }
    Reply reply = Reply.silent();
    for (Countdown timer : chosen) {
      Effect cancelled = context.timers().cancel(timer.id());
      reply = reply.receipt("timer.cancel", timer.target(), cancelled);
    }
    book.remove(context, ids(chosen));
    return reply
        .value("response", "timer.cancel")
        .value("name", chosen.size() == 1 ? chosen.getFirst().name() : "")
        .value("count", chosen.size());
  }

  private static Reply list(SkillContext context, TimerBook book, Words words) {
    if (book.running().isEmpty()) {
      return Reply.say(words.none());
    }
    return Reply.say(words.list(book.running(), context.event().now().epochMillis()));
  }

  private static Reply left(SkillContext context, TimerBook book, Request request, Words words) {
    if (book.running().isEmpty()) {
      return Reply.say(words.none());
    }
    List<Countdown> chosen = Choice.among(book.running(), request);
    if (chosen.isEmpty()) {
      return Reply.say(words.noSuch(request.name(), book.running()));
    }
    long now = context.event().now().epochMillis();
    return Reply.say(
        chosen.size() == 1
            ? words.left(chosen.getFirst(), chosen.getFirst().dueMillis() - now)
            : words.list(chosen, now));
  }

  /// Stops what rings. A bare "stop" touches nothing else; "stop the pizza timer" cancels one that
  /// still runs.
  private static Reply stop(SkillContext context, TimerBook book, Request request, Words words) {
    List<Countdown> rings = Choice.among(book.ringing(), request);
    boolean bare = !request.thing() && request.name().isEmpty();
    if (!rings.isEmpty()) {
      Reply silenced = silence(context, book, rings);
      return bare ? silenced.acknowledge(TimerBook.allAlerts(rings, context.event())) : silenced;
    }
    if (!bare) {
      return cancel(context, book, request, words);
    }
    // "stop" means whatever rings, also another skill's alarm
    List<String> others = TimerBook.allAlerts(List.of(), context.event());
    return others.isEmpty()
        ? Reply.say(words.nothingRings())
        : Reply.say(words.okay()).acknowledge(others);
  }

  private static Reply silence(SkillContext context, TimerBook book, List<Countdown> rings) {
    Effect stopped = book.remove(context, ids(rings));
    Reply reply = Reply.silent();
    for (Countdown timer : rings) {
      reply = reply.receipt("timer.stop", timer.target(), stopped);
    }
    return reply
        .value("response", "timer.stop")
        .acknowledge(TimerBook.alerts(rings, context.event()));
  }

  private static List<String> ids(List<Countdown> timers) {
    List<String> ids = new ArrayList<>();
    for (Countdown timer : timers) {
      ids.add(timer.id());
    }
    return ids;
  }

  /// What others on the bus are told of a timer that a message started, in the original's words.
  static final class Status {
    private static final String SUBJECT = "skill.timer.status";

    private Status() {}

    static Effect started(SkillContext context, Countdown timer) {
      return context.publish(
          SUBJECT, status(timer, "started").with("seconds_remaining", timer.millis() / 1000));
    }

    static Effect completed(SkillContext context, Countdown timer) {
      return context.publish(SUBJECT, status(timer, "completed"));
    }

    private static Json.Obj status(Countdown timer, String state) {
      return Json.object().with("label", timer.target()).with("state", state);
    }
  }
}
