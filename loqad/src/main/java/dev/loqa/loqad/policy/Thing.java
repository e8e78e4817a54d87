package dev.loqa.loqad.policy;

import org.jspecify.annotations.Nullable;

/// A thing of the house, as far as a policy looks at it.
///
/// @param id `lock.front_door`: kind, dot, name
/// @param area the room, empty if it is in none
/// @param deviceClass what a cover is (`garage`, `gate`, `door`, `blind`, ...), as Home Assistant
///   names it; none: nobody said
public record Thing(String id, String area, @Nullable String deviceClass) {
  /// `lock`, `cover`, `light`, ...
  public String kind() {
    return kind(id);
  }

  static String kind(String id) {
    return id.substring(0, Math.max(0, id.indexOf('.')));
  }
}
