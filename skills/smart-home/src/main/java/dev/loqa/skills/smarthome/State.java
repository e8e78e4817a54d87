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
      return expected.isEmpty()
          ? capital(sentence)
          : words.yesNo(device.state().equals(expected), sentence);
    }
    String wanted = expected.isEmpty() ? "on" : expected;
    List<Device> matching = new ArrayList<>();
    for (Device device : devices) {
      if (device.state().equals(wanted)) {
        matching.add(device);
      }
    }
    return capital(words.among(matching, devices.size(), wanted));
  }

  private static String capital(String sentence) {
    char first = sentence.charAt(0);
    return first >= 'a' && first <= 'z' ? (char) (first - 32) + sentence.substring(1) : sentence;
  }
}
