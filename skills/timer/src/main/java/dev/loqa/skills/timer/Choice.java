package dev.loqa.skills.timer;

import java.util.ArrayList;
import java.util.List;

/// Which timers are meant.
final class Choice {
  private Choice() {}

  /// Those of the id, of the name, or of the length that was said; all when nothing was said. A
  /// name that none has exactly means those it is a part of.
  static List<Countdown> among(List<Countdown> timers, Request request) {
    if (request.all()) {
      return timers;
    }
    List<Countdown> exact = new ArrayList<>();
    List<Countdown> near = new ArrayList<>();
    for (Countdown timer : timers) {
      if (!request.id().isEmpty()) {
        addIf(timer.id().equals(request.id()), timer, exact);
      } else if (!request.name().isEmpty()) {
        addIf(timer.name().equals(request.name()), timer, exact);
        addIf(timer.name().contains(request.name()), timer, near);
      } else {
        addIf(
            request.millis() == Request.UNSAID || timer.millis() == request.millis(), timer, exact);
      }
    }
    return exact.isEmpty() ? near : exact;
  }

  private static void addIf(boolean meant, Countdown timer, List<Countdown> to) {
    if (meant) {
      to.add(timer);
    }
  }
}
