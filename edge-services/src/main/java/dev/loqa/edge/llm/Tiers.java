package dev.loqa.edge.llm;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;

/// Which model answers: the wanted tier's, unless what was measured says that its first token would
/// come too late and a lower tier's would not. Pure but for its memory; thread-safe.
final class Tiers {
  /// How long a measurement counts; then the model is tried again.
  static final long COUNTS_NANOS = 60_000_000_000L;

  private final Map<Tier, String> models;
  private final Map<String, Measured> measured = new HashMap<>();

  /// A model's first tokens, the latest counting half.
  private record Measured(long nanos, long at) {}

  /// A model that may be asked.
  ///
  /// @param tier the tier it belongs to
  record Choice(Tier tier, String model) {}

  /// Those that may be asked, the best first, and why the first is not the wanted tier's.
  ///
  /// @param why empty when it is
  record Ranking(List<Choice> choices, String why) {
    Ranking {
      choices = List.copyOf(choices);
    }
  }

  /// @param models of each tier; a tier without one takes the next lower one's, else the next
  ///   higher one's
  Tiers(Map<Tier, String> models) {
    this.models = new EnumMap<>(Tier.class);
    this.models.putAll(models);
  }

  synchronized Ranking ranking(Tier wanted, long nowNanos) {
    List<Choice> down = down(wanted);
    if (down.isEmpty()) {
      return new Ranking(List.of(), "");
    }
    Choice first = down.getFirst();
    OptionalLong late = late(first, wanted, nowNanos);
    if (late.isEmpty()) {
      return new Ranking(down, "");
    }
    for (Choice lower : down.subList(1, down.size())) {
      if (late(lower, wanted, nowNanos).isEmpty()) {
        List<Choice> order = new ArrayList<>(down);
        order.remove(lower);
        order.addFirst(lower);
        return new Ranking(
            order,
            "%s took %d ms to its first word, %s allows %d ms"
                .formatted(
                    first.model(),
                    late.getAsLong() / 1_000_000,
                    wanted.word(),
                    wanted.budget().toMillis()));
      }
    }
    return new Ranking(down, "");
  }

  /// The models from `wanted` downwards, each once; with none there, the next higher one.
  private List<Choice> down(Tier wanted) {
    List<Choice> down = new ArrayList<>();
    for (Tier tier : List.copyOf(EnumSet.range(Tier.FAST, wanted)).reversed()) {
      add(down, tier);
    }
    for (Tier tier : EnumSet.range(wanted, Tier.RICH)) {
      if (down.isEmpty()) {
        add(down, tier);
      }
    }
    return down;
  }

  private void add(List<Choice> choices, Tier tier) {
    String model = models.get(tier);
    if (model != null && choices.stream().noneMatch(choice -> choice.model().equals(model))) {
      choices.add(new Choice(tier, model));
    }
  }

  /// What it takes, when that is too long.
  private OptionalLong late(Choice choice, Tier wanted, long nowNanos) {
    Measured known = measured.get(choice.model());
    return known != null
            && nowNanos - known.at() < COUNTS_NANOS
            && known.nanos() > wanted.budget().toNanos()
        ? OptionalLong.of(known.nanos())
        : OptionalLong.empty();
  }

  /// Notes that `model` took `nanos` to its first token, or gave none for so long.
  synchronized void took(String model, long nanos, long nowNanos) {
    Measured before = measured.get(model);
    long mean =
        before != null && nowNanos - before.at() < COUNTS_NANOS
            ? (before.nanos() + nanos) / 2
            : nanos;
    measured.put(model, new Measured(mean, nowNanos));
  }
}
