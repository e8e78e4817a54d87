package dev.loqa.skills.reminders;

import java.util.ArrayList;
import java.util.List;

/// English.
final class English implements Words {
  private static final List<String> DAYS =
      List.of("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday");
  private static final List<String> MONTHS =
      List.of(
          "January",
          "February",
          "March",
          "April",
          "May",
          "June",
          "July",
          "August",
          "September",
          "October",
          "November",
          "December");

  @Override
  public String due(Due due, Local now) {
    if (due.seconds() >= 0 && due.seconds() < 43_200) {
      return "in " + duration(due.seconds());
    }
    String at = " at " + time(due.local());
    if (!due.days().isEmpty()) {
      return "every " + every(due.days()) + at;
    }
    int days = due.local().daysAfter(now);
    return switch (days) {
      case 0 -> "today" + at;
      case 1 -> "tomorrow" + at;
      default ->
          days < 7
              ? "on " + DAYS.get(due.local().moment().weekday() - 1) + at
              : "on "
                  + MONTHS.get(due.local().moment().month() - 1)
                  + " "
                  + due.local().moment().day()
                  + at;
    };
  }

  private static String every(List<String> days) {
    if (days.size() == 7) {
      return "day";
    } else if (days.equals(Due.WEEK.subList(0, 5))) {
      return "weekday";
    } else if (days.equals(Due.WEEK.subList(5, 7))) {
      return "weekend";
    }
    List<String> names = new ArrayList<>();
    for (String day : days) {
      names.add(DAYS.get(Due.WEEK.indexOf(day)));
    }
    return Words.join(names, "and");
  }

  @Override
  public String time(Local local) {
    int hour = local.moment().hour();
    int minute = local.moment().minute();
    if (minute == 0 && hour % 12 == 0) {
      return hour == 0 ? "midnight" : "noon";
    }
    String minutes = minute == 0 ? "" : ":" + (minute < 10 ? "0" : "") + minute;
    return (hour % 12 == 0 ? 12 : hour % 12) + minutes + (hour < 12 ? " AM" : " PM");
  }

  @Override
  public String duration(long seconds) {
    List<String> parts = new ArrayList<>();
    part(seconds / 86_400, "day", parts);
    part(seconds / 3600 % 24, "hour", parts);
    part(seconds / 60 % 60, "minute", parts);
    if (seconds < 600) {
      part(seconds % 60, "second", parts);
    }
    return Words.join(parts, "and");
  }

  private static void part(long count, String unit, List<String> parts) {
    if (count > 0) {
      parts.add(count + " " + unit + (count == 1 ? "" : "s"));
    }
  }

  @Override
  public String past() {
    return "That time has passed already.";
  }

  @Override
  public String never() {
    return "I cannot find such a time in the calendar.";
  }

  @Override
  public String tooMany() {
    return "There are too many reminders and alarms already. Cancel one first.";
  }

  @Override
  public String none(boolean alarms, boolean reminders) {
    return alarms && reminders
        ? "There are no alarms and no reminders."
        : alarms ? "There is no alarm." : "There is no reminder.";
  }

  @Override
  public String noSuch(List<Entry> entries, Local now) {
    return "There is no such one. You have " + Words.join(names(entries, now), "and") + ".";
  }

  @Override
  public String which(List<Entry> entries, Local now) {
    return "Which one: " + Words.join(names(entries, now), "or") + "?";
  }

  @Override
  public String list(List<Entry> entries, Local now) {
    return "You have " + Words.join(names(entries, now), "and") + ".";
  }

  @Override
  public String name(Entry entry, Local now) {
    return (entry.alarm() ? "an alarm " : "a reminder ")
        + due(entry, now)
        + (entry.alarm() ? "" : " for " + entry.text());
  }

  @Override
  public String rings(Entry entry, long lateSeconds) {
    if (entry.alarm()) {
      return lateSeconds == 0
          ? "Your alarm. It is " + time(entry.local()) + "."
          : "Your alarm for " + time(entry.local()) + " is late by " + duration(lateSeconds) + ".";
    }
    return lateSeconds == 0
        ? "Reminder: " + entry.text() + "."
        : "Reminder, late by " + duration(lateSeconds) + ": " + entry.text() + ".";
  }

  @Override
  public String nothingRings() {
    return "Nothing is ringing.";
  }

  @Override
  public String okay() {
    return "Okay.";
  }

  @Override
  public String unknown() {
    return "I can set, cancel and list alarms and reminders.";
  }
}
