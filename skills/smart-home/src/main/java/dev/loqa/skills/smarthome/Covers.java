package dev.loqa.skills.smarthome;

import java.util.ArrayList;
import java.util.List;

/// The sorts of covers that people tell apart: `garage` and `gate`, which let somebody in, and
/// `blind`, `shutter` and `curtain` before windows. The first two never stand for the others.
final class Covers {
  private static final List<String> ENTRANCES = List.of("garage", "gate", "door");
  private static final List<String> WINDOWS = List.of("blind", "shutter", "curtain");

  private Covers() {}

  static boolean isSort(String kind) {
    return WINDOWS.contains(kind) || kind.equals("garage") || kind.equals("gate");
  }

  /// Those of a sort by their class or their name. A home that calls its blinds shutters has no
  /// shutters then: what hangs before its windows is meant.
  static List<Device> of(String sort, List<Device> devices) {
    List<Device> found = new ArrayList<>();
    List<Device> others = new ArrayList<>();
    for (Device device : devices) {
      if (device.isA("cover") && entrance(device).isEmpty() == WINDOWS.contains(sort)) {
        boolean is = WINDOWS.contains(sort) ? isWindow(sort, device) : isEntrance(sort, device);
        (is ? found : others).add(device);
      }
    }
    return found.isEmpty() && WINDOWS.contains(sort) ? others : found;
  }

  private static boolean isWindow(String sort, Device device) {
    return sort(device).equals(sort) || device.isCalled(sort);
  }

  private static boolean isEntrance(String sort, Device device) {
    return entrance(device).equals(sort);
  }

  /// `garage`, `gate` or `door`; empty for what hangs before a window.
  private static String entrance(Device device) {
    String sort = sort(device);
    if (!sort.isEmpty()) {
      return ENTRANCES.contains(sort) ? sort : "";
    }
    for (String entrance : ENTRANCES) {
      if (device.entity().contains(entrance) || device.isCalled(entrance)) {
        return entrance;
      }
    }
    return "";
  }

  private static String sort(Device device) {
    return device.details().at("device_class").text("");
  }
}
