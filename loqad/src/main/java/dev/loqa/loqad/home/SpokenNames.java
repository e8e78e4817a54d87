package dev.loqa.loqad.home;

import dev.loqa.understanding.ListValue;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;

/// What a home's things and rooms are called in a sentence. Pure.
///
/// Names that people wrote for a screen are cut down to what can be said. Several things of one
/// name stand under the name itself, and can also be said with their room before it; another name
/// that would be unclear is left out.
public final class SpokenNames {
  /// Longest name that can be said.
  static final int LONGEST = 60;

  /// Most names of one thing.
  static final int MOST_A_THING = 8;

  private static final Pattern UNSPEAKABLE = Pattern.compile("[^\\p{L}\\p{N}'’]+");

  private SpokenNames() {}

  /// A name as it can be said; empty when there is nothing to say.
  public static String spoken(String name) {
    String plain = UNSPEAKABLE.matcher(name).replaceAll(" ").strip();
    if (plain.length() <= LONGEST) {
      return plain;
    }
    int end = plain.lastIndexOf(' ', LONGEST);
    return plain.substring(0, end < 1 ? LONGEST : end);
  }

  /// The names of things in a language, each with the id or the name that it stands for.
  public static List<ListValue> of(Collection<Entity> things, String language) {
    Map<String, Set<Entity>> meant = new LinkedHashMap<>();
    for (Entity thing : things) {
      for (String name : names(thing, language)) {
        meant.computeIfAbsent(key(name), _ -> new LinkedHashSet<>()).add(thing);
      }
    }
    List<ListValue> values = new ArrayList<>();
    Set<String> taken = new LinkedHashSet<>();
    for (Entity thing : things) {
      String own = spoken(thing.name());
      for (String name : names(thing, language)) {
        if (meant.getOrDefault(key(name), Set.of()).size() == 1) {
          add(values, taken, name, thing.id());
        } else if (name.equals(own)) {
          add(values, taken, own, thing.name());
          String longer = spoken(thing.area() + " " + own);
          if (!thing.area().isEmpty() && !meant.containsKey(key(longer))) {
            add(values, taken, longer, thing.id());
          }
        }
      }
    }
    return values;
  }

  private static void add(List<ListValue> values, Set<String> taken, String name, String target) {
    if (taken.add(key(name))) {
      values.add(new ListValue(name, target));
    }
  }

  private static List<String> names(Entity thing, String language) {
    return thing.names(language).stream()
        .map(SpokenNames::spoken)
        .filter(name -> !name.isEmpty())
        .distinct()
        .limit(MOST_A_THING)
        .toList();
  }

  private static String key(String name) {
    return name.toLowerCase(Locale.ROOT);
  }
}
