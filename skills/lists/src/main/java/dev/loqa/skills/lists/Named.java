package dev.loqa.skills.lists;

import java.util.List;

/// One list.
///
/// @param name `shopping`, `to-do`, or what its owner called it, in small letters
/// @param items in the order they were added
record Named(String name, List<String> items) {
  Named {
    items = List.copyOf(items);
  }

  /// The thing on it that is meant: the same one, else the only one that has the words in it.
  String find(String thing) {
    String near = "";
    int count = 0;
    for (String item : items) {
      if (Text.same(item, thing)) {
        return item;
      }
      if (Text.lower(item).contains(Text.lower(thing))) {
        near = item;
        count++;
      }
    }
    return count == 1 ? near : "";
  }
}
