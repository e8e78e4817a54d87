package dev.loqa.loqad.converse;

import dev.loqa.protocol.NodeId;
import java.util.List;
import java.util.Set;
import java.util.function.BooleanSupplier;
import java.util.function.Function;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/// The nodes of one kind, as a turn that depends on them sees them. Any thread may ask.
///
/// @param asked whether it is worth asking one
/// @param here whether one is here now
/// @param ranked those that are here and take what is sent to them alone, the best for what needs
///   these capabilities first
/// @param departures how many have ended so far: who sees that grow while it waits has perhaps lost
///   the one that it waits for
public record Nodes(
    BooleanSupplier asked,
    BooleanSupplier here,
    LongSupplier departures,
    Function<Set<String>, List<NodeId>> ranked) {
  /// Who is asked the so manieth time, counted from 0: each time the next one; null for whoever is
  /// free, where there are not two to choose between.
  @Nullable NodeId choose(Set<String> wanted, int time) {
    List<NodeId> order = ranked.apply(wanted);
    return order.size() < 2 ? null : order.get(time % order.size());
  }

  /// Whether one that was chosen is not here any more.
  boolean lost(@Nullable NodeId chosen) {
    return chosen != null && !ranked.apply(Set.of()).contains(chosen);
  }

  /// Nodes of which none ever ends.
  public static Nodes lasting(BooleanSupplier here) {
    return new Nodes(here, here, () -> 0, wanted -> List.of());
  }
}
