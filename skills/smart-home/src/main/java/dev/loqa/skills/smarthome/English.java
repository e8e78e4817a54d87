package dev.loqa.skills.smarthome;

import java.util.List;

/// English.
final class English implements Words {
  @Override
  public String noDevices() {
    return "I see no device that could do that.";
  }

  @Override
  public String unknown(String target) {
    return "I know no " + target + ".";
  }

  @Override
  public String nothingIn(String area) {
    return "I know nothing like that in the " + area + ".";
  }

  @Override
  public String whichDevice() {
    return "Which device?";
  }

  @Override
  public String which(List<Device> devices) {
    return "Which one: " + Words.join(devices, "the ", "or") + "?";
  }

  @Override
  public String howFar() {
    return "To how many percent?";
  }

  @Override
  public String howWarm() {
    return "To how many degrees?";
  }

  @Override
  public String notATemperature(long lowest, long highest) {
    return "I can set " + lowest + " to " + highest + " degrees.";
  }

  @Override
  public String notAPercentage() {
    return "That goes from 0 to 100 percent.";
  }

  @Override
  public String notDimmable(Device device) {
    return the(device)
        + (device.isA("cover") ? " can only be opened and closed." : " can not be dimmed.");
  }

  @Override
  public String cannot(Device device) {
    return the(device) + " can not do that.";
  }

  @Override
  public String noFurther(Device device, boolean more) {
    if (device.isA("light") ? device.percent() == 0 : device.isOff()) {
      return the(device) + is(device) + "off.";
    } else if (device.isA("light")) {
      return the(device) + is(device) + (more ? "as bright as it gets." : "as dark as it gets.");
    }
    return the(device) + is(device) + (more ? "as loud as it gets." : "as quiet as it gets.");
  }

  @Override
  public String notSwitched(Device device) {
    return the(device)
        + (device.isA("lock")
            ? " is a lock: say lock or unlock."
            : " can not be turned on or off: say open or close.");
  }

  @Override
  public String notALock(Device device) {
    return "The " + device.name() + " has no lock.";
  }

  @Override
  public String unreachable(Device device) {
    return "I can not reach the " + device.name() + " now.";
  }

  @Override
  public String state(Device device) {
    long percent = State.between(device);
    return "the "
        + device.name()
        + is(device)
        + State.plain(device)
        + (percent > 0 ? " at " + percent + " percent." : ".");
  }

  @Override
  public String temperature(Device device, String now, String wanted) {
    String place = device.area().isEmpty() ? "" : " in the " + device.area();
    String measured = now.isEmpty() ? "" : "It is " + now + " degrees" + place;
    if (wanted.isEmpty()) {
      return measured.isEmpty() ? the(device) + is(device) + "off." : measured + ".";
    }
    return (measured.isEmpty() ? the(device) : measured + ", and the " + device.name())
        + is(device)
        + "set to "
        + wanted
        + (measured.isEmpty() ? " degrees." : ".");
  }

  @Override
  public String decimal(String number) {
    return number;
  }

  @Override
  public String yesNo(boolean yes, String sentence) {
    return (yes ? "Yes, " : "No, ") + sentence;
  }

  @Override
  public String among(List<Device> matching, int all, String state) {
    if (matching.isEmpty()) {
      return "None of them is " + state + ".";
    } else if (matching.size() == all) {
      return "All of them are " + state + ".";
    }
    return Words.join(matching, "the ", "and")
        + (matching.size() == 1 ? " is " : " are ")
        + state
        + ".";
  }

  private static String the(Device device) {
    return "The " + device.name();
  }

  /// "Blinds" and "lights" are several; "glass" is one.
  private static String is(Device device) {
    String name = device.name();
    return name.endsWith("s") && !name.endsWith("ss") ? " are " : " is ";
  }
}
