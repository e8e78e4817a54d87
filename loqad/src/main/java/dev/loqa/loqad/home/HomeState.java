package dev.loqa.loqad.home;

import dev.loqa.loqad.home.HomeAnswer.Fault;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/// Every thing of the simulated home at one moment. Unchangeable: a command gives a new state or a
/// refusal.
record HomeState(Map<String, Entity> entities) {
  HomeState {
    entities = Collections.unmodifiableMap(new LinkedHashMap<>(entities));
  }

  /// The state after a command, the same one when it was refused.
  record Applied(HomeState after, HomeAnswer answer) {}

  /// The home that stands behind a fresh Loqa.
  static HomeState demo() {
    return new HomeState(DemoHome.entities());
  }

  Applied apply(HomeCommand command) {
    Entity before = entities.get(command.entity());
    if (before == null) {
      return refused(Fault.UNKNOWN, "there is no " + command.entity());
    }
    return switch (before.kind()) {
      case "light" -> light(before, command);
      case "lock" -> lock(before, command);
      case "cover" -> cover(before, command);
      case "climate" -> climate(before, command);
      case "media_player" -> media(before, command);
      default -> plain(before, command);
    };
  }

  private Applied plain(Entity before, HomeCommand command) {
    return switch (command.service()) {
      case "turn_on" ->
          command.data().isEmpty() ? done(before, "on", Map.of()) : cannot(before, "dim");
      case "turn_off" -> done(before, "off", Map.of());
      default -> cannot(before, command.service());
    };
  }

  private Applied light(Entity before, HomeCommand command) {
    if (command.service().equals("turn_off")) {
      return done(before, "off", Map.of(Entity.BRIGHTNESS, 0L));
    } else if (!command.service().equals("turn_on")) {
      return cannot(before, command.service());
    } else if (!command.data().containsKey(Entity.BRIGHTNESS)) {
      return done(before, "on", Map.of(Entity.BRIGHTNESS, 100L));
    }
    return command
        .percent(Entity.BRIGHTNESS)
        .map(percent ->
            done(before, percent == 0 ? "off" : "on", Map.of(Entity.BRIGHTNESS, percent)))
        .orElseGet(() -> refused(Fault.CANNOT, "the brightness is no number"));
  }

  private Applied lock(Entity before, HomeCommand command) {
    return switch (command.service()) {
      case "lock" -> done(before, "locked", Map.of());
      case "unlock" -> done(before, "unlocked", Map.of());
      default -> cannot(before, command.service());
    };
  }

  private Applied cover(Entity before, HomeCommand command) {
    return switch (command.service()) {
      case "open_cover" -> moved(before, 100);
      case "close_cover" -> moved(before, 0);
      case "stop_cover" -> done(before, before.state(), Map.of());
      case "set_cover_position" ->
          command
              .percent(Entity.POSITION)
              .map(position -> moved(before, position))
              .orElseGet(() -> refused(Fault.CANNOT, "the position is no number"));
      default -> cannot(before, command.service());
    };
  }

  private Applied moved(Entity before, long position) {
    return done(before, position == 0 ? "closed" : "open", Map.of(Entity.POSITION, position));
  }

  private Applied climate(Entity before, HomeCommand command) {
    return switch (command.service()) {
      case "turn_on" -> done(before, "heat", Map.of());
      case "turn_off" -> done(before, "off", Map.of());
      case "set_temperature" ->
          command
              .number(Entity.TEMPERATURE)
              .map(degrees -> done(before, before.state(), Map.of(Entity.TEMPERATURE, degrees)))
              .orElseGet(() -> refused(Fault.CANNOT, "the temperature is no number"));
      default -> cannot(before, command.service());
    };
  }

  private Applied media(Entity before, HomeCommand command) {
    return switch (command.service()) {
      case "turn_on", "media_stop" -> done(before, "idle", Map.of());
      case "turn_off" -> done(before, "off", Map.of());
      case "media_play" -> done(before, "playing", Map.of());
      case "media_pause" -> done(before, "paused", Map.of());
      case "media_next_track", "media_previous_track" -> done(before, before.state(), Map.of());
      case "volume_set" ->
          command
              .percent(Entity.VOLUME)
              .map(volume -> done(before, before.state(), Map.of(Entity.VOLUME, volume)))
              .orElseGet(() -> refused(Fault.CANNOT, "the volume is no number"));
      case "volume_mute" ->
          command
              .flag(Entity.MUTED)
              .map(muted -> done(before, before.state(), Map.of(Entity.MUTED, muted)))
              .orElseGet(() -> refused(Fault.CANNOT, "nobody said whether to mute or unmute"));
      default -> cannot(before, command.service());
    };
  }

  private Applied done(Entity before, String state, Map<String, Object> details) {
    Map<String, Entity> after = new LinkedHashMap<>(entities);
    Entity changed = before.with(state, details);
    after.put(before.id(), changed);
    return new Applied(new HomeState(after), new HomeAnswer.Done(changed));
  }

  private Applied cannot(Entity entity, String service) {
    return refused(Fault.CANNOT, "the " + entity.name() + " cannot " + service.replace('_', ' '));
  }

  private Applied refused(Fault fault, String detail) {
    return new Applied(this, new HomeAnswer.Refused(fault, detail));
  }
}
