package dev.loqa.skills.smalltalk;

import dev.loqa.skill.Moment;
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
  public String time(Moment now) {
    if (now.minute() == 0 && now.hour() % 12 == 0) {
      return now.hour() == 0 ? "It is midnight." : "It is noon.";
    }
    int hour = now.hour() % 12 == 0 ? 12 : now.hour() % 12;
    String minute = now.minute() == 0 ? "" : ":" + (now.minute() < 10 ? "0" : "") + now.minute();
    return "It is " + hour + minute + (now.hour() < 12 ? " AM." : " PM.");
  }

  @Override
  public String date(Moment now) {
    return "Today is "
        + DAYS.get(now.weekday() - 1)
        + ", "
        + MONTHS.get(now.month() - 1)
        + " "
        + ordinal(now.day())
        + ", "
        + now.year()
        + ".";
  }

  @Override
  public String day(Moment day, int days) {
    String name = DAYS.get(day.weekday() - 1);
    return switch (days) {
      case 1 -> "Tomorrow is " + name + ".";
      case -1 -> "Yesterday was " + name + ".";
      default -> "Today is " + name + ".";
    };
  }

  @Override
  public String help(List<String> examples) {
    StringBuilder out = new StringBuilder("You can say: ");
    for (int i = 0; i < examples.size(); i++) {
      if (i > 0) {
        out.append(i == examples.size() - 1 ? ", or: " : ", ");
      }
      out.append(examples.get(i));
    }
    return out.append('.').toString();
  }

  @Override
  public String thanks() {
    return "You are welcome.";
  }

  @Override
  public String hello(int hour) {
    if (hour < 5 || hour >= 18) {
      return "Good evening.";
    }
    return hour < 12 ? "Good morning." : "Good afternoon.";
  }

  @Override
  public String goodbye(int hour) {
    return hour >= 20 || hour < 5 ? "Good night." : "Goodbye.";
  }

  @Override
  public String how() {
    return "I am fine, thank you.";
  }

  @Override
  public String neverMind() {
    return "All right.";
  }

  @Override
  public String who() {
    return "I am Loqa, the voice of this home. What you say to me stays in the house.";
  }

  @Override
  public List<String> examples() {
    return List.of("set a timer for five minutes", "turn on the kitchen light", "what time is it");
  }

  private static String ordinal(int day) {
    String ending =
        switch (day) {
          case 1, 21, 31 -> "st";
          case 2, 22 -> "nd";
          case 3, 23 -> "rd";
          default -> "th";
        };
    return day + ending;
  }
}
