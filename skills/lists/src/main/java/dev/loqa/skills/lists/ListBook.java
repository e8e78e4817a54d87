package dev.loqa.skills.lists;

import dev.loqa.skill.Effect;
import dev.loqa.skill.SkillContext;
import dev.loqa.skill.json.Json;
import java.util.ArrayList;
import java.util.List;

/// Every list of the home. The shopping and the to-do list are always there.
final class ListBook {
  static final String SHOPPING = "shopping";
  static final String TO_DO = "to-do";
  static final int MOST_LISTS = 30;
  static final int MOST_ITEMS = 200;
  private static final String KEY = "lists";

  private final List<Named> lists;

  private ListBook(List<Named> lists) {
    this.lists = lists;
  }

  static ListBook read(SkillContext context) {
    Json stored = context.store().get(KEY).orElse(Json.nothing());
    List<Named> lists = new ArrayList<>();
    for (Json json : stored.at("lists").items()) {
      List<String> items = new ArrayList<>();
      for (Json item : json.at("items").items()) {
        items.add(item.text(""));
      }
      lists.add(new Named(json.at("name").text(""), items));
    }
    ListBook book = new ListBook(lists);
    for (String always : new String[] {SHOPPING, TO_DO}) {
      if (!book.has(always)) {
        lists.add(new Named(always, List.of()));
      }
    }
    return book;
  }

  List<Named> lists() {
    return lists;
  }

  boolean has(String name) {
    return indexOf(name) >= 0;
  }

  /// The list of this name, which must be there.
  Named list(String name) {
    return lists.get(indexOf(name));
  }

  private int indexOf(String name) {
    for (int i = 0; i < lists.size(); i++) {
      if (lists.get(i).name().equals(name)) {
        return i;
      }
    }
    return -1;
  }

  static boolean isAlways(String name) {
    return name.equals(SHOPPING) || name.equals(TO_DO);
  }

  /// Writes the book down with this list as it is now.
  Effect put(SkillContext context, Named list) {
    int at = indexOf(list.name());
    if (at < 0) {
      lists.add(list);
    } else {
      lists.set(at, list);
    }
    return write(context);
  }

  /// Writes the book down without this list.
  Effect remove(SkillContext context, String name) {
    lists.remove(indexOf(name));
    return write(context);
  }

  private Effect write(SkillContext context) {
    List<Json> values = new ArrayList<>();
    for (Named list : lists) {
      List<Json> items = new ArrayList<>();
      for (String item : list.items()) {
        items.add(new Json.Text(item));
      }
      values.add(Json.object().with("name", list.name()).with("items", new Json.Arr(items)));
    }
    return context.store().put(KEY, Json.object().with("lists", new Json.Arr(values)));
  }
}
