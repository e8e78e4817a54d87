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
  public String howFar() {
    return "Auf wie viel Prozent?";
  }

  @Override
  public String howWarm() {
    return "Auf wie viel Grad?";
  }

  @Override
  public String notATemperature(long lowest, long highest) {
    return "Ich kann " + lowest + " bis " + highest + " Grad einstellen.";
  }

  @Override
  public String notAPercentage() {
    return "Das geht von 0 bis 100 Prozent.";
  }

  @Override
  public String notDimmable(Device device) {
    return device.name()
        + (device.isA("cover")
            ? " lässt sich nur öffnen und schließen."
            : " lässt sich nicht dimmen.");
  }

  @Override
  public String cannot(Device device) {
    return "Das geht nicht mit " + device.name() + ".";
  }

  @Override
  public String noFurther(Device device, boolean more) {
    if (device.isA("light") ? device.percent() == 0 : device.isOff()) {
      return device.name() + " ist aus.";
    } else if (device.isA("light")) {
      return device.name() + (more ? " ist so hell wie möglich." : " ist so dunkel wie möglich.");
    }
    return device.name() + (more ? " ist so laut wie möglich." : " ist so leise wie möglich.");
  }

  @Override
  public String notSwitched(Device device) {
    return device.name()
        + (device.isA("lock")
            ? " ist ein Schloss: sage verriegeln oder entriegeln."
            : " lässt sich nicht ein- oder ausschalten: sage öffnen oder schließen.");
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
    long percent = State.between(device);
    return device.name()
        + " ist "
        + word(State.plain(device))
        + (percent > 0 ? ", auf " + percent + " Prozent." : ".");
  }

  @Override
  public String temperature(Device device, String now, String wanted) {
    String set = wanted.isEmpty() ? "" : " auf " + wanted + " Grad gestellt";
    if (now.isEmpty()) {
      return device.name() + " ist" + (set.isEmpty() ? " aus" : set) + ".";
    }
    return device.name() + " misst " + now + " Grad" + (set.isEmpty() ? "." : " und ist" + set + ".");
  }

  @Override
  public String decimal(String number) {
    return number.replace('.', ',');
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
      case "opening" -> "gerade beim Öffnen";
      case "closing" -> "gerade beim Schließen";
      case "playing" -> "am Spielen";
      case "paused" -> "angehalten";
      case "idle" -> "still";
      default -> state;
    };
  }
}
