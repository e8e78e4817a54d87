package dev.loqa.skills.smarthome;

import dev.loqa.skill.Effect;
import dev.loqa.skill.Event;
import dev.loqa.skill.Loqa;
import dev.loqa.skill.Reply;
import dev.loqa.skill.Skill;
import dev.loqa.skill.SkillContext;
import dev.loqa.skill.json.Json;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/// Commands the home's devices through the host, one message and one receipt each, and tells their
/// states.
///
/// What was done is the host's to say: it applies a command when the invocation ends, reads the
/// state back and only then takes the receipt for true.
public final class SmartHomeSkill implements Skill {
  private static final String COMMANDS = "home.command";
  private static final int MAX_DEVICES = 32;
  private static final int STEP = 20;
  private static final int LEAST = 10;

  public static void main(String[] arguments) {
    Loqa.serve(new SmartHomeSkill());
  }

  @Override
  public Reply handle(SkillContext context) {
    Event event = context.event();
    Words words = Words.in(event.baseLanguage());
    Home home = Home.of(event.payload(), event.baseLanguage());
    if (home.devices().isEmpty()) {
      return Reply.say(words.noDevices());
    }
    return switch (new Targets(context, home, words).of(event, usualKind(verb(event)))) {
      case Targets.Found.Unclear unclear -> Reply.ask(unclear.question(), "target");
      case Targets.Found.None none -> Reply.say(none.words());
      case Targets.Found.Devices found -> act(context, found.devices(), words);
    };
  }

  /// The intent's last part; a message on the bus names it in its subject.
  private static String verb(Event event) {
    String intent = event.intent().isEmpty() ? event.subject() : event.intent();
    return intent.substring(intent.lastIndexOf('.') + 1);
  }

  /// What is meant by "it" where nothing was named; empty where something must be.
  private static String usualKind(String verb) {
    return verb.equals("brighter") || verb.equals("darker") ? "light" : "";
  }

  private static Reply act(SkillContext context, List<Device> devices, Words words) {
    String verb = verb(context.event());
    return switch (verb) {
      case "turn_on", "turn_off" -> switchable(context, verb, devices, words);
      case "dim" -> dim(context, devices, words);
      case "brighter" -> shift(context, verb, STEP, devices, words);
      case "darker" -> shift(context, verb, -STEP, devices, words);
      case "lock", "unlock" -> lock(context, verb, devices, words);
      case "state" -> Reply.say(State.of(context.event(), devices, words));
      default -> Reply.say(words.noDevices());
    };
  }

  private static Reply switchable(
      SkillContext context, String verb, List<Device> devices, Words words) {
    for (Device device : devices) {
      if (device.isLock()) {
        return Reply.say(words.lockIsNotSwitched(device));
      }
    }
    return command(context, verb, "smart-home." + verb, devices, Json.object());
  }

  private static Reply dim(SkillContext context, List<Device> devices, Words words) {
    Json level = context.event().slots().at("level");
    Json wanted = level.isNumber() ? level : context.event().payload().at("level");
    if (!wanted.isNumber()) {
      return Reply.ask(words.howBright(), "level");
    }
    long percent = wanted.whole(0);
    if (percent < 0 || percent > 100) {
      return Reply.say(words.notAPercentage());
    }
    for (Device device : devices) {
      if (!device.isLight()) {
        return Reply.say(words.notDimmable(device));
      }
    }
    if (percent == 0) {
      return command(context, "turn_off", "smart-home.turn_off", devices, Json.object());
    }
    return command(
            context,
            "turn_on",
            "smart-home.dim",
            devices,
            Json.object().with("brightness", percent))
        .value("level", percent);
  }

  /// Each light by a step from where it is; one that is off begins at nothing.
  private static Reply shift(
      SkillContext context, String verb, int step, List<Device> devices, Words words) {
    List<Device> moved = new ArrayList<>();
    List<Json.Obj> data = new ArrayList<>();
    long level = 0;
    for (Device device : devices) {
      if (!device.isLight()) {
        return Reply.say(words.notDimmable(device));
      }
      long now = device.percent();
      long then = Math.max(LEAST, Math.min(100, now + step));
      if (now > 0 ? (then - now) * step > 0 : step > 0) {
        level = then;
        moved.add(device);
        data.add(Json.object().with("brightness", then));
      }
    }
    if (moved.isEmpty()) {
      return Reply.say(words.noFurther(devices.getFirst(), step > 0));
    }
    Reply reply = command(context, "turn_on", "smart-home." + verb, moved, data);
    return moved.size() == 1 ? reply.value("level", level) : reply;
  }

  private static Reply lock(SkillContext context, String verb, List<Device> devices, Words words) {
    for (Device device : devices) {
      if (!device.isLock()) {
        return Reply.say(words.notALock(device));
      }
    }
    return command(context, verb, "smart-home." + verb, devices, Json.object());
  }

  /// One message and one receipt a device; the words come from the response of the same name as the
  /// action.
  private static Reply command(
      SkillContext context, String service, String action, List<Device> devices, Json.Obj data) {
    return command(context, service, action, devices, Collections.nCopies(devices.size(), data));
  }

  private static Reply command(
      SkillContext context,
      String service,
      String action,
      List<Device> devices,
      List<Json.Obj> data) {
    Reply reply = Reply.silent().value("response", action);
    for (int i = 0; i < Math.min(MAX_DEVICES, devices.size()); i++) {
      Device device = devices.get(i);
      Effect effect =
          context.publish(
              COMMANDS,
              Json.object()
                  .with("entity", device.entity())
                  .with("service", service)
                  .with("data", data.get(i)));
      reply = reply.receipt(action, device.name(), effect);
    }
    return reply;
  }
}
