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
  public String howBright() {
    return "To how many percent?";
  }

  @Override
  public String notAPercentage() {
    return "I can dim from 0 to 100 percent.";
  }

  @Override
  public String notDimmable(Device device) {
    return "The " + device.name() + " can not be dimmed.";
  }

  @Override
  public String noFurther(Device device, boolean brighter) {
    if (device.percent() == 0) {
      return "The " + device.name() + " is off.";
    }
    return "The "
        + device.name()
        + (brighter ? " is as bright as it gets." : " is as dark as it gets.");
  }

  @Override
  public String lockIsNotSwitched(Device device) {
    return "The " + device.name() + " is a lock: say lock or unlock.";
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
    boolean dimmed =
        device.state().equals("on") && device.brightness() > 0 && device.brightness() < 100;
    return "the "
        + device.name()
        + " is "
        + device.state()
        + (dimmed ? " at " + device.brightness() + " percent." : ".");
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
}
