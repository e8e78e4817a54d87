package dev.loqa.skills.smarthome;

import dev.loqa.skill.Event;
import java.util.ArrayList;
import java.util.List;

/// The answer to a question about states.
final class State {
  private State() {}

  /// "Is it on?" about one device is answered by yes or no, "which are on?" by naming them.
  static String of(Event event, List<Device> devices, Words words) {
    String expected = event.slots().at("expected").text("");
    if (devices.size() == 1) {
      Device device = devices.getFirst();
      if (device.state().equals("unavailable")) {
        return words.unreachable(device);
      }
      String sentence = words.state(device);
      return expected.isEmpty() ? capital(sentence) : words.yesNo(device.is(expected), sentence);
    }
    String wanted = expected.isEmpty() ? "on" : expected;
    List<Device> matching = new ArrayList<>();
    for (Device device : devices) {
      if (device.is(wanted)) {
        matching.add(device);
      }
    }
    return capital(words.among(matching, devices.size(), wanted));
  }

  /// What it is at, in percent, when that is between all and nothing; else 0.
  static long between(Device device) {
    long percent =
        device.state().equals("on")
            ? device.number("brightness")
            : device.state().equals("open") ? device.number("position") : 0;
    return percent > 0 && percent < 100 ? percent : 0;
  }

  /// The state as one of those that have words: what heats or cools is `on`.
  static String plain(Device device) {
    return device.isA("climate") && device.is("on") ? "on" : device.state();
  }

  private static String capital(String sentence) {
    char first = sentence.charAt(0);
    return first >= 'a' && first <= 'z' ? (char) (first - 32) + sentence.substring(1) : sentence;
  }
}
