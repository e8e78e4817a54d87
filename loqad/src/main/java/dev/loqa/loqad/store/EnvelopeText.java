package dev.loqa.loqad.store;

import dev.loqa.loqad.store.StoreException.Fault;
import dev.loqa.protocol.Envelope;
import dev.loqa.protocol.PrivacyScope;
import dev.loqa.protocol.SessionId;
import dev.loqa.protocol.TurnId;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// The canonical text of an envelope: trace, session, turn, actor, tier and scope, each ended by a
/// unit separator.
///
/// Hashed and stored as it is, so there is exactly one text for one envelope. New fields go to the
/// end.
final class EnvelopeText {
  private static final char SEPARATOR = '\u001f';
  private static final int FIELDS = 6;
  private static final int FIELD_LIMIT = 256;

  private EnvelopeText() {}

  static String write(Envelope envelope) {
    StringBuilder text = new StringBuilder(160);
    SessionId session = envelope.sessionId();
    TurnId turn = envelope.turnId();
    free(text, "trace_id", envelope.traceId());
    text.append(session == null ? "" : session.value())
        .append(SEPARATOR); // ids are checked by their types
    text.append(turn == null ? "" : turn.value()).append(SEPARATOR);
    free(text, "actor_id", envelope.actorId());
    free(text, "capability_tier", envelope.capabilityTier());
    text.append(envelope.privacyScope().wire()).append(SEPARATOR);
    return text.toString();
  }

  static Envelope read(String text) {
    List<String> fields = List.of(text.split(String.valueOf(SEPARATOR), -1));
    if (fields.size() < FIELDS) {
      throw new StoreException(
          Fault.DAMAGED,
          "an envelope has %d fields instead of %d: run `loqa events verify`"
              .formatted(fields.size(), FIELDS));
    }
    String session = maybe(fields.get(1));
    String turn = maybe(fields.get(2));
    return new Envelope(
        maybe(fields.get(0)),
        session == null ? null : new SessionId(session),
        turn == null ? null : new TurnId(turn),
        maybe(fields.get(3)),
        maybe(fields.get(4)),
        PrivacyScope.of(fields.get(5)));
  }

  private static @Nullable String maybe(String field) {
    return field.isEmpty() ? null : field;
  }

  private static void free(StringBuilder text, String name, @Nullable String value) {
    if (value != null) {
      if (value.length() > FIELD_LIMIT) {
        throw new StoreException(
            Fault.REFUSED,
            "%s has %d characters: use at most %d".formatted(name, value.length(), FIELD_LIMIT));
      }
      for (int i = 0; i < value.length(); i++) {
        if (value.charAt(i) < ' ') {
          throw new StoreException(
              Fault.REFUSED, "%s contains a control character: remove it".formatted(name));
        }
      }
      text.append(value);
    }
    text.append(SEPARATOR);
  }
}
