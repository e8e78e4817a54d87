package dev.loqa.skills.smarthome;

import dev.loqa.skill.Reply;
import dev.loqa.skill.SkillContext;
import dev.loqa.skill.json.Json;
import java.util.ArrayList;
import java.util.List;

/// What has a percentage: the brightness of a light, the position of a cover (100 is open), the
/// volume of a player.
final class Levels {
  private static final int STEP_OF_LIGHT = 20;
  private static final int STEP_OF_VOLUME = 10;

  /// As dark as a light gets that stays on.
  private static final int LEAST_LIGHT = 10;

  /// What the list `home_half` gives for "halfway", as text like every value of a list.
  private static final String HALF = "50";

  private final SkillContext context;
  private final Words words;

  Levels(SkillContext context, Words words) {
    this.context = context;
    this.words = words;
  }

  /// All to the level that was said.
  Reply set(List<Device> devices) {
    Json said = said();
    boolean half = said.text("").equals(HALF);
    if (!half && !said.isNumber()) {
      return Reply.ask(words.howFar(), "level");
    }
    long percent = said.whole(50);
    if (percent < 0 || percent > 100) {
      return Reply.say(words.notAPercentage());
    }
    Device first = devices.getFirst();
    for (Device device : devices) {
      boolean may = device.isA("light") || device.number(detail(device)) >= 0;
      if (!may || !device.isA(first.domain())) {
        return Reply.say(words.notDimmable(device));
      }
    }
    if (percent == 0 && first.isA("light")) {
      return Commands.send(context, "turn_off", "smart-home.turn_off", devices, Json.object());
    }
    Json.Obj data = Json.object().with(detail(first), percent);
    String action = first.isA("light") ? "dim" : first.isA("cover") ? "position" : "volume";
    return Commands.send(context, service(first), "smart-home." + action, devices, data)
        .value("level", percent);
  }

  /// From the slot, or from a message's payload.
  private Json said() {
    Json level = context.event().slots().at("level");
    return level.isNull() ? context.event().payload().at("level") : level;
  }

  /// Each by a step from where it is. A light that is off begins at nothing.
  Reply shift(Verb verb, List<Device> devices) {
    Device first = devices.getFirst();
    boolean light = first.isA("light");
    int step = verb.direction() * (light ? STEP_OF_LIGHT : STEP_OF_VOLUME);
    List<Device> moved = new ArrayList<>();
    List<Json.Obj> data = new ArrayList<>();
    long level = 0;
    for (Device device : devices) {
      long now = light ? device.percent() : device.number("volume");
      if (!device.isA(first.domain()) || (!light && now < 0)) {
        return Reply.say(words.notDimmable(device));
      }
      long then = Math.max(light ? LEAST_LIGHT : 0, Math.min(100, now + step));
      if (now > 0 ? (then - now) * step > 0 : step > 0) {
        level = then;
        moved.add(device);
        data.add(Json.object().with(detail(device), then));
      }
    }
    if (moved.isEmpty()) {
      return Reply.say(words.noFurther(first, step > 0));
    }
    String action = light ? (step > 0 ? "brighter" : "darker") : "volume";
    Reply reply = Commands.send(context, service(first), "smart-home." + action, moved, data);
    return moved.size() == 1 ? reply.value("level", level) : reply;
  }

  private static String detail(Device device) {
    return Table.find(" light=brightness cover=position media_player=volume ", device.domain(), "");
  }

  private static String service(Device device) {
    return Table.find(
        " light=turn_on cover=set_cover_position media_player=volume_set ", device.domain(), "");
  }
}
