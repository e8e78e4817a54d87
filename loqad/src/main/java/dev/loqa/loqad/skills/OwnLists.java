package dev.loqa.loqad.skills;

import dev.loqa.understanding.IntentSpec;
import dev.loqa.understanding.Lexicon;
import dev.loqa.understanding.ListValue;
import dev.loqa.understanding.SlotSpec;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Keeps the lists of skills apart: one that has the name of another skill's list is called
/// otherwise, so that no skill adds values to what another one understands. Pure.
final class OwnLists {
  private OwnLists() {}

  /// The same lexicons, so that no two have a list of one name, but for those of the house.
  ///
  /// @param bySkill in the order in which names are given: the first keeps its own
  /// @param house names of the lists that belong to the house
  static List<Lexicon> apart(Map<String, Lexicon> bySkill, Set<String> house) {
    Set<String> taken = new HashSet<>(house);
    bySkill.values().forEach(lexicon -> taken.addAll(lexicon.lists().keySet()));
    Set<String> given = new HashSet<>();
    List<Lexicon> all = new ArrayList<>();
    bySkill.forEach((skill, lexicon) -> {
      Map<String, String> renamed = new HashMap<>();
      for (String name : lexicon.lists().keySet()) {
        if (!house.contains(name) && !given.add(name)) {
          String own = name + "_of_" + skill.replace('-', '_');
          while (!taken.add(own)) {
            own = own + "_";
          }
          renamed.put(name, own);
        }
      }
      all.add(renamed.isEmpty() ? lexicon : renamed(lexicon, renamed));
    });
    return all;
  }

  private static Lexicon renamed(Lexicon lexicon, Map<String, String> names) {
    Map<String, List<ListValue>> lists = new LinkedHashMap<>();
    lexicon.lists().forEach((name, values) -> lists.put(names.getOrDefault(name, name), values));
    return new Lexicon(
        lexicon.language(),
        lexicon.intents().stream().map(intent -> renamed(intent, names)).toList(),
        lists,
        lexicon.ranges(),
        lexicon.rules());
  }

  private static IntentSpec renamed(IntentSpec intent, Map<String, String> names) {
    List<String> sentences = new ArrayList<>(intent.sentences());
    Map<String, SlotSpec> slots = new LinkedHashMap<>(intent.slots());
    names.forEach((name, own) -> {
      sentences.replaceAll(sentence -> renamed(sentence, name, own, intent.slots()));
      slots.replaceAll((slot, spec) ->
          name.equals(spec.list() == null && spec.type().equals(SlotSpec.LIST) ? slot : spec.list())
              ? new SlotSpec(spec.type(), spec.required(), spec.ask(), own, spec.words())
              : spec);
    });
    return new IntentSpec(intent.id(), sentences, slots);
  }

  /// `{list:slot}`, and `{list}` where it is no slot with a list of its own.
  private static String renamed(
      String sentence, String name, String own, Map<String, SlotSpec> slots) {
    String replaced =
        Pattern.compile("\\{\\s*" + Pattern.quote(name) + "\\s*:")
            .matcher(sentence)
            .replaceAll(Matcher.quoteReplacement("{" + own + ":"));
    return slots.containsKey(name)
        ? replaced
        : Pattern.compile("\\{\\s*" + Pattern.quote(name) + "\\s*}")
            .matcher(replaced)
            .replaceAll(Matcher.quoteReplacement("{" + own + ":" + name + "}"));
  }
}
