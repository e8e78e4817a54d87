package dev.loqa.skills.lists;

import dev.loqa.skill.Effect;
import dev.loqa.skill.Event;
import dev.loqa.skill.Loqa;
import dev.loqa.skill.Reply;
import dev.loqa.skill.Skill;
import dev.loqa.skill.SkillContext;
import dev.loqa.skill.json.Json;
import java.util.ArrayList;
import java.util.List;

/// Lists of the home: one or several things are added or taken off, a list is read, cleared, made
/// or deleted. A receipt a thing; words come from the manifest's responses.
public final class ListsSkill implements Skill {
  private static final int MOST_AT_ONCE = 20;
  private static final int MOST_READ = 20;

  public static void main(String[] arguments) {
    Loqa.serve(new ListsSkill());
  }

  @Override
  public Reply handle(SkillContext context) {
    Event event = context.event();
    Words words = Words.in(event.baseLanguage());
    ListBook book = ListBook.read(context);
    String verb = event.intent().substring(event.intent().lastIndexOf('.') + 1);
    String name = name(event);
    if (verb.equals("lists")) {
      return Reply.say(words.lists(book.lists()));
    }
    if (verb.equals("create")) {
      return create(context, book, name, words);
    }
    if (!book.has(name)) {
      return Reply.say(words.noSuchList(name));
    }
    return switch (verb) {
      case "add" -> add(context, book, book.list(name), words);
      case "remove" -> remove(context, book, book.list(name), words);
      case "read" -> read(book.list(name), words);
      case "has" -> has(event, book.list(name), words);
      case "clear" -> clear(context, book, book.list(name), words);
      case "delete" -> delete(context, book, book.list(name), words);
      default -> Reply.say(words.unknown());
    };
  }

  /// The list that was named; the shopping list when none was.
  private static String name(Event event) {
    String name = Text.listName(event.slots().at("list").text(""));
    return switch (name) {
      case "", "einkauf", "einkaufs", "grocery", "groceries" -> ListBook.SHOPPING;
      case "todo", "to do", "aufgaben" -> ListBook.TO_DO;
      default -> name;
    };
  }

  private static List<String> things(Event event) {
    List<String> things = new ArrayList<>();
    for (String slot : new String[] {"items", "more", "third"}) {
      for (String thing : Text.things(event.slots().at(slot).text(""))) {
        if (things.size() < MOST_AT_ONCE) {
          things.add(thing);
        }
      }
    }
    return things;
  }

  private static Reply add(SkillContext context, ListBook book, Named list, Words words) {
    List<String> things = things(context.event());
    if (things.isEmpty()) {
      return Reply.ask(words.whatToAdd(), "items");
    }
    List<String> items = new ArrayList<>(list.items());
    List<String> added = new ArrayList<>();
    List<String> there = new ArrayList<>();
    for (String thing : things) {
      boolean known = false;
      for (String item : items) {
        known |= Text.same(item, thing);
      }
      (known ? there : added).add(thing);
      if (!known) {
        items.add(thing);
      }
    }
    if (added.isEmpty()) {
      return Reply.say(words.allThere(list.name(), there));
    }
    if (items.size() > ListBook.MOST_ITEMS) {
      return Reply.say(words.full(list.name(), ListBook.MOST_ITEMS));
    }
    Effect put = book.put(context, new Named(list.name(), items));
    return done("lists.add", added, put)
        .value("items", texts(added))
        .value("there", texts(there))
        .value("list", words.list(list.name()));
  }

  private static Reply remove(SkillContext context, ListBook book, Named list, Words words) {
    List<String> things = things(context.event());
    if (things.isEmpty()) {
      return Reply.ask(words.whatToRemove(), "items");
    }
    List<String> items = new ArrayList<>(list.items());
    List<String> removed = new ArrayList<>();
    List<String> missing = new ArrayList<>();
    for (String thing : things) {
      String item = new Named(list.name(), items).find(thing);
      if (item.isEmpty()) {
        missing.add(thing);
      } else {
        items.remove(item);
        removed.add(item);
      }
    }
    if (removed.isEmpty()) {
      return Reply.say(words.notThere(list.name(), missing));
    }
    Effect put = book.put(context, new Named(list.name(), items));
    return done("lists.remove", removed, put)
        .value("items", texts(removed))
        .value("missing", texts(missing))
        .value("list", words.list(list.name()));
  }

  private static Reply done(String action, List<String> things, Effect effect) {
    Reply reply = Reply.silent().value("response", action);
    for (String thing : things) {
      reply = reply.receipt(action, thing, effect);
    }
    return reply;
  }

  private static Json texts(List<String> things) {
    List<Json> texts = new ArrayList<>();
    for (String thing : things) {
      texts.add(new Json.Text(thing));
    }
    return new Json.Arr(texts);
  }

  private static Reply read(Named list, Words words) {
    int count = list.items().size();
    if (count == 0) {
      return Reply.say(words.empty(list.name()));
    }
    int read = Math.min(count, MOST_READ);
    return Reply.say(words.read(list.name(), list.items().subList(0, read), count - read));
  }

  private static Reply has(Event event, Named list, Words words) {
    List<String> missing = new ArrayList<>();
    String found = "";
    for (String thing : things(event)) {
      String item = list.find(thing);
      if (item.isEmpty()) {
        missing.add(thing);
      } else {
        found = item;
      }
    }
    return Reply.say(
        missing.isEmpty() && !found.isEmpty()
            ? words.has(list.name(), found)
            : words.notThere(list.name(), missing));
  }

  private static Reply clear(SkillContext context, ListBook book, Named list, Words words) {
    if (list.items().isEmpty()) {
      return Reply.say(words.empty(list.name()));
    }
    Effect put = book.put(context, new Named(list.name(), List.of()));
    return Reply.silent()
        .receipt("lists.clear", list.name(), put)
        .value("response", "lists.clear")
        .value("list", words.list(list.name()));
  }

  /// The shopping and the to-do list stay, emptied.
  private static Reply delete(SkillContext context, ListBook book, Named list, Words words) {
    if (ListBook.isAlways(list.name())) {
      return clear(context, book, list, words);
    }
    Effect removed = book.remove(context, list.name());
    return Reply.silent()
        .receipt("lists.delete", list.name(), removed)
        .value("response", "lists.delete")
        .value("list", words.list(list.name()));
  }

  private static Reply create(SkillContext context, ListBook book, String name, Words words) {
    if (book.has(name)) {
      return Reply.say(words.exists(name));
    }
    if (book.lists().size() >= ListBook.MOST_LISTS) {
      return Reply.say(words.tooMany(ListBook.MOST_LISTS));
    }
    Effect put = book.put(context, new Named(name, List.of()));
    return Reply.silent()
        .receipt("lists.create", name, put)
        .value("response", "lists.create")
        .value("list", words.list(name));
  }
}
