package dev.loqa.edge.stt.whisper;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// A house's sentences as whisper.cpp reads a grammar (GBNF): one rule for each state of the word
/// graph. The first word may have a capital, and a sentence may end with a full stop, as a model
/// writes them. Pure.
final class Gbnf {
  /// whisper.cpp holds every word that may come against every token of the model: larger grammars
  /// cost more time than they are worth.
  static final int MOST_TRANSITIONS = 4_000;

  private static final Pattern START = Pattern.compile("(?m)^START_STATE (\\d+)");
  private static final Pattern FINAL = Pattern.compile("(?m)^FINAL_STATE (\\d+)");
  private static final Pattern TRANSITION =
      Pattern.compile("(?m)^TRANSITION (\\d+) (\\d+) \\S+(?: (\\S+))?$");

  /// @param word none for a way without a word
  private record Transition(String from, String to, @Nullable String word) {
    static Transition of(Matcher line) {
      return new Transition(line.group(1), line.group(2), line.group(3));
    }
  }

  private Gbnf() {}

  /// The rules of a Sphinx FSG; nothing where it is none, or too large.
  static Optional<String> of(String fsg) {
    var start = START.matcher(fsg);
    var end = FINAL.matcher(fsg);
    var transitions = new ArrayList<Transition>();
    var lines = TRANSITION.matcher(fsg);
    while (lines.find() && transitions.size() <= MOST_TRANSITIONS) {
      transitions.add(Transition.of(lines));
    }
    return start.find()
            && end.find()
            && !transitions.isEmpty()
            && transitions.size() <= MOST_TRANSITIONS
        ? Optional.of(write(transitions, start.group(1), end.group(1)))
        : Optional.empty();
  }

  private static String write(List<Transition> transitions, String start, String end) {
    // Several graphs in one begin behind ways without a word.
    var first = new HashSet<>(Set.of(start));
    for (var way : transitions) {
      if (way.from().equals(start) && way.word() == null) {
        first.add(way.to());
      }
    }
    Map<String, Set<String>> rules = new LinkedHashMap<>();
    for (var way : transitions) {
      rules
          .computeIfAbsent(way.from(), _ -> new LinkedHashSet<>())
          .add(alternative(way, first.contains(way.from())));
    }
    var text = new StringBuilder("root ::= s").append(start).append('\n');
    rules.forEach((state, ways) -> rule(text, state, String.join(" | ", ways)));
    rule(text, end, "[.?!]?");
    return text.toString();
  }

  private static void rule(StringBuilder text, String state, String body) {
    text.append('s').append(state).append(" ::= ").append(body).append('\n');
  }

  private static String alternative(Transition way, boolean first) {
    var word = way.word();
    return word == null ? "s" + way.to() : "\" \" " + spelled(word, first) + " s" + way.to();
  }

  private static String spelled(String word, boolean first) {
    char letter = word.charAt(0);
    if (!first || !Character.isLetter(letter)) {
      return quoted(word);
    }
    var either = "[" + letter + word.substring(0, 1).toUpperCase(Locale.ROOT) + "]";
    return word.length() == 1 ? either : either + " " + quoted(word.substring(1));
  }

  private static String quoted(String text) {
    return "\"" + text.replace("\\", "\\\\").replace("\"", "\\\"") + "\"";
  }
}
