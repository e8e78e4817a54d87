package dev.loqa.protocol;

import java.time.Instant;

/// One thing that happened, as the event store keeps it and `LOQA_EVENTS` carries it.
///
/// @param type lower-case words joined by dots, `route.decision`
/// @param at the wall clock of who made it; the order of events is the store's, not this
/// @param payload a JSON object as text
public record EventRecord(
    EventId eventId, String type, NodeId node, Instant at, Envelope envelope, String payload) {
  public EventRecord {
    if (!type.matches("[a-z0-9_]+(\\.[a-z0-9_]+)*") || type.length() > 64) {
      throw new ProtocolException(
          "type is "
              + Quoted.of(type)
              + ": use lower-case words joined by dots, at most 64 characters");
    }
  }
}
