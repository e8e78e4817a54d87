package dev.loqa.skillhost;

import java.time.Duration;
import java.util.List;

/// What one call used and already did, however it ended.
///
/// @param wall from the start of the instance to its end, without waiting for a free slot
/// @param memoryPages linear memory at the end, in pages of 64 KiB
/// @param hostCalls how often it called the host
/// @param denials how many of those were denied; each was audited
/// @param done effects that have happened and cannot be taken back (web calls; messages of ABI v1)
public record Trail(Duration wall, int memoryPages, int hostCalls, int denials, List<Effect> done) {

  /// Nothing ran.
  public static final Trail NONE = new Trail(Duration.ZERO, 0, 0, 0, List.of());

  public Trail {
    done = List.copyOf(done);
  }
}
