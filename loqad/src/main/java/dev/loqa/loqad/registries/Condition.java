package dev.loqa.loqad.registries;

import dev.loqa.skillhost.registry.SignedIndex;
import java.time.Instant;

/// How a registry is, for who looks after the house.
///
/// @param detail what is wrong and what to do, or what was found
public record Condition(String place, boolean ok, String detail) {
  static Condition of(Followed registry, Instant now) {
    String fault = registry.row().fault();
    SignedIndex index = registry.index();
    String place = registry.row().place();
    if (fault != null) {
      return new Condition(place, false, fault);
    }
    if (index == null) {
      return new Condition(place, false, "no index of it is kept: loqa-skill registry check");
    }
    if (!registry.good(now)) {
      return new Condition(
          place,
          false,
          "its index was good until "
              + index.index().expires()
              + ": get a newer copy, then loqa-skill registry check");
    }
    return index.index().notes().stream()
        .filter(note -> note.startsWith("revoked"))
        .findFirst()
        .map(note -> new Condition(place, false, note + ": tell who runs it"))
        .orElse(
            new Condition(
                place,
                true,
                registry.name()
                    + ", index number "
                    + index.index().version()
                    + ", good until "
                    + index.index().expires()));
  }
}
