package dev.loqa.understanding.template;

import java.util.List;

/// The tree of a sentence template. White space in [Words] matters: `light[s]` is one word, `light
/// [s]` two.
public sealed interface Expression {
  /// Literal text.
  record Words(String text) implements Expression {}

  /// One after the other.
  record Sequence(List<Expression> items) implements Expression {
    public Sequence {
      items = List.copyOf(items);
    }
  }

  /// `(a|b)`: exactly one of them. An empty [Sequence] among them stands for nothing.
  record Choice(List<Expression> items) implements Expression {
    public Choice {
      items = List.copyOf(items);
    }
  }

  /// `[a]`: the item or nothing.
  record Maybe(Expression item) implements Expression {}

  /// `(a;b)`: all of them in any order.
  record Permutation(List<Expression> items) implements Expression {
    public Permutation {
      items = List.copyOf(items);
    }
  }

  /// `{slot}` or `{source:slot}`, where the source names a list, a range or a type. Both are equal
  /// in `{slot}`.
  record Slot(String source, String name) implements Expression {}

  /// `{0-100:slot}`: a whole number within limits.
  record NumberSlot(int from, int to, String name) implements Expression {}

  /// `<rule>`: what the rule stands for.
  record Rule(String name) implements Expression {}
}
