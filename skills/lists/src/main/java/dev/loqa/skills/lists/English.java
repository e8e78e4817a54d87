package dev.loqa.skills.lists;

import java.util.ArrayList;
import java.util.List;

/// English.
final class English implements Words {
  @Override
  public String and() {
    return "and";
  }

  @Override
  public String list(String name) {
    return name + " list";
  }

  @Override
  public String whatToAdd() {
    return "What should I add?";
  }

  @Override
  public String whatToRemove() {
    return "What should I take off?";
  }

  @Override
  public String noSuchList(String name) {
    return "There is no " + list(name) + ". To make one, say: create a " + list(name) + ".";
  }

  @Override
  public String exists(String name) {
    return "There is a " + list(name) + " already.";
  }

  @Override
  public String empty(String name) {
    return "Your " + list(name) + " is empty.";
  }

  @Override
  public String read(String name, List<String> items, int more) {
    return "On your "
        + list(name)
        + ": "
        + Text.join(items, and())
        + (more > 0 ? "; and " + more + " more." : ".");
  }

  @Override
  public String allThere(String name, List<String> items) {
    return Text.join(items, and())
        + (items.size() == 1 ? " is" : " are")
        + " on your "
        + list(name)
        + " already.";
  }

  @Override
  public String notThere(String name, List<String> items) {
    return Text.join(items, "or")
        + (items.size() == 1 ? " is" : " are")
        + " not on your "
        + list(name)
        + ".";
  }

  @Override
  public String has(String name, String item) {
    return "Yes, " + item + " is on your " + list(name) + ".";
  }

  @Override
  public String full(String name, int most) {
    return "Your " + list(name) + " has no more room: " + most + " things at most.";
  }

  @Override
  public String tooMany(int most) {
    return "There are " + most + " lists already. Delete one first.";
  }

  @Override
  public String lists(List<Named> lists) {
    List<String> parts = new ArrayList<>();
    for (Named list : lists) {
      parts.add("the " + list(list.name()) + " with " + count(list.items().size()));
    }
    return "You have " + Text.join(parts, and()) + ".";
  }

  private static String count(int things) {
    return things == 0 ? "nothing on it" : things == 1 ? "one thing" : things + " things";
  }

  @Override
  public String unknown() {
    return "I can add to lists, take off, read and clear them.";
  }
}
