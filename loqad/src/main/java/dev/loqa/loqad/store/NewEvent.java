package dev.loqa.loqad.store;

import dev.loqa.loqad.store.StoreException.Fault;
import dev.loqa.protocol.Envelope;
import dev.loqa.protocol.EventId;
import dev.loqa.protocol.Ids;
import java.util.concurrent.ThreadLocalRandom;

/// An event to be appended here; the store adds node and time.
///
/// @param eventId unique over all nodes; an id that is already stored is refused
/// @param type what happened, lower-case words joined by dots; the end of the subject
///   `loqa.events.<node>.<type>`
/// @param envelope whose it is and how long it may be kept
/// @param payload one JSON object as text, at most 1 Mi characters
public record NewEvent(EventId eventId, String type, Envelope envelope, String payload) {
  static final int PAYLOAD_LIMIT = 1 << 20;
  private static final int TYPE_LIMIT = 64;

  public NewEvent {
    checkType(type);
    checkPayload(type, payload);
  }

  /// An event with a fresh id.
  public static NewEvent of(String type, Envelope envelope, String payload) {
    return new NewEvent(freshId(), type, envelope, payload);
  }

  // The time in front keeps new ids at the end of the unique index, which keeps appends fast.
  static EventId freshId() {
    String time = Long.toString(System.currentTimeMillis(), 32);
    return new EventId(Ids.random(time + "-", ThreadLocalRandom.current()));
  }

  static void checkType(String type) {
    boolean valid = !type.isEmpty() && type.length() <= TYPE_LIMIT;
    char before = '.';
    for (int i = 0; valid && i < type.length(); i++) {
      char c = type.charAt(i);
      valid =
          (c >= 'a' && c <= 'z')
              || (c >= '0' && c <= '9')
              || c == '_'
              || (c == '.' && before != '.');
      before = c;
    }
    if (!valid || before == '.') {
      throw new StoreException(
          Fault.REFUSED,
          "event type \"%s\" is not made of lower-case words joined by dots, at most 64 characters: use for example skill.result"
              .formatted(type.substring(0, Math.min(type.length(), TYPE_LIMIT))));
    }
  }

  static void checkPayload(String type, String payload) {
    if (payload.length() > PAYLOAD_LIMIT) {
      throw new StoreException(
          Fault.REFUSED,
          "payload of %s has %d characters: the limit is %d, store a shorter text"
              .formatted(type, payload.length(), PAYLOAD_LIMIT));
    }
    if (!payload.startsWith("{") || !payload.endsWith("}")) {
      throw new StoreException(
          Fault.REFUSED, "payload of %s is not a JSON object: wrap it in { }".formatted(type));
    }
  }
}
