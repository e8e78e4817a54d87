package dev.loqa.skills.smarthome;

import java.util.List;

/// German. Names keep the words their owner gave them and stand without an article, whose gender
/// nobody knows.
final class German implements Words {
  @Override
  public String noDevices() {
    return "Ich sehe kein Gerät, das das könnte.";
  }

  @Override
  public String unknown(String target) {
    return "Ich kenne kein Gerät " + target + ".";
  }

  @Override
  public String nothingIn(String area) {
    return "So etwas kenne ich hier nicht: " + area + ".";
  }

  @Override
  public String whichDevice() {
    return "Welches Gerät?";
  }

  @Override
  public String which(List<Device> devices) {
    return "Welches: " + Words.join(devices, "", "oder") + "?";
  }

  @Override
  public String howBright() {
    return "Auf wie viel Prozent?";
  }

  @Override
  public String notAPercentage() {
    return "Ich kann von 0 bis 100 Prozent dimmen.";
  }

  @Override
  public String notDimmable(Device device) {
    return device.name() + " lässt sich nicht dimmen.";
  }

  @Override
  public String noFurther(Device device, boolean brighter) {
    if (device.percent() == 0) {
      return device.name() + " ist aus.";
    }
    return device.name() + (brighter ? " ist so hell wie möglich." : " ist so dunkel wie möglich.");
  }

  @Override
  public String lockIsNotSwitched(Device device) {
    return device.name() + " ist ein Schloss: sage verriegeln oder entriegeln.";
  }

  @Override
  public String notALock(Device device) {
    return device.name() + " hat kein Schloss.";
  }

  @Override
  public String unreachable(Device device) {
    return "Ich erreiche " + device.name() + " gerade nicht.";
  }

  @Override
  public String state(Device device) {
    boolean dimmed =
        device.state().equals("on") && device.brightness() > 0 && device.brightness() < 100;
    return device.name()
        + " ist "
        + word(device.state())
        + (dimmed ? ", auf " + device.brightness() + " Prozent." : ".");
  }

  @Override
  public String yesNo(boolean yes, String sentence) {
    return (yes ? "Ja, " : "Nein, ") + sentence;
  }

  @Override
  public String among(List<Device> matching, int all, String state) {
    if (matching.isEmpty()) {
      return "Nichts davon ist " + word(state) + ".";
    } else if (matching.size() == all) {
      return "Alles davon ist " + word(state) + ".";
    }
    return Words.join(matching, "", "und")
        + (matching.size() == 1 ? " ist " : " sind ")
        + word(state)
        + ".";
  }

  private static String word(String state) {
    return switch (state) {
      case "on" -> "an";
      case "off" -> "aus";
      case "locked" -> "verriegelt";
      case "unlocked" -> "entriegelt";
      case "open" -> "offen";
      case "closed" -> "geschlossen";
      default -> state;
    };
  }
}
