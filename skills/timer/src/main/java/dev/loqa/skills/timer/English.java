package dev.loqa.skills.timer;

import java.util.ArrayList;
import java.util.List;

/// English.
final class English implements Words {
  private static final Spans SPANS =
      new Spans(List.of("hour", "hours", "minute", "minutes", "second", "seconds"), "and");

  @Override
  public String duration(long millis) {
    return SPANS.words(millis);
  }

  @Override
  public String forHowLong() {
    return "For how long?";
  }

  @Override
  public String tooShort() {
    return "A timer needs a time longer than zero.";
  }

  @Override
  public String tooLong() {
    return "A timer can run for 24 hours at most.";
  }

  @Override
  public String tooMany(int active) {
    return "You already have " + active + " timers. Cancel one first.";
  }

  @Override
  public String exists(Countdown timer, long leftMillis) {
    return "You already have a "
        + timer.name()
        + " timer, with "
        + duration(leftMillis)
        + " left. Cancel it first.";
  }

  @Override
  public String none() {
    return "There is no timer.";
  }

  @Override
  public String noSuch(String name, List<Countdown> running) {
    String known = names(running, "and");
    return name.isEmpty()
        ? "There is no such timer. You have " + known + "."
        : "There is no " + name + " timer. You have " + known + ".";
  }

  @Override
  public String which(List<Countdown> timers) {
    return "Which timer: " + names(timers, "or") + "?";
  }

  @Override
  public String list(List<Countdown> timers, long nowMillis) {
    List<String> parts = new ArrayList<>();
    for (Countdown timer : timers) {
      parts.add(name(timer) + " with " + duration(timer.dueMillis() - nowMillis) + " left");
    }
    String count = timers.size() == 1 ? "one timer: " : timers.size() + " timers: ";
    return "You have " + count + SPANS.join(parts) + ".";
  }

  @Override
  public String left(Countdown timer, long leftMillis) {
    return timer.name().isEmpty()
        ? duration(leftMillis) + " left."
        : duration(leftMillis) + " left on your " + timer.name() + " timer.";
  }

  @Override
  public String done(Countdown timer) {
    return timer.name().isEmpty()
        ? "Your timer is done."
        : "Your " + timer.name() + " timer is done.";
  }

  @Override
  public String ended(Countdown timer, long agoMillis) {
    String name = timer.name().isEmpty() ? "" : timer.name() + " ";
    return "Your " + name + "timer ended " + duration(agoMillis) + " ago.";
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
    return "I can start, cancel and list timers.";
  }

  private String names(List<Countdown> timers, String and) {
    List<String> names = new ArrayList<>();
    for (Countdown timer : timers) {
      names.add(name(timer));
    }
    return new Spans(List.of(), and).join(names);
  }

  private String name(Countdown timer) {
    return timer.name().isEmpty() ? "the one for " + duration(timer.millis()) : timer.name();
  }
}
