package dev.loqa.skills.smarthome;

import java.util.List;

/// What the skill says where nothing was changed, in one language. What it says about a change is
/// in the manifest's `responses`.
interface Words {
  /// The words of a language, English where it is not spoken here.
  static Words in(String language) {
    return language.equals("de") ? new German() : new English();
  }

  String noDevices();

  String unknown(String target);

  String nothingIn(String area);

  String whichDevice();

  String which(List<Device> devices);

  String howBright();

  String notAPercentage();

  String notDimmable(Device device);

  /// It is as bright as it gets, or as dark as a light that is on.
  String noFurther(Device device, boolean brighter);

  String lockIsNotSwitched(Device device);

  String notALock(Device device);

  String unreachable(Device device);

  /// One device's state as a sentence.
  String state(Device device);

  String yesNo(boolean yes, String sentence);

  /// Those of a group that are in a state.
  String among(List<Device> matching, int all, String state);

  /// Names in a row.
  static String join(List<Device> devices, String article, String and) {
    StringBuilder out = new StringBuilder();
    for (int i = 0; i < devices.size(); i++) {
      if (i > 0) {
        out.append(i == devices.size() - 1 ? " " + and + " " : ", ");
      }
      out.append(article).append(devices.get(i).name());
    }
    return out.toString();
  }
}
