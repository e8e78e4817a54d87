package dev.loqa.skills.smarthome;

import dev.loqa.skill.Event;
import dev.loqa.skill.SkillContext;
import dev.loqa.skill.json.Json;
import java.util.ArrayList;
import java.util.List;

/// Which devices a person means: a name, a kind, a room, or the one that is nearest by.
final class Targets {
  private static final String DEFAULT_ROOM = "living room";
  private static final List<String> SINGLE =
      List.of(
          "light",
          "lamp",
          "fan",
          "lock",
          "climate",
          "media_player",
          "blind",
          "shutter",
          "curtain",
          "garage",
          "gate");
  private static final List<String> ARTICLES =
      List.of("the ", "my ", "der ", "die ", "das ", "den ");

  private final Home home;
  private final Words words;
  private final String room;
  private final String defaultRoom;

  Targets(SkillContext context, Home home, Words words) {
    this.home = home;
    this.words = words;
    this.room = context.event().room().replace('_', ' ');
    this.defaultRoom = context.config("default_room").orElse(Json.nothing()).text(DEFAULT_ROOM);
  }

  /// What was found.
  sealed interface Found {
    /// At least one device.
    record Devices(List<Device> devices) implements Found {}

    /// Several could be meant; the question names them.
    record Unclear(String question) implements Found {}

    /// None; the words say what is not there.
    record None(String words) implements Found {}
  }

  /// Reads `target`, `kind` and `area` from the slots, or from a message's payload.
  Found of(Event event, Verb verb) {
    String target = said(event, "target");
    String area = said(event, "area");
    String named = said(event, "kind");
    if (!target.isEmpty()) {
      return named(target, verb);
    }
    String kind =
        named.isEmpty() && !(verb.usual().equals("light") && !area.isEmpty())
            ? verb.usual()
            : named;
    if (kind.isEmpty() && area.isEmpty()) {
      return new Found.Unclear(words.whichDevice());
    } else if (SINGLE.contains(kind)) {
      return area.isEmpty() ? nearest(kind, verb) : inArea(kind, area);
    }
    return group(kind.isEmpty() ? "light" : singular(kind), kind.startsWith("all"), area);
  }

  private static String said(Event event, String name) {
    return event.slots().at(name).text(event.payload().at(name).text(""));
  }

  private Found named(String target, Verb verb) {
    String plain = target;
    for (String article : ARTICLES) {
      if (Letters.startsWith(target, article)) {
        plain = target.substring(article.length());
      }
    }
    List<Device> found = home.named(plain, verb);
    if (found.isEmpty()) {
      return new Found.None(words.unknown(plain));
    }
    return found.size() == 1 ? new Found.Devices(found) : new Found.Unclear(words.which(found));
  }

  /// "The lamp": the one of this room, else the one of the home's main room, else the only one
  /// there is. "Louder" and "pause" mean the one that plays, if it is one.
  private Found nearest(String kind, Verb verb) {
    List<Device> all = home.ofKind(kind);
    List<Device> playing = verb.is("play") ? List.of() : playing(all);
    if (playing.size() == 1) {
      return new Found.Devices(playing);
    }
    for (String place : new String[] {room, defaultRoom}) {
      List<Device> here = place.isEmpty() ? List.of() : in(all, place);
      if (here.size() == 1) {
        return new Found.Devices(here);
      }
      List<Device> called = calledBy(kind, here);
      if (!called.isEmpty()) {
        return new Found.Devices(called.subList(0, 1));
      }
    }
    if (all.isEmpty()) {
      return new Found.None(words.noDevices());
    }
    return all.size() == 1 ? new Found.Devices(all) : new Found.Unclear(words.which(all));
  }

  private static List<Device> playing(List<Device> devices) {
    List<Device> found = new ArrayList<>();
    for (Device device : devices) {
      if (device.state().equals("playing")) {
        found.add(device);
      }
    }
    return found;
  }

  /// "The lamp in the kitchen": by its own word, or the only one of its sort there.
  private Found inArea(String kind, String area) {
    List<Device> sort = in(home.ofKind(kind.equals("lamp") ? "light" : kind), area);
    List<Device> called = calledBy(kind, sort);
    List<Device> found = called.isEmpty() ? sort : called;
    if (found.isEmpty()) {
      return new Found.None(words.nothingIn(area));
    }
    return found.size() == 1 ? new Found.Devices(found) : new Found.Unclear(words.which(found));
  }

  /// "The lights": those of the area said, else of this room, else of the whole home.
  private Found group(String kind, boolean everywhere, String area) {
    List<Device> all = home.ofKind(kind);
    List<Device> found = all;
    if (!area.isEmpty()) {
      found = in(all, area);
    } else if (!everywhere && !room.isEmpty() && !in(all, room).isEmpty()) {
      found = in(all, room);
    }
    if (found.isEmpty()) {
      return new Found.None(area.isEmpty() ? words.noDevices() : words.nothingIn(area));
    }
    return new Found.Devices(found);
  }

  /// `lights`, `all_lights` and `fans` are groups; `all` is everything.
  private static String singular(String kind) {
    String plain = kind.startsWith("all_") ? kind.substring("all_".length()) : kind;
    return plain.endsWith("s") ? plain.substring(0, plain.length() - 1) : plain;
  }

  private static List<Device> in(List<Device> devices, String area) {
    List<Device> found = new ArrayList<>();
    for (Device device : devices) {
      if (device.isIn(area)) {
        found.add(device);
      }
    }
    return found;
  }

  private static List<Device> calledBy(String word, List<Device> devices) {
    List<Device> found = new ArrayList<>();
    for (Device device : devices) {
      if (device.isCalled(word)) {
        found.add(device);
      }
    }
    return found;
  }
}
