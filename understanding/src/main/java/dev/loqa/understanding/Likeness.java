package dev.loqa.understanding;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/// How like two names look and sound, from 0 (the same) to 1.
final class Likeness {
  private Likeness() {}

  /// A name with its sound, made once.
  record Name(String text, String lower, String sound, Set<String> words) {}

  /// A name and how far it is from what was heard.
  record Ranked(String name, double distance) {}

  static Name name(String text) {
    String lower = text.toLowerCase(Locale.ROOT);
    return new Name(text, lower, sound(lower), new LinkedHashSet<>(List.of(lower.split(" ", -1))));
  }

  static List<Ranked> nearest(String heard, List<Name> names, double limit, int count) {
    Name wanted = name(heard);
    List<Ranked> ranked = new ArrayList<>();
    for (Name name : names) {
      double distance = distance(wanted, name);
      if (distance <= limit) {
        ranked.add(new Ranked(name.text(), distance));
      }
    }
    ranked.sort(Comparator.comparingDouble(Ranked::distance).thenComparing(Ranked::name));
    return ranked.stream().distinct().limit(count).toList();
  }

  /// The least of: letters that differ, sounds that differ, words that are not shared. Sounds are
  /// so coarse that letters count a third among them.
  static double distance(Name a, Name b) {
    double letters = share(edits(a.lower(), b.lower()), a.lower(), b.lower());
    double coarse = share(edits(a.sound(), b.sound()), a.sound(), b.sound());
    double sounds = 0.05 + (2 * coarse + letters) / 3;
    long common = a.words().stream().filter(b.words()::contains).count();
    int most = Math.max(a.words().size(), b.words().size());
    double words = 0.1 + 1 - (double) common / most;
    return Math.min(letters, Math.min(sounds, words));
  }

  private static double share(int edits, String a, String b) {
    int length = Math.max(a.length(), b.length());
    return length == 0 ? 0 : (double) edits / length;
  }

  /// Levenshtein's distance.
  static int edits(String a, String b) {
    int[] before = new int[b.length() + 1];
    int[] now = new int[b.length() + 1];
    for (int j = 0; j <= b.length(); j++) {
      before[j] = j;
    }
    for (int i = 1; i <= a.length(); i++) {
      now[0] = i;
      for (int j = 1; j <= b.length(); j++) {
        int change = before[j - 1] + (a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1);
        now[j] = Math.min(change, 1 + Math.min(before[j], now[j - 1]));
      }
      int[] swap = before;
      before = now;
      now = swap;
    }
    return before[b.length()];
  }

  /// Consonants by how they are made, vowels as one sound, doubles once: "kitchen" and "kitchin"
  /// are equal.
  static String sound(String lower) {
    StringBuilder sound = new StringBuilder();
    char last = '\0';
    for (int i = 0; i < lower.length(); i++) {
      char c = lower.charAt(i);
      char as =
          switch (c) {
            case 'a', 'e', 'i', 'o', 'u', 'y' -> 'a';
            case 'b', 'p' -> 'p';
            case 'f', 'v', 'w' -> 'f';
            case 'c', 'k', 'q', 'g', 'x' -> 'k';
            case 's', 'z', 'j' -> 's';
            case 'd', 't' -> 't';
            case 'm', 'n' -> 'n';
            case 'h' -> '\0';
            default -> c;
          };
      if (as != '\0' && as != last) {
        sound.append(as);
        last = as;
      }
    }
    return sound.toString();
  }
}
