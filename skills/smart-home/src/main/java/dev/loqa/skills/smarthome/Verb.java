package dev.loqa.skills.smarthome;

import dev.loqa.skill.Event;

/// What is to be done: the last part of an intent's name, or of a message's subject.
record Verb(String name) {
  static Verb of(Event event) {
    String intent = event.intent().isEmpty() ? event.subject() : event.intent();
    return new Verb(intent.substring(intent.lastIndexOf('.') + 1));
  }

  /// The kind that is meant where nothing was named ("make it warmer"); empty where something must
  /// be.
  String usual() {
    return switch (name) {
      case "brighter", "darker" -> "light";
      case "set_temperature", "warmer", "colder", "temperature" -> "climate";
      case "play", "pause", "next", "previous", "volume", "louder", "quieter", "mute", "unmute" ->
          "media_player";
      default -> "";
    };
  }

  /// Whether a thing of that domain is one that the verb is for.
  boolean isFor(Device device) {
    String domains =
        switch (name) {
          case "turn_on", "turn_off" -> "light fan switch climate media_player";
          case "dim" -> "light cover climate media_player";
          case "brighter", "darker" -> "light climate media_player";
          case "lock", "unlock" -> "lock";
          case "open", "close" -> "cover lock";
          case "stop" -> "cover media_player fan";
          case "position" -> "cover";
          default -> usual();
        };
    return domains.isEmpty() || domains.contains(device.domain());
  }

  /// What a home calls doing this, without any number, to a thing of that domain; empty when it
  /// cannot be done.
  String service(String domain) {
    return switch (domain) {
      case "cover" ->
          name.equals("open") || name.equals("close") || name.equals("stop") ? name + "_cover" : "";
      case "lock" ->
          switch (name) {
            case "open", "unlock" -> "unlock";
            case "close", "lock" -> "lock";
            default -> "";
          };
      case "media_player" ->
          switch (name) {
            case "play" -> "media_play";
            case "pause", "stop" -> "media_pause";
            case "next", "previous" -> "media_" + name + "_track";
            case "mute", "unmute" -> "volume_mute";
            default -> "";
          };
      case "fan" -> name.equals("stop") ? "turn_off" : "";
      default -> "";
    };
  }

  /// The action of its receipt, which is also the response that speaks of it: an opened lock is
  /// unlocked, a stopped player pauses.
  String action(String service) {
    return "smart-home."
        + switch (service) {
          case "lock", "unlock", "turn_off" -> service;
          case "media_pause" -> "pause";
          default -> name;
        };
  }

  /// 1 for more, -1 for less.
  int direction() {
    return name.equals("brighter") || name.equals("warmer") || name.equals("louder") ? 1 : -1;
  }
}
