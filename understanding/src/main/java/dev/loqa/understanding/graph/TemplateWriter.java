package dev.loqa.understanding.graph;

import dev.loqa.understanding.template.Expression;
import dev.loqa.understanding.template.Expression.Choice;
import dev.loqa.understanding.template.Expression.Maybe;
import dev.loqa.understanding.template.Expression.NumberSlot;
import dev.loqa.understanding.template.Expression.Permutation;
import dev.loqa.understanding.template.Expression.Rule;
import dev.loqa.understanding.template.Expression.Sequence;
import dev.loqa.understanding.template.Expression.Slot;
import dev.loqa.understanding.template.Expression.Words;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/// Writes the tree of a template into an [Nfa]. Templates join letters (`light[s]`), automata join
/// words: the writer carries the unfinished words of all branches along until a space ends them.
public final class TemplateWriter {
  /// Most states one template may take.
  public static final int MAX_STATES = 50_000;

  private static final int MAX_BRANCHES = 500;
  private static final int MAX_RULE_DEPTH = 16;

  private final Nfa nfa;
  private final Ink ink;
  private final Deque<String> rules = new ArrayDeque<>();
  private int firstState;

  public TemplateWriter(Nfa nfa, Ink ink) {
    this.nfa = nfa;
    this.ink = ink;
  }

  /// What words, slots and rules are written as.
  public interface Ink {
    /// Writes the words of a fragment without spaces from `state` on; returns where they end.
    int words(String fragment, int state);

    int slot(Slot slot, int state);

    int number(NumberSlot slot, int state);

    /// The tree of a rule, or a [WritingException] when there is none.
    Expression rule(String name);
  }

  /// A template that parses but cannot be written.
  public static final class WritingException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    public WritingException(String message) {
      super(message);
    }
  }

  /// A place in the automaton and the letters of a word that has not ended.
  private record Pen(int state, String letters) {}

  /// Writes from `start` on; returns the state behind the last word.
  public int write(Expression expression, int start) {
    firstState = nfa.states();
    rules.clear();
    return ended(go(expression, List.of(new Pen(start, ""))));
  }

  private List<Pen> go(Expression expression, List<Pen> pens) {
    if (pens.size() > MAX_BRANCHES || nfa.states() - firstState > MAX_STATES) {
      throw new WritingException(
          "it stands for too many sentences: split it, or use fewer optional parts");
    }
    return switch (expression) {
      case Words words -> text(words.text(), pens);
      case Sequence sequence -> {
        List<Pen> now = pens;
        for (Expression item : sequence.items()) {
          now = go(item, now);
        }
        yield now;
      }
      case Choice choice -> branches(choice.items(), pens);
      case Maybe maybe -> {
        Set<Pen> all = new LinkedHashSet<>(pens);
        all.addAll(go(maybe.item(), pens));
        yield List.copyOf(all);
      }
      case Permutation permutation -> {
        List<Pen> start = List.of(new Pen(ended(pens), ""));
        Set<Pen> all = new LinkedHashSet<>();
        permute(permutation.items(), start, all);
        yield List.copyOf(all);
      }
      case Slot slot -> List.of(new Pen(ink.slot(slot, ended(pens)), ""));
      case NumberSlot slot -> List.of(new Pen(ink.number(slot, ended(pens)), ""));
      case Rule rule -> rule(rule, pens);
    };
  }

  private List<Pen> rule(Rule rule, List<Pen> pens) {
    if (rules.contains(rule.name())) {
      throw new WritingException("rule <" + rule.name() + "> contains itself: break the circle");
    }
    if (rules.size() >= MAX_RULE_DEPTH) {
      throw new WritingException(
          "rules are nested deeper than " + MAX_RULE_DEPTH + ": flatten them");
    }
    rules.push(rule.name());
    List<Pen> behind = go(ink.rule(rule.name()), pens);
    rules.pop();
    return behind;
  }

  private List<Pen> branches(List<Expression> items, List<Pen> pens) {
    Set<Pen> all = new LinkedHashSet<>();
    for (Expression item : items) {
      all.addAll(go(item, pens));
    }
    return List.copyOf(all);
  }

  private void permute(List<Expression> rest, List<Pen> pens, Set<Pen> ends) {
    if (rest.isEmpty()) {
      ends.add(new Pen(ended(pens), ""));
      return;
    }
    for (int i = 0; i < rest.size(); i++) {
      List<Expression> others = new ArrayList<>(rest);
      Expression first = others.remove(i);
      permute(others, List.of(new Pen(ended(go(first, pens)), "")), ends);
    }
  }

  private List<Pen> text(String text, List<Pen> pens) {
    List<Pen> now = pens;
    int start = 0;
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (Character.isWhitespace(c) || c == '-') {
        now = List.of(new Pen(ended(lettered(now, text.substring(start, i))), ""));
        start = i + 1;
      }
    }
    return lettered(now, text.substring(start));
  }

  private static List<Pen> lettered(List<Pen> pens, String letters) {
    return letters.isEmpty()
        ? pens
        : pens.stream().map(pen -> new Pen(pen.state(), pen.letters() + letters)).toList();
  }

  /// Ends the words of all branches; they continue from one state.
  private int ended(List<Pen> pens) {
    if (pens.size() == 1 && pens.get(0).letters().isEmpty()) {
      return pens.get(0).state();
    }
    int end = nfa.newState();
    for (Pen pen : pens) {
      nfa.epsilon(
          pen.letters().isEmpty() ? pen.state() : ink.words(pen.letters(), pen.state()), end);
    }
    return end;
  }
}
