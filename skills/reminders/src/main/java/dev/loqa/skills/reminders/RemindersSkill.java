package dev.loqa.skills.reminders;

import dev.loqa.skill.Effect;
import dev.loqa.skill.Event;
import dev.loqa.skill.Loqa;
import dev.loqa.skill.Moment;
import dev.loqa.skill.Refusal;
import dev.loqa.skill.Reply;
import dev.loqa.skill.Skill;
import dev.loqa.skill.SkillContext;
import dev.loqa.skill.SkillException;
import dev.loqa.skill.json.Json;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Alarms and reminders. The host's timers keep them, follow the home's clock and ring; the skill
/// makes moments of words and words of moments.
public final class RemindersSkill implements Skill {
  private static final long LATE_MILLIS = 60_000;
  private static final long SNOOZE_SECONDS = 600;
  private static final int LONGEST_TEXT = 200;

  public static void main(String[] arguments) {
    Loqa.serve(new RemindersSkill());
  }

  @Override
  public Reply handle(SkillContext context) {
    Event event = context.event();
    if (event.isTimer()) {
      return rings(event);
    }
    Words words = Words.in(event.baseLanguage());
    return switch (event.intent().substring(event.intent().lastIndexOf('.') + 1)) {
      case "remind" -> set(context, false, words);
      case "alarm" -> set(context, true, words);
      case "cancel" -> cancel(context, words);
      case "list" -> list(context, words);
      case "stop" -> stop(context, words);
      case "snooze" -> snooze(context, words);
      default -> Reply.say(words.unknown());
    };
  }

  private static Reply rings(Event event) {
    Json envelope = event.payload();
    Json payload = envelope.at("payload");
    Entry entry = Entry.of(envelope.at("id").text(""), payload);
    Words words = Words.in(payload.at("language").text(event.baseLanguage()));
    String due = envelope.at("due").text("");
    long late = due.isEmpty() ? 0 : event.now().epochMillis() - Moment.parse(due).epochMillis();
    return Reply.say(words.rings(entry, late > LATE_MILLIS ? late / 1000 : 0))
        .ring(entry.id(), entry.alarm() ? "" : entry.text());
  }

  private static Reply set(SkillContext context, boolean alarm, Words words) {
    Event event = context.event();
    String text = event.slots().at("text").text("");
    return switch (Due.read(event.slots().at("when"), event.now(), alarm)) {
      case Due.Read.Past past -> Reply.say(words.past());
      case Due.Read.Never never -> Reply.say(words.never());
      case Due.Read.Good good -> {
        Due due = good.due();
        String what = alarm ? "" : cut(text);
        Entry entry = new Entry(id(context, alarm), alarm, what, due.local(), due.days());
        Effect set = wake(context, entry, due.seconds());
        yield set == null
            ? Reply.say(words.tooMany())
            : Reply.silent()
                .receipt(event.intent(), entry.target(), set)
                .value("response", event.intent())
                .value("id", entry.id())
                .value("text", what)
                .value("due", words.due(due, Local.of(event.now())));
      }
    };
  }

  /// The timer's effect; null when the host takes no more.
  private static @Nullable Effect wake(SkillContext context, Entry entry, long seconds) {
    Json payload = entry.payload(context.event().baseLanguage());
    try {
      if (seconds >= 0) {
        return context.timers().after(entry.id(), seconds * 1000, payload);
      }
      String at = entry.days().isEmpty() ? entry.local().text() : entry.local().time();
      return context.timers().at(entry.id(), at, entry.days(), payload);
    } catch (SkillException e) {
      if (e.refusal() == Refusal.QUOTA) {
        return null;
      }
      throw e;
    }
  }

  private static String cut(String text) {
    return text.length() > LONGEST_TEXT ? text.substring(0, LONGEST_TEXT) : text;
  }

  /// Never used twice, so that an old alert is not taken for a new one.
  private static String id(SkillContext context, boolean alarm) {
    long second = context.event().now().epochMillis() / 1000;
    List<String> known = new ArrayList<>();
    for (var pending : context.timers().pending()) {
      known.add(pending.id());
    }
    String id = (alarm ? "a" : "r") + second;
    for (int i = 1; known.contains(id); i++) {
      id = (alarm ? "a" : "r") + second + "-" + i;
    }
    return id;
  }

  private static List<Entry> ofKind(SkillContext context) {
    String kind = context.event().slots().at("kind").text("");
    List<Entry> entries = new ArrayList<>();
    for (Entry entry : Entry.waiting(context)) {
      if (kind.isEmpty() || kind.equals(entry.alarm() ? "alarm" : "reminder")) {
        entries.add(entry);
      }
    }
    return entries;
  }

  private static Reply none(Event event, Words words) {
    String kind = event.slots().at("kind").text("");
    return Reply.say(words.none(!kind.equals("reminder"), !kind.equals("alarm")));
  }

  private static Reply cancel(SkillContext context, Words words) {
    Event event = context.event();
    Local now = Local.of(event.now());
    List<Entry> entries = ofKind(context);
    if (entries.isEmpty()) {
      return none(event, words);
    }
    List<Entry> chosen = chosen(event, entries);
    boolean all = event.slots().at("which").text("").equals("all");
    if (chosen.isEmpty()) {
      return Reply.say(words.noSuch(entries, now));
    } else if (chosen.size() > 1 && !all) {
      return Reply.ask(words.which(chosen, now), "when");
    }
    Reply reply = Reply.silent();
    for (Entry entry : chosen) {
      reply =
          reply.receipt("reminders.cancel", entry.target(), context.timers().cancel(entry.id()));
    }
    Entry first = chosen.get(0);
    return reply
        .value("response", "reminders.cancel")
        .value("count", chosen.size())
        .value("alarm", first.alarm() ? 1 : 0)
        .value("text", first.text())
        .value("due", words.due(first, now));
  }

  /// Those whose id, text and time of day were said.
  private static List<Entry> chosen(Event event, List<Entry> entries) {
    Json.Obj slots = event.slots();
    Json when = slots.at("when");
    String id = slots.at("id").text("");
    String text = lower(slots.at("text").text(when.text("")));
    List<Entry> chosen = new ArrayList<>();
    for (Entry entry : entries) {
      boolean meant = id.isEmpty() ? entry.isAt(when) : entry.id().equals(id);
      if (meant && (text.isEmpty() || lower(entry.text()).contains(text))) {
        chosen.add(entry);
      }
    }
    return chosen;
  }

  private static Reply list(SkillContext context, Words words) {
    List<Entry> entries = ofKind(context);
    return entries.isEmpty()
        ? none(context.event(), words)
        : Reply.say(words.list(entries, Local.of(context.event().now())));
  }

  /// The ids of what rings; with the labels that were given to it.
  private static List<String> ringing(Event event) {
    List<String> ids = new ArrayList<>();
    for (Json alert : event.payload().at("ringing").items()) {
      ids.add(alert.at("id").text(""));
    }
    return ids;
  }

  /// Silences what rings; where nothing does, "stop the alarm" cancels the one that waits.
  private static Reply stop(SkillContext context, Words words) {
    List<String> ringing = ringing(context.event());
    if (!ringing.isEmpty()) {
      return Reply.say(words.okay()).acknowledge(ringing);
    }
    return Entry.waiting(context).isEmpty()
        ? Reply.say(words.nothingRings())
        : cancel(context, words);
  }

  private static Reply snooze(SkillContext context, Words words) {
    Event event = context.event();
    List<String> ringing = ringing(event);
    if (ringing.isEmpty()) {
      return Reply.say(words.nothingRings());
    }
    long seconds = event.slots().at("duration").whole(SNOOZE_SECONDS);
    if (seconds < 1 || seconds > 86_400) {
      return Reply.say(words.never());
    }
    String text = event.payload().at("ringing").items().get(0).at("label").text("");
    Local due = Local.of(event.now()).plusSeconds(seconds);
    Entry entry = new Entry(id(context, text.isEmpty()), text.isEmpty(), text, due, List.of());
    Effect set = wake(context, entry, seconds);
    return set == null
        ? Reply.say(words.tooMany())
        : Reply.silent()
            .receipt("reminders.snooze", entry.target(), set)
            .value("response", "reminders.snooze")
            .value("span", words.duration(seconds))
            .acknowledge(ringing);
  }

  /// Small letters of the Latin alphabets.
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
