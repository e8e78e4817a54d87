package dev.loqa.loqad.policy;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/// What can be done to which kind of thing, in Home Assistant's words
/// (developers.home-assistant.io, "Entity"), and which of it the verb of an intent means.
final class Services {
  private static final List<String> SWITCHING = List.of("turn_on", "turn_off", "toggle");

  private static final Map<String, List<String>> OF_KIND =
      Map.of(
          "light", SWITCHING,
          "switch", SWITCHING,
          "fan", words("turn_on turn_off toggle set_percentage set_preset_mode oscillate"),
          "lock", words("lock unlock open"),
          "cover",
              words(
                  "open_cover close_cover stop_cover toggle set_cover_position open_cover_tilt"
                      + " close_cover_tilt stop_cover_tilt set_cover_tilt_position"),
          "climate", words("turn_on turn_off toggle set_temperature set_hvac_mode set_preset_mode"),
          "media_player",
              words(
                  "turn_on turn_off toggle media_play media_pause media_stop media_next_track"
                      + " media_previous_track volume_set volume_mute select_source play_media"),
          "alarm_control_panel",
              words("alarm_arm_home alarm_arm_away alarm_arm_night alarm_disarm alarm_trigger"));

  private static final Map<String, List<String>> OF_VERB =
      Map.ofEntries(
          Map.entry("on", words("turn_on")),
          Map.entry("off", words("turn_off")),
          Map.entry("dim", words("turn_on set_cover_position set_temperature volume_set")),
          Map.entry("brighter", words("turn_on set_temperature volume_set")),
          Map.entry("darker", words("turn_on set_temperature volume_set")),
          Map.entry("warmer", words("set_temperature")),
          Map.entry("colder", words("set_temperature")),
          Map.entry("volume", words("volume_set")),
          Map.entry("louder", words("volume_set")),
          Map.entry("quieter", words("volume_set")),
          Map.entry("mute", words("volume_mute")),
          Map.entry("unmute", words("volume_mute")),
          Map.entry("play", words("media_play")),
          Map.entry("pause", words("media_pause media_stop")),
          Map.entry("next", words("media_next_track")),
          Map.entry("previous", words("media_previous_track")),
          Map.entry("stop", words("stop_cover media_pause media_stop turn_off")),
          Map.entry("open", words("open open_cover unlock")),
          Map.entry("raise", words("open_cover")),
          Map.entry("up", words("open_cover turn_on")),
          Map.entry("close", words("close_cover lock")),
          Map.entry("shut", words("close_cover lock")),
          Map.entry("lower", words("close_cover")),
          Map.entry("down", words("close_cover turn_on")),
          Map.entry("position", words("set_cover_position")),
          Map.entry("set_position", words("set_cover_position")),
          Map.entry("arm", words("alarm_arm_home alarm_arm_away alarm_arm_night")),
          Map.entry("disarm", words("alarm_disarm")));

  private Services() {}

  /// Every service by name.
  static Set<String> known() {
    Set<String> all = new TreeSet<>();
    OF_KIND.values().forEach(all::addAll);
    return all;
  }

  /// Every kind of thing by name.
  static Set<String> kinds() {
    return OF_KIND.keySet();
  }

  /// Whether a thing of that kind has the service; one of an unknown kind may have any.
  static boolean has(String kind, String service) {
    List<String> own = OF_KIND.get(kind);
    return own == null || own.contains(service);
  }

  /// What an intent with this verb may do to a thing; none: nobody can tell.
  static List<String> meantBy(String verb) {
    List<String> meant = OF_VERB.get(verb);
    if (meant != null) {
      return meant;
    }
    return known().contains(verb) ? List.of(verb) : List.of();
  }

  private static List<String> words(String text) {
    return Arrays.asList(text.split(" ", -1));
  }
}
