package dev.loqa.skillhost;

import java.nio.file.Path;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/// The limits of one skill host.
///
/// @param cache the folder for compiled code, made with mode 0700; without it every start compiles
///   anew
/// @param concurrent how many calls run at once
/// @param waiting how long a call waits for a free slot before it fails
/// @param sleepers how many ABI v1 calls may run (and sleep) at once, in slots of their own
/// @param sleeperLimit how long an ABI v1 call may take
/// @param stackBytes the stack of a guest's thread
/// @param compileLimit how long compiling one module may take before it is stopped
/// @param loadLimit how long a call waits for its module to be ready
public record SkillHostOptions(
    @Nullable Path cache,
    int concurrent,
    Duration waiting,
    int sleepers,
    Duration sleeperLimit,
    long stackBytes,
    Duration compileLimit,
    Duration loadLimit) {

  /// For one home on one small machine.
  public static SkillHostOptions defaults() {
    return new SkillHostOptions(
        null,
        8,
        Duration.ofSeconds(2),
        16,
        Duration.ofHours(1),
        1 << 20,
        Duration.ofSeconds(30),
        Duration.ofSeconds(10));
  }

  /// The same with compiled code kept in a folder.
  public SkillHostOptions cachedIn(Path folder) {
    return new SkillHostOptions(
        folder, concurrent, waiting, sleepers, sleeperLimit, stackBytes, compileLimit, loadLimit);
  }
}
