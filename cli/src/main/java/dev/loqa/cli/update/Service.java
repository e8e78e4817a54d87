package dev.loqa.cli.update;

import java.util.Optional;

/// What runs from the active release on this machine. Each call has a deadline of its own; used by
/// one thread.
public interface Service {
  /// Whether anything runs here that a switch has to start anew and to watch; notes what is wrong
  /// with it already.
  boolean runs();

  /// Has everything that runs start anew.
  ///
  /// @return what went wrong, empty if nothing did
  Optional<String> restart();

  /// Waits until what runs is healthy, and stays so for a moment.
  ///
  /// @param ranBefore whether this machine has run it already: a shorter moment is enough
  /// @return what is wrong when the deadline comes, empty if nothing is
  Optional<String> health(boolean ranBefore);
}
