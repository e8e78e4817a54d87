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
    boolean heating = devices.getFirst().isA("climate");
    return switch (verb.name()) {
      case "turn_on", "turn_off" -> switchable(context, verb, devices, words);
      case "dim", "position", "volume" ->
          heating
              ? new Heating(context, words).set(devices)
              : new Levels(context, words).set(devices);
      case "brighter", "darker", "warmer", "colder", "louder", "quieter" ->
          heating
              ? new Heating(context, words).shift(verb, devices)
              : new Levels(context, words).shift(verb, devices);
      case "set_temperature" -> new Heating(context, words).set(devices);
      case "temperature" -> new Heating(context, words).tell(devices.getFirst());
      case "state" -> Reply.say(State.of(context.event(), devices, words));
      default -> plain(context, verb, devices, words);
    };
  }

  private static Reply switchable(
      SkillContext context, Verb verb, List<Device> devices, Words words) {
    for (Device device : devices) {
      if (!verb.isFor(device)) {
        return Reply.say(words.notSwitched(device));
      }
    }
    return Commands.send(
        context, verb.name(), "smart-home." + verb.name(), devices, Json.object());
  }

  /// What takes no number.
  private static Reply plain(SkillContext context, Verb verb, List<Device> devices, Words words) {
    String service = verb.service(devices.getFirst().domain());
    for (Device device : devices) {
      if (service.isEmpty() || !verb.service(device.domain()).equals(service)) {
        return Reply.say(
            verb.isFor(device) || !verb.name().endsWith("lock")
                ? words.cannot(device)
                : words.notALock(device));
      }
    }
    Json.Obj data =
        service.equals("volume_mute")
            ? Json.object().with("muted", verb.name().equals("mute"))
            : Json.object();
    return Commands.send(context, service, verb.action(service), devices, data);
  }
}
