package dev.loqa.skillhost.record;

import dev.loqa.skillhost.SkillInvocation;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// One invocation: what the skill was called with and everything the host answered it, in order.
/// Enough to run it again anywhere. It holds what the guest saw and no more: a secret is in it by
/// its name only, because the host puts its value in after the guest's call.
///
/// @param skillVersion as the manifest said; empty if nothing ran
/// @param module hex SHA-256 of the module that ran; empty if nothing ran
/// @param calls the guest's calls into the host; empty if the record is too large
/// @param tooLarge why it cannot be replayed; none if it can
public record CallRecord(
    SkillInvocation invocation,
    String skillVersion,
    String module,
    List<RecordedCall> calls,
    RecordedEnd end,
    @Nullable String tooLarge) {
  /// The most bytes that guest and host may show each other in one record.
  public static final int MOST_BYTES = 128 * 1024;

  /// The most calls of one record.
  public static final int MOST_CALLS = 4_096;

  public CallRecord {
    calls = List.copyOf(calls);
  }
}
