package dev.loqa.understanding.template;

import dev.loqa.understanding.template.Expression.Choice;
import dev.loqa.understanding.template.Expression.Maybe;
import dev.loqa.understanding.template.Expression.NumberSlot;
import dev.loqa.understanding.template.Expression.Permutation;
import dev.loqa.understanding.template.Expression.Rule;
import dev.loqa.understanding.template.Expression.Sequence;
import dev.loqa.understanding.template.Expression.Slot;
import dev.loqa.understanding.template.Expression.Words;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Reads Home Assistant's sentence grammar: `[optional]`, `(a|b)`, `(a;b)`, `{slot}`,
/// `{list:slot}`, `{0-100:slot}`, `<rule>`, and `\` in front of a character that is meant
/// literally.
public final class TemplateParser {
  /// Longest template in characters.
  public static final int MAX_LENGTH = 2_000;

  /// Deepest nesting of brackets.
  public static final int MAX_NESTING = 24;

  /// Most items of one permutation.
  public static final int MAX_PERMUTATION = 5;

  private static final Pattern NAME = Pattern.compile("[\\p{L}\\p{N}_.-]{1,64}");
  private static final Pattern RANGE = Pattern.compile("(-?\\d{1,6})-(-?\\d{1,6})");

  private final String template;
  private int at;
  private int depth;

  private TemplateParser(String template) {
    this.template = template;
  }

  /// The tree of a template, or a [TemplateException] that says where it is wrong.
  public static Expression parse(String template) {
    TemplateParser parser = new TemplateParser(template);
    if (template.length() > MAX_LENGTH) {
      throw parser.wrong(
          0, "it has " + template.length() + " characters: use at most " + MAX_LENGTH);
    }
    if (template.isBlank()) {
      throw parser.wrong(0, "it is empty: write the words a person says");
    }
    Expression expression = parser.group('\0', 0);
    return expression;
  }

  /// Everything up to `close`; at the top level `|` and `;` are allowed as well, as in rules.
  private Expression group(char close, int opened) {
    if (++depth > MAX_NESTING) {
      throw wrong(
          opened, "brackets are nested deeper than " + MAX_NESTING + ": split it into rules");
    }
    List<Expression> branches = new ArrayList<>();
    List<Expression> items = new ArrayList<>();
    StringBuilder words = new StringBuilder();
    char separator = '\0';
    while (at < template.length() && template.charAt(at) != close) {
      char c = template.charAt(at);
      if (c == '|' || c == ';') {
        if (separator != '\0' && separator != c) {
          throw wrong(at, "| and ; are mixed in one group: put one of them in brackets of its own");
        }
        separator = c;
        flush(words, items);
        branches.add(sequence(items));
        items.clear();
        at++;
      } else if (c == '(' || c == '[' || c == '{' || c == '<') {
        flush(words, items);
        items.add(bracket(c));
      } else if (c == ')' || c == ']' || c == '}' || c == '>') {
        throw wrong(at, "'" + c + "' closes nothing that is open: remove it or write \\" + c);
      } else {
        if (c == '\\') {
          at++;
          if (at == template.length()) {
            throw wrong(at - 1, "a \\ stands at the end: write \\\\ or remove it");
          }
        }
        words.append(template.charAt(at++));
      }
    }
    if (close != '\0' && at == template.length()) {
      throw wrong(opened, "'" + template.charAt(opened) + "' is not closed: add '" + close + "'");
    }
    depth--;
    flush(words, items);
    branches.add(sequence(items));
    return joined(branches, separator, opened);
  }

  private Expression joined(List<Expression> branches, char separator, int opened) {
    if (separator == '\0') {
      return branches.get(0);
    }
    if (separator == '|') {
      return new Choice(branches);
    }
    if (branches.size() > MAX_PERMUTATION) {
      throw wrong(
          opened, "a permutation of " + branches.size() + " items: use at most " + MAX_PERMUTATION);
    }
    return new Permutation(branches);
  }

  private Expression bracket(char open) {
    int opened = at++;
    return switch (open) {
      case '(' -> closed(')', opened);
      case '[' -> new Maybe(closed(']', opened));
      case '<' -> new Rule(name('>', opened, "rule"));
      default -> slot(opened);
    };
  }

  private Expression closed(char close, int opened) {
    Expression inner = group(close, opened);
    at++;
    return inner;
  }

  private Expression slot(int opened) {
    int end = template.indexOf('}', opened);
    if (end < 0) {
      throw wrong(opened, "'{' is not closed: add '}'");
    }
    String inner = template.substring(opened + 1, end).strip();
    at = end + 1;
    int colon = inner.indexOf(':');
    String source = colon < 0 ? inner : inner.substring(0, colon).strip();
    String name = colon < 0 ? inner : inner.substring(colon + 1).strip();
    Matcher range = RANGE.matcher(source);
    if (range.matches()) {
      int from = Integer.parseInt(range.group(1));
      int to = Integer.parseInt(range.group(2));
      if (colon < 0 || !NAME.matcher(name).matches()) {
        throw wrong(opened, "a range needs a slot: write {" + source + ":name}");
      }
      if (from > to) {
        throw wrong(opened, "the range " + source + " is empty: put the smaller number first");
      }
      return new NumberSlot(from, to, name);
    }
    if (!NAME.matcher(source).matches() || !NAME.matcher(name).matches()) {
      throw wrong(
          opened,
          "{" + inner + "} is no slot: write {name} or {list:name} with letters, digits and _");
    }
    return new Slot(source, name);
  }

  private String name(char close, int opened, String kind) {
    int end = template.indexOf(close, opened);
    if (end < 0) {
      throw wrong(opened, "'" + template.charAt(opened) + "' is not closed: add '" + close + "'");
    }
    String name = template.substring(opened + 1, end).strip();
    if (!NAME.matcher(name).matches()) {
      throw wrong(
          opened, "\"" + name + "\" is no name of a " + kind + ": use letters, digits and _");
    }
    at = end + 1;
    return name;
  }

  private static void flush(StringBuilder words, List<Expression> items) {
    if (!words.isEmpty()) {
      items.add(new Words(words.toString()));
      words.setLength(0);
    }
  }

  private static Expression sequence(List<Expression> items) {
    return items.size() == 1 ? items.get(0) : new Sequence(items);
  }

  private TemplateException wrong(int position, String problem) {
    return new TemplateException(template, position, problem);
  }
}
