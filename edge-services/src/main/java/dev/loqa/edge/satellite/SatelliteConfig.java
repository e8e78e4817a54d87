package dev.loqa.edge.satellite;

import org.jspecify.annotations.Nullable;

/// Who this satellite is.
///
/// @param id what messages for it alone name as their target
/// @param room where it stands; absent: it has none and rings for every room
public record SatelliteConfig(String id, @Nullable String room, TurnTimes times) {
  /// A satellite without a room and with the usual times.
  public static SatelliteConfig of(String id) {
    return new SatelliteConfig(id, null, TurnTimes.DEFAULT);
  }

  /// Whether sound for `target` is for this satellite.
  boolean isMeantBy(@Nullable String target) {
    return target != null && (target.equals(id) || target.equals("all") || target.equals(room));
  }

  /// Whether what rings in `where` rings here.
  boolean ringsIn(@Nullable String where) {
    return where == null || room == null || where.equals(room);
  }
}
