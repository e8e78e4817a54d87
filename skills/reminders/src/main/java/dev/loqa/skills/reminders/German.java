package dev.loqa.skills.reminders;

import java.util.ArrayList;
import java.util.List;

/// German.
final class German implements Words {
  private static final List<String> DAYS =
      List.of("Montag", "Dienstag", "Mittwoch", "Donnerstag", "Freitag", "Samstag", "Sonntag");
  private static final List<String> MONTHS =
      List.of(
          "Januar",
          "Februar",
          "März",
          "April",
          "Mai",
          "Juni",
          "Juli",
          "August",
          "September",
          "Oktober",
          "November",
          "Dezember");

  @Override
  public String due(Due due, Local now) {
    if (due.seconds() >= 0 && due.seconds() < 43_200) {
      return "in " + duration(due.seconds());
    }
    String at = " um " + time(due.local());
    if (!due.days().isEmpty()) {
      return every(due.days()) + at;
    }
    int days = due.local().daysAfter(now);
    return switch (days) {
      case 0 -> "heute" + at;
      case 1 -> "morgen" + at;
      default ->
          days < 7
              ? "am " + DAYS.get(due.local().moment().weekday() - 1) + at
              : "am "
                  + due.local().moment().day()
                  + ". "
                  + MONTHS.get(due.local().moment().month() - 1)
                  + at;
    };
  }

  private static String every(List<String> days) {
    if (days.size() == 7) {
      return "jeden Tag";
    } else if (days.equals(Due.WEEK.subList(0, 5))) {
      return "werktags";
    } else if (days.equals(Due.WEEK.subList(5, 7))) {
      return "jedes Wochenende";
    }
    List<String> names = new ArrayList<>();
    for (String day : days) {
      names.add(DAYS.get(Due.WEEK.indexOf(day)));
    }
    return "jeden " + Words.join(names, "und");
  }

  @Override
  public String time(Local local) {
    int minute = local.moment().minute();
    return local.moment().hour() + " Uhr" + (minute == 0 ? "" : " " + minute);
  }

  @Override
  public String duration(long seconds) {
    List<String> parts = new ArrayList<>();
    part(seconds / 86_400, "einem Tag", "Tagen", parts);
    part(seconds / 3600 % 24, "einer Stunde", "Stunden", parts);
    part(seconds / 60 % 60, "einer Minute", "Minuten", parts);
    if (seconds < 600) {
      part(seconds % 60, "einer Sekunde", "Sekunden", parts);
    }
    return Words.join(parts, "und");
  }

  private static void part(long count, String one, String many, List<String> parts) {
    if (count > 0) {
      parts.add(count == 1 ? one : count + " " + many);
    }
  }

  @Override
  public String past() {
    return "Das ist schon vorbei.";
  }

  @Override
  public String never() {
    return "So eine Zeit finde ich im Kalender nicht.";
  }

  @Override
  public String tooMany() {
    return "Es gibt schon zu viele Wecker und Erinnerungen. Lösche erst eine.";
  }

  @Override
  public String none(boolean alarms, boolean reminders) {
    return alarms && reminders
        ? "Es gibt keine Wecker und keine Erinnerungen."
        : alarms ? "Es ist kein Wecker gestellt." : "Es gibt keine Erinnerung.";
  }

  @Override
  public String noSuch(List<Entry> entries, Local now) {
    return "Das gibt es nicht. Es gibt " + Words.join(names(entries, now), "und") + ".";
  }

  @Override
  public String which(List<Entry> entries, Local now) {
    return "Was davon: " + Words.join(names(entries, now), "oder") + "?";
  }

  @Override
  public String list(List<Entry> entries, Local now) {
    return "Es gibt " + Words.join(names(entries, now), "und") + ".";
  }

  @Override
  public String name(Entry entry, Local now) {
    return (entry.alarm() ? "einen Wecker " : "eine Erinnerung ")
        + due(entry, now)
        + (entry.alarm() ? "" : ", " + entry.text());
  }

  @Override
  public String rings(Entry entry, long lateSeconds) {
    if (entry.alarm()) {
      return lateSeconds == 0
          ? "Dein Wecker. Es ist " + time(entry.local()) + "."
          : "Dein Wecker für "
              + time(entry.local())
              + " kommt zu spät, nach "
              + duration(lateSeconds)
              + ".";
    }
    return lateSeconds == 0
        ? "Erinnerung: " + entry.text() + "."
        : "Verspätete Erinnerung, nach " + duration(lateSeconds) + ": " + entry.text() + ".";
  }

  @Override
  public String nothingRings() {
    return "Es klingelt nichts.";
  }

  @Override
  public String okay() {
    return "Okay.";
  }

  @Override
  public String unknown() {
    return "Ich kann Wecker und Erinnerungen stellen, löschen und nennen.";
  }
}
