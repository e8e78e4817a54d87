package dev.loqa.understanding;

import java.util.Optional;

/// Where the values of a slot come from.
public sealed interface Source {
  /// A type of [SlotSpec#TYPES] other than list.
  record Typed(String type) implements Source {}

  /// A list of the lexicon.
  record Listed(String list) implements Source {}

  /// A whole number within limits.
  record Ranged(int from, int to) implements Source {}

  /// What `{source:slot}` stands for: a list, a range, the slot's own spec, or a type by name.
  static Optional<Source> of(String source, String slot, IntentSpec intent, Lexicon lexicon) {
    SlotSpec spec = intent.slots().get(slot);
    if (source.equals(slot) && spec != null) {
      String list = spec.list() == null ? slot : spec.list();
      if (!spec.type().equals(SlotSpec.LIST)) {
        return Optional.of(new Typed(spec.type()));
      }
      return named(list, lexicon);
    }
    Optional<Source> named = named(source, lexicon);
    boolean type = SlotSpec.TYPES.contains(source) && !source.equals(SlotSpec.LIST);
    return named.isEmpty() && type ? Optional.of(new Typed(source)) : named;
  }

  private static Optional<Source> named(String name, Lexicon lexicon) {
    if (lexicon.lists().containsKey(name)) {
      return Optional.of(new Listed(name));
    }
    return Optional.ofNullable(lexicon.ranges().get(name))
        .map(range -> new Ranged(range.from(), range.to()));
  }
}
