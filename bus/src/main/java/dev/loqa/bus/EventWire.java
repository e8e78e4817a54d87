package dev.loqa.bus;

import dev.loqa.base.json.Json;
import dev.loqa.base.json.JsonException;
import dev.loqa.protocol.Envelope;
import dev.loqa.protocol.EventId;
import dev.loqa.protocol.EventRecord;
import dev.loqa.protocol.NodeId;
import dev.loqa.protocol.ProtocolException;
import java.time.Instant;
import java.util.Map;

/// An event on the stream: `{event_id, type, node, at, envelope, payload}` with the payload as a
/// JSON object.
final class EventWire {
  private static final int MOST_BYTES = 1024 * 1024 - 4096;

  private EventWire() {}

  /// The event's shape on the wire.
  record Shape(
      EventId eventId,
      String type,
      NodeId node,
      Instant at,
      Envelope envelope,
      Map<String, Object> payload) {}

  static String subject(EventRecord event) {
    return "loqa.events." + event.node() + "." + event.type();
  }

  static byte[] encode(EventRecord event) {
    byte[] bytes;
    try {
      bytes =
          Json.write(
              new Shape(
                  event.eventId(),
                  event.type(),
                  event.node(),
                  event.at(),
                  event.envelope(),
                  Json.readObject(event.payload())));
    } catch (JsonException e) {
      throw new WireException("the payload of event " + event.eventId() + ": " + e.getMessage(), e);
    }
    if (bytes.length > MOST_BYTES) {
      throw new WireException(
          "event "
              + event.eventId()
              + " has "
              + bytes.length
              + " bytes: keep it below "
              + MOST_BYTES);
    }
    return bytes;
  }

  static EventRecord decode(String subject, byte[] body) {
    try {
      Shape shape = Json.read(body, Shape.class);
      return new EventRecord(
          shape.eventId(),
          shape.type(),
          shape.node(),
          shape.at(),
          shape.envelope(),
          Json.text(shape.payload()));
    } catch (JsonException | ProtocolException | NullPointerException e) {
      throw new WireException(subject + " carries no event: " + e.getMessage(), e);
    }
  }
}
