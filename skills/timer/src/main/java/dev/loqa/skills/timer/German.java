package dev.loqa.skills.timer;

import java.util.ArrayList;
import java.util.List;

/// German.
final class German implements Words {
  private static final Spans SPANS =
      new Spans(List.of("Stunde", "Stunden", "Minute", "Minuten", "Sekunde", "Sekunden"), "und");

  @Override
  public String duration(long millis) {
    return SPANS.words(millis);
  }

  @Override
  public String forHowLong() {
    return "Für wie lange?";
  }

  @Override
  public String tooShort() {
    return "Ein Timer braucht eine Zeit über null.";
  }

  @Override
  public String tooLong() {
    return "Ein Timer läuft höchstens 24 Stunden.";
  }

  @Override
  public String tooMany(int active) {
    return "Es laufen schon " + active + " Timer. Brich erst einen ab.";
  }

  @Override
  public String exists(Countdown timer, long leftMillis) {
    return "Der Timer "
        + timer.name()
        + " läuft schon, noch "
        + duration(leftMillis)
        + ". Brich ihn erst ab.";
  }

  @Override
  public String none() {
    return "Es läuft kein Timer.";
  }

  @Override
  public String noSuch(String name, List<Countdown> running) {
    String known = names(running, "und");
    return name.isEmpty()
        ? "Diesen Timer gibt es nicht. Es laufen: " + known + "."
        : "Einen Timer " + name + " gibt es nicht. Es laufen: " + known + ".";
  }

  @Override
  public String which(List<Countdown> timers) {
    return "Welcher Timer: " + names(timers, "oder") + "?";
  }

  @Override
  public String list(List<Countdown> timers, long nowMillis) {
    List<String> parts = new ArrayList<>();
    for (Countdown timer : timers) {
      parts.add(name(timer) + ", noch " + duration(timer.dueMillis() - nowMillis));
    }
    return (timers.size() == 1 ? "Ein Timer läuft: " : timers.size() + " Timer laufen: ")
        + SPANS.join(parts)
        + ".";
  }

  @Override
  public String left(Countdown timer, long leftMillis) {
    return timer.name().isEmpty()
        ? "Noch " + duration(leftMillis) + "."
        : "Der Timer " + timer.name() + " läuft noch " + duration(leftMillis) + ".";
  }

  @Override
  public String done(Countdown timer) {
    return timer.name().isEmpty()
        ? "Dein Timer ist abgelaufen."
        : "Dein Timer " + timer.name() + " ist abgelaufen.";
  }

  @Override
  public String ended(Countdown timer, long agoMillis) {
    String name = timer.name().isEmpty() ? "" : timer.name() + " ";
    return "Dein Timer "
        + name
        + "ist schon länger abgelaufen. Verspätung: "
        + duration(agoMillis)
        + ".";
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
    return "Ich kann Timer starten, abbrechen und aufzählen.";
  }

  private String names(List<Countdown> timers, String and) {
    List<String> names = new ArrayList<>();
    for (Countdown timer : timers) {
      names.add(name(timer));
    }
    return new Spans(List.of(), and).join(names);
  }

  private String name(Countdown timer) {
    return timer.name().isEmpty() ? "der über " + duration(timer.millis()) : timer.name();
  }
}
