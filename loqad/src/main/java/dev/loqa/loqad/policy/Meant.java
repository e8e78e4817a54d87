package dev.loqa.loqad.policy;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// Which things of the house the slots of an intent may mean. A guess for asking first: it may name
/// too many, and what it leaves out is still held up when it is done.
final class Meant {
  private static final Set<String> ENTRANCES = Set.of("garage", "gate", "door");
  private static final Set<String> WINDOW_COVERS = Set.of("blind", "shutter", "curtain", "shade");

  private Meant() {}

  /// Those that slots name by their id; else those of the kind (`lock`, `all_locks`, `blinds`) and
  /// the area that slots name; else all.
  static List<Thing> by(Map<String, Object> slots, Collection<Thing> things) {
    Set<String> values = new HashSet<>();
    slots.values().forEach(value -> values.add(String.valueOf(value)));
    List<Thing> named = things.stream().filter(thing -> values.contains(thing.id())).toList();
    if (!named.isEmpty()) {
      return named;
    }
    Set<String> kinds = new HashSet<>();
    values.forEach(value -> kinds.addAll(kinds(value)));
    List<Thing> left = new ArrayList<>(things);
    narrow(left, left.stream().filter(thing -> isOneOf(thing, kinds)).toList());
    narrow(left, left.stream().filter(thing -> values.contains(thing.area())).toList());
    return left;
  }

  /// A cover is also of the sort that people name: one that lets somebody in is a garage or a gate,
  /// every other one hangs before a window, whatever it is called there.
  private static boolean isOneOf(Thing thing, Set<String> kinds) {
    if (!thing.kind().equals("cover")) {
      return kinds.contains(thing.kind());
    }
    Set<String> sorts =
        DefaultRisks.entrance(thing.id(), thing.deviceClass()) ? ENTRANCES : WINDOW_COVERS;
    return kinds.contains("cover") || sorts.stream().anyMatch(kinds::contains);
  }

  private static void narrow(List<Thing> things, List<Thing> found) {
    if (!found.isEmpty()) {
      things.retainAll(found);
    }
  }

  /// `all_locks` may mean `locks` and `lock`.
  private static List<String> kinds(String value) {
    String bare = value.startsWith("all_") ? value.substring("all_".length()) : value;
    return bare.endsWith("s") ? List.of(bare, bare.substring(0, bare.length() - 1)) : List.of(bare);
  }
}
