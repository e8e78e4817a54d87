package dev.loqa.understanding;

import dev.loqa.understanding.Matcher.Candidate;
import dev.loqa.understanding.language.Tokens;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Turns a path into slots and into sentences that say why.
final class Explainer {
  private Explainer() {}

  static IntentMatch match(Candidate candidate, Tokens tokens, Lexicon lexicon) {
    IntentSpec intent = lexicon.intents().get(candidate.intent());
    Map<String, Object> slots = new LinkedHashMap<>();
    List<String> trace = new ArrayList<>();
    List<String> literals = new ArrayList<>();
    List<String> skipped = new ArrayList<>();
    List<String> values = new ArrayList<>();
    for (Path step : steps(candidate.path())) {
      String words = tokens.text(step.from, step.to);
      if (step.slot != null && step.value != null) {
        slots.put(step.slot.slot(), step.value);
        values.add(
            "\""
                + words
                + "\" is "
                + source(step)
                + " for "
                + step.slot.slot()
                + ": "
                + step.value
                + ".");
      } else if (step.kind == Path.Kind.SKIPPED) {
        skipped.add(words);
      } else {
        literals.add(words);
      }
    }
    trace.add("\"" + String.join(" ", literals) + "\" are words of " + intent.id() + ".");
    trace.addAll(values);
    if (!skipped.isEmpty()) {
      trace.add("\"" + String.join(" ", skipped) + "\" was passed over.");
    }
    for (String name : candidate.missing()) {
      trace.add(name + " is required and was not said.");
    }
    Path path = candidate.path();
    double score = path.best <= 0 ? 0 : path.score / (path.best + candidate.unsaid());
    return new IntentMatch(intent.id(), slots, candidate.missing(), rounded(score), trace);
  }

  private static String source(Path step) {
    if (step.kind == Path.Kind.FREE_TEXT || step.slot == null) {
      return "free text";
    }
    return switch (step.slot.source()) {
      case Source.Listed listed -> "in list " + listed.list();
      case Source.Ranged range -> "a number from " + range.from() + " to " + range.to();
      case Source.Typed typed -> "a " + typed.type();
    };
  }

  private static Deque<Path> steps(Path end) {
    Deque<Path> steps = new ArrayDeque<>();
    for (@Nullable Path step = end; step != null; step = step.before) {
      if (step.kind != Path.Kind.START) {
        steps.push(step);
      }
    }
    return steps;
  }

  private static double rounded(double score) {
    return Math.round(Math.clamp(score, 0.0, 1.0) * 1000) / 1000.0;
  }
}
