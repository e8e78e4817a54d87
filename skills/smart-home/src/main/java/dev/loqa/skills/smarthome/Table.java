package dev.loqa.skills.smarthome;

/// A small table written as text: ` key=value key=value `. A `switch` over as many texts would be
/// three times as much of a module.
final class Table {
  private Table() {}

  static String find(String table, String key, String otherwise) {
    String start = " " + key + "=";
    int at = table.indexOf(start);
    return at < 0
        ? otherwise
        : table.substring(at + start.length(), table.indexOf(' ', at + start.length()));
  }

  /// Whether a row of words, with a space before and after each, has this one.
  static boolean has(String words, String word) {
    return words.contains(" " + word + " ");
  }
}
