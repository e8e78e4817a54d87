package dev.loqa.bench.stt;

import dev.loqa.understanding.IntentSpec;
import dev.loqa.understanding.Lexicon;
import dev.loqa.understanding.ListValue;
import dev.loqa.understanding.SlotSpec;
import dev.loqa.understanding.grammar.WordGraph;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;

/// A household of the usual size: its lights, rooms and timers, and random sentences it
/// understands.
final class House {
  private static final int MOST_WORDS = 14;

  private final WordGraph graph;

  House() {
    var thing = new SlotSpec("list", true, null, "things");
    var name = new SlotSpec("list", false, null, "timers");
    var duration = new SlotSpec("duration", true, null, null);
    var percent = new SlotSpec("percentage", true, null, null);
    graph =
        WordGraph.of(
            Lexicon.english(
                List.of(
                    intent(
                        "home.on",
                        List.of("(turn|switch) on [the] {thing}", "turn [the] {thing} on"),
                        Map.of("thing", thing)),
                    intent(
                        "home.off",
                        List.of("(turn|switch) off [the] {thing}", "turn [the] {thing} off"),
                        Map.of("thing", thing)),
                    intent(
                        "home.dim",
                        List.of("(set|dim) [the] {thing} to {level} percent"),
                        Map.of("thing", thing, "level", percent)),
                    intent(
                        "home.state", List.of("is [the] {thing} (on|off)"), Map.of("thing", thing)),
                    intent(
                        "timer.start",
                        List.of(
                            "(set|start) [a] timer for {duration}",
                            "(set|start) [a] {name} timer for {duration}"),
                        Map.of("duration", duration, "name", name)),
                    intent(
                        "timer.cancel",
                        List.of("cancel [the|my] timer", "cancel [the|my] {name} timer"),
                        Map.of("name", name)),
                    intent(
                        "talk.time",
                        List.of("what time is it", "what is the time", "what day is it"),
                        Map.of()),
                    intent("talk.help", List.of("what can you say", "help me"), Map.of())),
                Map.of("things", things(), "timers", values("pizza", "egg", "tea", "laundry"))));
  }

  private static IntentSpec intent(String id, List<String> sentences, Map<String, SlotSpec> slots) {
    return new IntentSpec(id, sentences, slots);
  }

  private static List<ListValue> things() {
    var rooms =
        List.of(
            "kitchen",
            "living room",
            "bedroom",
            "dining room",
            "bathroom",
            "hallway",
            "office",
            "porch",
            "garage");
    var names = new ArrayList<ListValue>();
    for (var room : rooms) {
      names.add(new ListValue(room + " light", room + " light"));
      names.add(new ListValue(room + " lamp", room + " lamp"));
    }
    names.addAll(values("lamp", "fan", "heater", "television", "coffee maker"));
    return names;
  }

  private static List<ListValue> values(String... names) {
    return List.of(names).stream().map(name -> new ListValue(name, name)).toList();
  }

  String fsg() {
    return graph.toFsg("house");
  }

  /// Different sentences of the house, chosen by walking its grammar at random.
  Set<String> sentences(int count, long seed) {
    var random = new Random(seed);
    var result = new LinkedHashSet<String>();
    while (result.size() < count) {
      var said = new ArrayList<String>();
      while (!graph.isComplete(said) && said.size() < MOST_WORDS) {
        if (graph.accepts(said) && random.nextInt(3) > 0) {
          break;
        }
        var next = List.copyOf(graph.next(said));
        said.add(next.get(random.nextInt(next.size())));
      }
      if (graph.accepts(said)) {
        result.add(String.join(" ", said));
      }
    }
    return result;
  }

  /// Whether two transcripts mean the same to the house: articles and plurals apart.
  static boolean same(String said, String heard) {
    return plain(said).equals(plain(heard));
  }

  private static String plain(String words) {
    return words.replaceAll("\\b(the|a|my) ", "").replaceAll("s\\b", "");
  }
}
