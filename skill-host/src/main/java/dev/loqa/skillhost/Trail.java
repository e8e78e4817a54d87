package dev.loqa.skillhost;

import dev.loqa.skillhost.manifest.Risk;
import java.time.Duration;
import java.util.List;

/// What one call used and already did, however it ended.
///
/// @param wall from the start of the instance to its end, without waiting for a free slot
/// @param memoryPages linear memory at the end, in pages of 64 KiB
/// @param hostCalls how often it called the host
/// @param denials how many of those were denied; each was audited
/// @param uncleared effects that nobody had agreed to, so that they were denied; the first 16
/// @param done effects that have happened and cannot be taken back (web calls; messages of ABI v1)
public record Trail(
    Duration wall,
    int memoryPages,
    int hostCalls,
    int denials,
    List<Uncleared> uncleared,
    List<Effect> done) {

  /// Nothing ran.
  public static final Trail NONE = new Trail(Duration.ZERO, 0, 0, 0, List.of(), List.of());

  public Trail {
    uncleared = List.copyOf(uncleared);
    done = List.copyOf(done);
  }

  /// An effect that was denied because a person has to agree first.
  ///
  /// @param needed what would have had to be cleared
  public record Uncleared(Effect effect, Risk needed) {}
}
