package dev.loqa.skills.lists;

import java.util.ArrayList;
import java.util.List;

/// German.
final class German implements Words {
  @Override
  public String and() {
    return "und";
  }

  @Override
  public String list(String name) {
    return switch (name) {
      case ListBook.SHOPPING -> "Einkaufsliste";
      case ListBook.TO_DO -> "Aufgabenliste";
      case "packing" -> "Packliste";
      case "wish" -> "Wunschliste";
      default -> "Liste " + name;
    };
  }

  @Override
  public String whatToAdd() {
    return "Was soll ich aufschreiben?";
  }

  @Override
  public String whatToRemove() {
    return "Was soll ich streichen?";
  }

  @Override
  public String noSuchList(String name) {
    return "Es gibt keine " + list(name) + ". Sage: lege eine " + list(name) + " an.";
  }

  @Override
  public String exists(String name) {
    return "Es gibt schon eine " + list(name) + ".";
  }

  @Override
  public String empty(String name) {
    return "Deine " + list(name) + " ist leer.";
  }

  @Override
  public String read(String name, List<String> items, int more) {
    return "Auf deiner "
        + list(name)
        + ": "
        + Text.join(items, and())
        + (more > 0 ? "; und noch " + more + "." : ".");
  }

  @Override
  public String allThere(String name, List<String> items) {
    return Text.join(items, and()) + stands(items) + "schon auf deiner " + list(name) + ".";
  }

  @Override
  public String notThere(String name, List<String> items) {
    return Text.join(items, "oder") + stands(items) + "nicht auf deiner " + list(name) + ".";
  }

  private static String stands(List<String> items) {
    return items.size() == 1 ? " steht " : " stehen ";
  }

  @Override
  public String has(String name, String item) {
    return "Ja, " + item + " steht auf deiner " + list(name) + ".";
  }

  @Override
  public String full(String name, int most) {
    return "Auf deiner " + list(name) + " ist kein Platz mehr: höchstens " + most + " Dinge.";
  }

  @Override
  public String tooMany(int most) {
    return "Es gibt schon " + most + " Listen. Lösche erst eine.";
  }

  @Override
  public String lists(List<Named> lists) {
    List<String> parts = new ArrayList<>();
    for (Named list : lists) {
      int things = list.items().size();
      parts.add(list(list.name()) + (things == 0 ? " (leer)" : " (" + things + ")"));
    }
    return "Deine Listen: " + Text.join(parts, and()) + ".";
  }

  @Override
  public String unknown() {
    return "Ich kann auf Listen schreiben, von ihnen streichen, sie vorlesen und leeren.";
  }
}
