package dev.loqa.skills.smarthome;

import dev.loqa.skill.json.Json;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/// The home as it stood when the skill was called: the payload's `home`, entity to `{name, state,
/// area?, brightness?, names?}`, `names` by language.
record Home(List<Device> devices) {
  static Home of(Json payload, String language) {
    List<Device> devices = new ArrayList<>();
    for (Map.Entry<String, Json> entry : payload.at("home").asObject().fields().entrySet()) {
      devices.add(Device.of(entry.getKey(), entry.getValue(), language));
    }
    return new Home(devices);
  }

  /// The device of this id, or of this name when no id is like it; none, one, or several of one
  /// name.
  List<Device> named(String target) {
    List<Device> found = new ArrayList<>();
    for (Device device : devices) {
      if (device.entity().equals(target)
          || device.own().equals(target)
          || device.name().equals(target)) {
        found.add(device);
      }
    }
    return found;
  }

  /// The devices of a kind: `light`, `lamp` (a light that is called one), `fan`, `switch`, `lock`,
  /// or `all` that can be switched.
  List<Device> ofKind(String kind) {
    List<Device> found = new ArrayList<>();
    for (Device device : devices) {
      boolean is =
          switch (kind) {
            case "all" -> !device.isLock();
            case "lamp" -> device.isLight() && device.own().contains("lamp");
            default -> device.domain().equals(kind);
          };
      if (is) {
        found.add(device);
      }
    }
    return found;
  }
}
