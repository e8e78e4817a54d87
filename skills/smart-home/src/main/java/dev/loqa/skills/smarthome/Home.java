package dev.loqa.skills.smarthome;

import dev.loqa.skill.json.Json;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/// The home as it stood when the skill was called: the payload's `home`, entity to `{name, state,
/// area?, brightness?, names?, ...}`, `names` by language.
record Home(List<Device> devices) {
  static Home of(Json payload, String language) {
    List<Device> devices = new ArrayList<>();
    for (Map.Entry<String, Json> entry : payload.at("home").asObject().fields().entrySet()) {
      devices.add(Device.of(entry.getKey(), entry.getValue(), language));
    }
    return new Home(devices);
  }

  /// The device of this id, or those of this name, in whatever case. Of several of one name those
  /// that the verb is for, if there are any.
  List<Device> named(String target, Verb verb) {
    List<Device> found = new ArrayList<>();
    List<Device> fitting = new ArrayList<>();
    for (Device device : devices) {
      if (device.entity().equals(target)) {
        return List.of(device);
      } else if (Letters.same(device.own(), target) || Letters.same(device.name(), target)) {
        found.add(device);
        if (verb.isFor(device)) {
          fitting.add(device);
        }
      }
    }
    return fitting.isEmpty() ? found : fitting;
  }

  /// The devices of a kind: a domain (`light`, `fan`, `climate`, ...), `lamp` (a light that is
  /// called one), a sort of cover ([Covers]), or `all` that "everything" means: what is switched on
  /// and off many times a day, so no heating.
  List<Device> ofKind(String kind) {
    if (Covers.isSort(kind)) {
      return Covers.of(kind, devices);
    }
    List<Device> found = new ArrayList<>();
    for (Device device : devices) {
      boolean is =
          switch (kind) {
            case "all" ->
                device.isA("light")
                    || device.isA("switch")
                    || device.isA("fan")
                    || device.isA("media_player");
            case "lamp" -> device.isA("light") && device.isCalled("lamp");
            default -> device.isA(kind);
          };
      if (is) {
        found.add(device);
      }
    }
    return found;
  }
}
