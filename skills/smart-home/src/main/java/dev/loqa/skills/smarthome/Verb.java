package dev.loqa.skills.smarthome;

import dev.loqa.skill.Event;

/// What is to be done: the last part of an intent's name, or of a message's subject.
final class Verb {
  private static final String LIGHT = " brighter darker ";
  private static final String HEATING = " set_temperature warmer colder temperature ";
  private static final String PLAYER =
      " play pause next previous volume louder quieter mute unmute ";

  /// The domains that a verb is for, where they are not those of [#usual].
  private static final String DOMAINS =
      " turn_on=light,fan,switch,climate,media_player"
          + " turn_off=light,fan,switch,climate,media_player"
          + " dim=light,cover,climate,media_player"
          + " brighter=light,climate,media_player"
          + " darker=light,climate,media_player"
          + " lock=lock unlock=lock open=cover,lock close=cover,lock"
          + " stop=cover,media_player,fan position=cover ";

  /// What a home calls doing a verb, without any number, to a thing of a domain.
  private static final String SERVICES =
      " cover.open=open_cover cover.close=close_cover cover.stop=stop_cover"
          + " lock.open=unlock lock.unlock=unlock lock.close=lock lock.lock=lock"
          + " media_player.play=media_play media_player.pause=media_pause"
          + " media_player.stop=media_pause media_player.next=media_next_track"
          + " media_player.previous=media_previous_track"
          + " media_player.mute=volume_mute media_player.unmute=volume_mute"
          + " fan.stop=turn_off ";

  private final String name;

  private Verb(String name) {
    this.name = name;
  }

  static Verb of(Event event) {
    String intent = event.intent().isEmpty() ? event.subject() : event.intent();
    return new Verb(intent.substring(intent.lastIndexOf('.') + 1));
  }

  String name() {
    return name;
  }

  boolean is(String verb) {
    return name.equals(verb);
  }

  /// The kind that is meant where nothing was named ("make it warmer"); empty where something must
  /// be.
  String usual() {
    return Table.has(LIGHT, name)
        ? "light"
        : Table.has(HEATING, name) ? "climate" : Table.has(PLAYER, name) ? "media_player" : "";
  }

  /// Whether it is for a thing of that domain; one that is for none in particular, like a question,
  /// is for all.
  boolean isFor(Device device) {
    String domains = Table.find(DOMAINS, name, usual());
    return domains.isEmpty() || domains.contains(device.domain());
  }

  /// What a home calls it; empty when it cannot be done to that.
  String service(Device device) {
    return Table.find(SERVICES, device.domain() + "." + name, "");
  }

  /// The action of its receipt, which is also the response that speaks of it: an opened lock is
  /// unlocked, a stopped player pauses.
  String action(String service) {
    return "smart-home."
        + (Table.has(" lock unlock turn_off ", service)
            ? service
            : service.equals("media_pause") ? "pause" : name);
  }

  /// 1 for more, -1 for less.
  int direction() {
    return Table.has(" brighter warmer louder ", name) ? 1 : -1;
  }
}
