package dev.loqa.skills.lists;

import java.util.List;

/// What the skill says, in one language.
interface Words {
  static Words in(String language) {
    return language.equals("de") ? new German() : new English();
  }

  String and();

  /// "shopping list".
  String list(String name);

  String whatToAdd();

  String whatToRemove();

  String noSuchList(String name);

  String exists(String name);

  String empty(String name);

  /// What is on a list.
  ///
  /// @param more how many things were not named
  String read(String name, List<String> items, int more);

  String allThere(String name, List<String> items);

  String notThere(String name, List<String> items);

  String has(String name, String item);

  String full(String name, int most);

  String tooMany(int most);

  String lists(List<Named> lists);

  String unknown();
}
