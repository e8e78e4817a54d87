package dev.loqa.skills.reminders;

import java.util.ArrayList;
import java.util.List;

/// What the skill says, in one language.
interface Words {
  static Words in(String language) {
    return language.equals("de") ? new German() : new English();
  }

  /// "tomorrow at 7 AM", "every weekday at 6:30 AM", "in 20 minutes".
  String due(Due due, Local now);

  /// When something that waits will ring.
  default String due(Entry entry, Local now) {
    return due(new Due(-1, entry.local(), entry.days()), now);
  }

  String time(Local local);

  String duration(long seconds);

  String past();

  String never();

  String tooMany();

  String none(boolean alarms, boolean reminders);

  String noSuch(List<Entry> entries, Local now);

  String which(List<Entry> entries, Local now);

  String list(List<Entry> entries, Local now);

  /// What is said when it rings; `lateSeconds` is 0 when it is on time.
  String rings(Entry entry, long lateSeconds);

  /// "your alarm tomorrow at 7 AM".
  String name(Entry entry, Local now);

  String nothingRings();

  String okay();

  String unknown();

  /// "a, b and c".
  static String join(List<String> parts, String and) {
    StringBuilder out = new StringBuilder();
    for (int i = 0; i < parts.size(); i++) {
      if (i > 0) {
        out.append(i == parts.size() - 1 ? " " + and + " " : ", ");
      }
      out.append(parts.get(i));
    }
    return out.toString();
  }

  /// Names of all of these entries.
  default List<String> names(List<Entry> entries, Local now) {
    List<String> names = new ArrayList<>();
    for (Entry entry : entries) {
      names.add(name(entry, now));
    }
    return names;
  }
}
