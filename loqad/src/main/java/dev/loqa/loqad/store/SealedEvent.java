package dev.loqa.loqad.store;

import dev.loqa.protocol.Envelope;
import dev.loqa.protocol.EventId;
import dev.loqa.protocol.EventRecord;
import dev.loqa.protocol.NodeId;
import dev.loqa.protocol.PrivacyScope;
import dev.loqa.protocol.SessionId;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/// An event with its salt, digest and seal, ready for the writer.
///
/// Made in the caller's thread, so that hashing overlaps with what the writer inserts and syncs. It
/// keeps nothing of what the caller gave but ids: envelope and payload are the UTF-8 bytes that
/// were hashed and are stored, so that waiting for the writer holds each text once.
///
/// @param scope what the retention mode leaves of the event's own scope
@SuppressWarnings(
    "ArrayRecordComponent") // never compared, and copying would cost what sealing early saves
record SealedEvent(
    EventId id,
    Chain.Head head,
    @Nullable SessionId session,
    PrivacyScope scope,
    byte[] salt,
    byte[] envelope,
    byte[] payload,
    byte[] digest,
    byte[] seal) {

  private static final ThreadLocal<Sealer> SEALER = ThreadLocal.withInitial(Sealer::new);

  /// An event that is born here.
  static SealedEvent born(NewEvent event, StoreOptions options) {
    return SEALER
        .get()
        .seal(
            event.eventId(),
            event.type(),
            options.node(),
            options.clock().instant(),
            event.envelope(),
            event.payload(),
            options.retention());
  }

  /// An event that came from another node.
  static SealedEvent received(EventRecord event, Retention retention) {
    return SEALER
        .get()
        .seal(
            event.eventId(),
            event.type(),
            event.node(),
            event.at(),
            event.envelope(),
            event.payload(),
            retention);
  }

  /// The number that stands for a scope in the file; a wider scope has a greater one.
  static int code(PrivacyScope scope) {
    return switch (scope) {
      case EPHEMERAL -> 0;
      case SESSION -> 1;
      case PERSISTENT -> 2;
    };
  }

  /// Whether it may be written to disk at all.
  boolean kept() {
    return scope != PrivacyScope.EPHEMERAL;
  }

  static long micros(Instant at) {
    return ChronoUnit.MICROS.between(Instant.EPOCH, at);
  }

  static Instant instant(long micros) {
    return Instant.EPOCH.plus(micros, ChronoUnit.MICROS);
  }

  /// The tools of one thread; random bytes are drawn in bulk because one draw costs as much as two
  /// hashes.
  private static final class Sealer {
    private final Chain chain = new Chain();
    private final SecureRandom random = new SecureRandom();
    private final byte[] pool = new byte[256 * Chain.SALT_BYTES];
    private int used = pool.length;

    SealedEvent seal(
        EventId id,
        String type,
        NodeId node,
        Instant at,
        Envelope envelope,
        String payload,
        Retention retention) {
      byte[] salt = salt();
      byte[] text = EnvelopeText.write(envelope).getBytes(StandardCharsets.UTF_8);
      byte[] content = payload.getBytes(StandardCharsets.UTF_8);
      byte[] digest = chain.salted(salt, content);
      byte[] seal = chain.salted(salt, text);
      PrivacyScope scope = retention.effective(envelope.privacyScope());
      Chain.Head head = new Chain.Head(id.value(), type, node.value(), micros(at), code(scope));
      return new SealedEvent(
          id, head, envelope.sessionId(), scope, salt, text, content, digest, seal);
    }

    private byte[] salt() {
      if (used == pool.length) {
        random.nextBytes(pool);
        used = 0;
      }
      byte[] salt = Arrays.copyOfRange(pool, used, used + Chain.SALT_BYTES);
      Arrays.fill(pool, used, used + Chain.SALT_BYTES, (byte) 0);
      used += Chain.SALT_BYTES;
      return salt;
    }
  }
}
