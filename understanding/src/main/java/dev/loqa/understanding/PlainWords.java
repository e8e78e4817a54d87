package dev.loqa.understanding;

import dev.loqa.understanding.template.Expression;
import dev.loqa.understanding.template.Expression.Choice;
import dev.loqa.understanding.template.Expression.Maybe;
import dev.loqa.understanding.template.Expression.NumberSlot;
import dev.loqa.understanding.template.Expression.Permutation;
import dev.loqa.understanding.template.Expression.Rule;
import dev.loqa.understanding.template.Expression.Sequence;
import dev.loqa.understanding.template.Expression.Slot;
import dev.loqa.understanding.template.Expression.Words;
import dev.loqa.understanding.template.TemplateParser;
import java.util.List;

/// The plainest sentence of a template: first choices, no optional parts.
final class PlainWords {
  private PlainWords() {}

  static String of(String template, Lexicon lexicon) {
    return write(TemplateParser.parse(template), lexicon, 0).strip().replaceAll("\\s+", " ");
  }

  private static String write(Expression expression, Lexicon lexicon, int depth) {
    return switch (expression) {
      case Words words -> words.text();
      case Sequence sequence -> all(sequence.items(), lexicon, depth, "");
      case Choice choice -> write(choice.items().get(0), lexicon, depth);
      case Maybe _ -> "";
      case Permutation permutation -> all(permutation.items(), lexicon, depth, " ");
      case Slot slot -> slot.name();
      case NumberSlot slot -> slot.name();
      case Rule rule -> {
        String body = lexicon.rules().get(rule.name());
        yield body == null || depth > 16
            ? ""
            : write(TemplateParser.parse(body), lexicon, depth + 1);
      }
    };
  }

  private static String all(List<Expression> items, Lexicon lexicon, int depth, String between) {
    StringBuilder text = new StringBuilder();
    for (Expression item : items) {
      text.append(write(item, lexicon, depth)).append(between);
    }
    return text.toString();
  }
}
