package dev.loqa.loqad.home.assistant;

import dev.loqa.loqad.home.Entity;
import dev.loqa.loqad.home.HomeCommand;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;

/// A command as Home Assistant takes it, and what its thing must show for it to be done. Pure.
///
/// @param proof what the thing's state must be; empty when no state can show it, as for the next
///   track, so that Home Assistant's own word counts
/// @param patience how many times the usual answering time the thing may take
record ServiceCall(
    String domain,
    String service,
    Map<String, Object> data,
    Optional<Predicate<Entity>> proof,
    int patience) {
  private static final long PERCENT_OFF = 3;
  private static final double DEGREES_OFF = 0.5;
  private static final int SLOW = 2;
  private static final int BOLT = 3;

  /// The call for a command; empty when the thing cannot do that. Nothing of the command's data
  /// goes along but what its service knows.
  static Optional<ServiceCall> of(HomeCommand command, Entity thing) {
    return switch (thing.kind()) {
      case "light" -> light(command, thing);
      case "switch", "fan" -> onOff(command);
      case "lock" -> lock(command);
      case "cover" -> cover(command, thing);
      case "climate" -> climate(command);
      case "media_player" -> media(command);
      default -> Optional.empty();
    };
  }

  private static Optional<ServiceCall> light(HomeCommand command, Entity thing) {
    if (!command.service().equals("turn_on") || !command.data().containsKey(Entity.BRIGHTNESS)) {
      return onOff(command);
    }
    if (thing.number(Entity.BRIGHTNESS).isEmpty()) {
      return Optional.empty();
    }
    return command
        .percent(Entity.BRIGHTNESS)
        .map(percent ->
            of(
                command,
                Map.of("brightness_pct", percent),
                now ->
                    percent == 0
                        ? now.state().equals("off")
                        : now.state().equals("on") && near(now, Entity.BRIGHTNESS, percent),
                1));
  }

  private static Optional<ServiceCall> onOff(HomeCommand command) {
    return switch (command.service()) {
      case "turn_on" -> Optional.of(of(command, state("on"), 1));
      case "turn_off" -> Optional.of(of(command, state("off"), 1));
      default -> Optional.empty();
    };
  }

  private static Optional<ServiceCall> lock(HomeCommand command) {
    return switch (command.service()) {
      case "lock" -> Optional.of(of(command, state("locked"), BOLT));
      case "unlock" -> Optional.of(of(command, state("unlocked", "open"), BOLT));
      default -> Optional.empty();
    };
  }

  /// A cover takes its time: one that has begun to move has understood.
  private static Optional<ServiceCall> cover(HomeCommand command, Entity thing) {
    return switch (command.service()) {
      case "open_cover" -> Optional.of(of(command, state("open", "opening"), SLOW));
      case "close_cover" -> Optional.of(of(command, state("closed", "closing"), SLOW));
      case "stop_cover" ->
          Optional.of(
              of(
                  command,
                  now -> !now.state().equals("opening") && !now.state().equals("closing"),
                  SLOW));
      case "set_cover_position" ->
          thing.number(Entity.POSITION).isEmpty()
              ? Optional.empty()
              : command
                  .percent(Entity.POSITION)
                  .map(percent ->
                      of(
                          command,
                          Map.of("position", percent),
                          state("opening", "closing")
                              .or(now -> near(now, Entity.POSITION, percent)),
                          SLOW));
      default -> Optional.empty();
    };
  }

  private static Optional<ServiceCall> climate(HomeCommand command) {
    return switch (command.service()) {
      case "turn_on" -> Optional.of(of(command, state("off", "unknown").negate(), SLOW));
      case "turn_off" -> Optional.of(of(command, state("off"), SLOW));
      case "set_temperature" ->
          command
              .number(Entity.TEMPERATURE)
              .map(degrees ->
                  of(
                      command,
                      Map.of("temperature", degrees),
                      now ->
                          now.number(Entity.TEMPERATURE)
                              .filter(set -> Math.abs(set.doubleValue() - degrees) < DEGREES_OFF)
                              .isPresent(),
                      SLOW));
      default -> Optional.empty();
    };
  }

  private static Optional<ServiceCall> media(HomeCommand command) {
    return switch (command.service()) {
      case "turn_on" -> Optional.of(of(command, state("off", "standby").negate(), SLOW));
      case "turn_off" -> Optional.of(of(command, state("off", "standby"), SLOW));
      case "media_play" -> Optional.of(of(command, state("playing", "buffering"), SLOW));
      case "media_pause", "media_stop" ->
          Optional.of(of(command, state("playing", "buffering").negate(), SLOW));
      case "media_next_track", "media_previous_track" ->
          Optional.of(
              new ServiceCall("media_player", command.service(), Map.of(), Optional.empty(), SLOW));
      case "volume_mute" ->
          command
              .flag(Entity.MUTED)
              .map(muted ->
                  of(
                      command,
                      Map.of("is_volume_muted", muted),
                      now -> muted.equals(now.details().get(Entity.MUTED)),
                      SLOW));
      case "volume_set" ->
          command
              .percent(Entity.VOLUME)
              .map(percent ->
                  of(
                      command,
                      Map.of("volume_level", percent / 100.0),
                      now -> near(now, Entity.VOLUME, percent),
                      SLOW));
      default -> Optional.empty();
    };
  }

  private static ServiceCall of(HomeCommand command, Predicate<Entity> proof, int patience) {
    return of(command, Map.of(), proof, patience);
  }

  private static ServiceCall of(
      HomeCommand command, Map<String, Object> data, Predicate<Entity> proof, int patience) {
    Predicate<Entity> reachable = now -> !now.state().equals(Entity.UNAVAILABLE);
    return new ServiceCall(
        Entity.kind(command.entity()),
        command.service(),
        data,
        Optional.of(reachable.and(proof)),
        patience);
  }

  private static Predicate<Entity> state(String... states) {
    return now -> Arrays.asList(states).contains(now.state());
  }

  private static boolean near(Entity now, String detail, long percent) {
    return now.number(detail)
        .filter(level -> Math.abs(level.longValue() - percent) <= PERCENT_OFF)
        .isPresent();
  }

  /// The fields of a `call_service` for `entity`.
  Map<String, Object> fields(String entity) {
    Map<String, Object> fields = new LinkedHashMap<>();
    fields.put("domain", domain);
    fields.put("service", service);
    fields.put("service_data", data);
    fields.put("target", Map.of("entity_id", entity));
    return fields;
  }
}
