package dev.loqa.loqad.converse;

import java.util.function.BooleanSupplier;
import java.util.function.LongSupplier;

/// The nodes of one kind, as a turn that depends on them sees them. Any thread may ask.
///
/// @param asked whether it is worth asking one
/// @param here whether one is here now
/// @param departures how many have ended so far: who sees that grow while it waits has perhaps lost
///   the one that it waits for
public record Nodes(BooleanSupplier asked, BooleanSupplier here, LongSupplier departures) {
  /// Nodes of which none ever ends.
  public static Nodes lasting(BooleanSupplier here) {
    return new Nodes(here, here, () -> 0);
  }
}
