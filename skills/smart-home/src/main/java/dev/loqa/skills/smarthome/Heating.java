package dev.loqa.skills.smarthome;

import dev.loqa.skill.Reply;
import dev.loqa.skill.SkillContext;
import dev.loqa.skill.json.Json;
import java.util.ArrayList;
import java.util.List;

/// Temperatures, in the home's degrees. No home says which those are, so what it is set to tells:
/// above 40 they are Fahrenheit.
final class Heating {
  private static final double STEP = 1;
  private static final long HOTTEST_CELSIUS = 40;

  private final SkillContext context;
  private final Words words;

  Heating(SkillContext context, Words words) {
    this.context = context;
    this.words = words;
  }

  /// To the degrees that were said, as `degrees` or, for "set the heating to 21", as `level`.
  Reply set(List<Device> devices) {
    Json degrees = context.event().slots().at("degrees");
    Json said = degrees.isNumber() ? degrees : context.event().slots().at("level");
    Json wanted = said.isNumber() ? said : context.event().payload().at("degrees");
    if (!wanted.isNumber()) {
      return Reply.ask(words.howWarm(), "degrees");
    }
    List<Json> all = new ArrayList<>();
    for (Device device : devices) {
      if (!device.isA("climate")) {
        return Reply.say(words.cannot(device));
      }
      all.add(wanted);
    }
    return send(devices, all);
  }

  /// One degree more or less than each is set to.
  Reply shift(Verb verb, List<Device> devices) {
    List<Json> all = new ArrayList<>();
    for (Device device : devices) {
      Json now = device.details().at("temperature");
      if (!device.isA("climate") || !now.isNumber()) {
        return Reply.say(words.cannot(device));
      } else if (device.isOff()) {
        return Reply.say(words.noFurther(device, true));
      }
      all.add(Json.Real.of(value(now) + verb.direction() * STEP));
    }
    return send(devices, all);
  }

  private Reply send(List<Device> devices, List<Json> degrees) {
    List<Json.Obj> data = new ArrayList<>();
    for (int i = 0; i < devices.size(); i++) {
      boolean fahrenheit = devices.get(i).details().at("temperature").whole(0) > HOTTEST_CELSIUS;
      long lowest = fahrenheit ? 41 : 5;
      long highest = fahrenheit ? 95 : 35;
      double wanted = value(degrees.get(i));
      if (wanted < lowest || wanted > highest) {
        return Reply.say(words.notATemperature(lowest, highest));
      }
      data.add(Json.object().with("temperature", degrees.get(i)));
    }
    String action = "smart-home.set_temperature";
    Reply reply = Commands.send(context, "set_temperature", action, devices, data);
    return reply.value("degrees", words.decimal(text(degrees.getFirst())));
  }

  /// How warm it is, in words.
  Reply tell(Device device) {
    if (!device.isA("climate")) {
      return Reply.say(words.cannot(device));
    } else if (!device.isThere()) {
      return Reply.say(words.unreachable(device));
    }
    return Reply.say(
        words.temperature(
            device,
            words.decimal(text(device.details().at("current_temperature"))),
            device.isOff() ? "" : words.decimal(text(device.details().at("temperature")))));
  }

  /// `21` or `20.5`, whatever way it was written; empty when it is no number.
  static String text(Json number) {
    return number.isNumber() ? Json.Real.of(value(number)).digits() : "";
  }

  private static double value(Json number) {
    return number instanceof Json.Real real ? real.value() : number.whole(0);
  }
}
