package dev.loqa.skills.weather;

/// What the sky does, by the WMO's code of present weather (table 4677) as forecast servers use it.
/// The words for a name are in the manifest's `responses`.
final class Sky {
  private Sky() {}

  /// A name for a code; empty for one that is not used.
  static String of(long code) {
    return switch ((int) code) {
      case 0 -> "clear";
      case 1, 2 -> "fair";
      case 3 -> "cloudy";
      case 45, 48 -> "fog";
      case 51, 53, 55 -> "drizzle";
      case 56, 57, 66, 67 -> "ice";
      case 61, 63 -> "rain";
      case 65, 82 -> "downpour";
      case 71, 73, 75, 77, 85, 86 -> "snow";
      case 80, 81 -> "showers";
      case 95, 96, 99 -> "storm";
      default -> "";
    };
  }

  /// What falls from it: `rain`, `snow`, or nothing (empty).
  static String falls(String sky) {
    return switch (sky) {
      case "drizzle", "ice", "rain", "downpour", "showers", "storm" -> "rain";
      case "snow" -> "snow";
      default -> "";
    };
  }
}
