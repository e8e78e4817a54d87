package dev.loqa.skills.smarthome;

import dev.loqa.skill.Event;
import dev.loqa.skill.Loqa;
import dev.loqa.skill.Reply;
import dev.loqa.skill.Skill;
import dev.loqa.skill.SkillContext;
import dev.loqa.skill.json.Json;
import java.util.List;

/// Commands the home's things through the host and tells their states. The same word is another
/// command for another thing: a cover is opened, a lock unlocked.
///
/// What was done is the host's to say: it applies a command when the invocation ends, reads the
/// state back and only then takes the receipt for true.
public final class SmartHomeSkill implements Skill {
  private static final String SET = " dim position volume ";
  private static final String DIMMING = " dim brighter darker ";
  private static final String LOCKING = " lock unlock ";
  private static final String SHIFT = " brighter darker warmer colder louder quieter ";

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
    Verb verb = Verb.of(event);
    return switch (new Targets(context, home, words).of(event, verb)) {
      case Targets.Found.Unclear unclear -> Reply.ask(unclear.question(), "target");
      case Targets.Found.None none -> Reply.say(none.words());
      case Targets.Found.Devices found -> act(context, verb, found.devices(), words);
    };
  }

  private static Reply act(SkillContext context, Verb verb, List<Device> devices, Words words) {
    String name = verb.name();
    boolean heating = devices.getFirst().isA("climate");
    if (Table.has(" turn_on turn_off ", name)) {
      return switchable(context, verb, devices, words);
    } else if (verb.is("state")) {
      return Reply.say(State.of(context.event(), devices, words));
    } else if (verb.is("temperature")) {
      return new Heating(context, words).tell(devices.getFirst());
    }
    for (Device device : devices) {
      if (!verb.isFor(device) && !Table.has(LOCKING, name)) {
        return Reply.say(
            Table.has(DIMMING, name) ? words.notDimmable(device) : words.cannot(device));
      }
    }
    if (verb.is("set_temperature") || (heating && Table.has(SET, name))) {
      return new Heating(context, words).set(devices);
    } else if (Table.has(SET, name)) {
      return new Levels(context, words).set(devices);
    } else if (Table.has(SHIFT, name)) {
      return heating
          ? new Heating(context, words).shift(verb, devices)
          : new Levels(context, words).shift(verb, devices);
    }
    return plain(context, verb, devices, words);
  }

  private static Reply switchable(
      SkillContext context, Verb verb, List<Device> devices, Words words) {
    for (Device device : devices) {
      if (!verb.isFor(device)) {
        return Reply.say(words.notSwitched(device));
      }
    }
    return Commands.send(context, verb.name(), "smart-home." + verb.name(), devices, Json.object());
  }

  /// What takes no number.
  private static Reply plain(SkillContext context, Verb verb, List<Device> devices, Words words) {
    String service = verb.service(devices.getFirst());
    for (Device device : devices) {
      if (service.isEmpty() || !verb.service(device).equals(service)) {
        return Reply.say(
            Table.has(LOCKING, verb.name()) ? words.notALock(device) : words.cannot(device));
      }
    }
    Json.Obj data =
        service.equals("volume_mute")
            ? Json.object().with("muted", verb.is("mute"))
            : Json.object();
    return Commands.send(context, service, verb.action(service), devices, data);
  }
}
