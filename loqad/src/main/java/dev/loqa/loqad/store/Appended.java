package dev.loqa.loqad.store;

import dev.loqa.protocol.EventId;

/// Proof that an event is durable, or that it is of the kind that is never kept.
///
/// @param sequence place in the local order, from 1; [#NOT_KEPT] for an ephemeral event
public record Appended(EventId eventId, long sequence) {
  public static final long NOT_KEPT = 0;

  public boolean kept() {
    return sequence != NOT_KEPT;
  }
}
