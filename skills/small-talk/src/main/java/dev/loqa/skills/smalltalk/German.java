package dev.loqa.skills.smalltalk;

import dev.loqa.skill.Moment;
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
  public String time(Moment now) {
    String hour = now.hour() == 1 ? "ein" : String.valueOf(now.hour());
    return "Es ist " + hour + " Uhr" + (now.minute() == 0 ? "." : " " + now.minute() + ".");
  }

  @Override
  public String date(Moment now) {
    return "Heute ist "
        + DAYS.get(now.weekday() - 1)
        + ", der "
        + now.day()
        + ". "
        + MONTHS.get(now.month() - 1)
        + " "
        + now.year()
        + ".";
  }

  @Override
  public String day(Moment day, int days) {
    String name = DAYS.get(day.weekday() - 1);
    return switch (days) {
      case 1 -> "Morgen ist " + name + ".";
      case -1 -> "Gestern war " + name + ".";
      default -> "Heute ist " + name + ".";
    };
  }

  @Override
  public String help(List<String> examples) {
    StringBuilder out = new StringBuilder("Du kannst sagen: ");
    for (int i = 0; i < examples.size(); i++) {
      if (i > 0) {
        out.append(i == examples.size() - 1 ? ", oder: " : ", ");
      }
      out.append(examples.get(i));
    }
    return out.append('.').toString();
  }

  @Override
  public String thanks() {
    return "Gern geschehen.";
  }

  @Override
  public String hello(int hour) {
    if (hour < 5 || hour >= 18) {
      return "Guten Abend.";
    }
    return hour < 11 ? "Guten Morgen." : "Guten Tag.";
  }

  @Override
  public String goodbye(int hour) {
    return hour >= 20 || hour < 5 ? "Gute Nacht." : "Auf Wiedersehen.";
  }

  @Override
  public String how() {
    return "Mir geht es gut, danke.";
  }

  @Override
  public String neverMind() {
    return "In Ordnung.";
  }

  @Override
  public String who() {
    return "Ich bin Loqa, die Stimme dieses Hauses. Was du mir sagst, bleibt im Haus.";
  }

  @Override
  public List<String> examples() {
    return List.of(
        "stelle einen Timer auf fünf Minuten", "schalte das Küchenlicht ein", "wie spät ist es");
  }
}
