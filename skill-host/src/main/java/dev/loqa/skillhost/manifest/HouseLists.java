package dev.loqa.skillhost.manifest;

import dev.loqa.understanding.ListValue;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// The lists whose values the house gives, by name. A skill that uses one declares it with values
/// for its own tests.
public final class HouseLists {
  /// Names of the things of the home.
  public static final String ENTITIES = "home_entities";

  /// What the lists begin with that hold the names of one kind, such as `home_entities_cover`.
  public static final String OF_KIND = ENTITIES + "_";

  /// Names of the rooms.
  public static final String AREAS = "home_areas";

  private HouseLists() {}

  /// The lists as a sentence is understood with them: one of a kind has the names of all things.
  /// What is listened for is narrower, but a sentence that came through, such as "lock the kitchen
  /// light", is owed the answer that lights have no lock.
  public static Map<String, List<ListValue>> understood(Map<String, List<ListValue>> lists) {
    List<ListValue> all = lists.getOrDefault(ENTITIES, List.of());
    Map<String, List<ListValue>> understood = new LinkedHashMap<>(lists);
    understood.replaceAll(
        (name, values) -> name.startsWith(OF_KIND) ? united(values, all) : values);
    return understood;
  }

  private static List<ListValue> united(List<ListValue> some, List<ListValue> all) {
    Set<ListValue> united = new LinkedHashSet<>(some);
    united.addAll(all);
    return List.copyOf(united);
  }
}
