package dev.loqa.loqad.store;

import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// What [EventStore#verify()] found.
///
/// @param events that are in the chain
/// @param erased of these, whose content was erased
/// @param prunedThrough everything up to this sequence was pruned; 0 when nothing was
/// @param bad where the chain breaks first, null when it is whole
public record VerifyReport(long events, long erased, long prunedThrough, @Nullable BadEvent bad) {

  public boolean sound() {
    return bad == null;
  }

  public Optional<BadEvent> firstBad() {
    return Optional.ofNullable(bad);
  }

  /// The first event that is not what was written.
  ///
  /// @param eventId as it stands in the file, `unknown` where it can not be read
  /// @param reason a sentence for an operator
  public record BadEvent(long sequence, String eventId, String reason) {}
}
