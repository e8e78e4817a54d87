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

  /// To how many percent?
  String howFar();

  String howWarm();

  String notAPercentage();

  String notATemperature(long lowest, long highest);

  /// It has no percentage that could be set.
  String notDimmable(Device device);

  /// What was asked for cannot be done to it.
  String cannot(Device device);

  /// It is off, or as bright, loud or warm as it gets, or as little of that.
  String noFurther(Device device, boolean more);

  /// It is no such thing as is turned on and off; says what to say instead.
  String notSwitched(Device device);

  String notALock(Device device);

  String unreachable(Device device);

  /// One device's state as a sentence.
  String state(Device device);

  /// How warm it is.
  ///
  /// @param now measured; empty when nobody measures
  /// @param wanted what it is set to; empty when it is off
  String temperature(Device device, String now, String wanted);

  /// A number as it is written in the language.
  String decimal(String number);

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
