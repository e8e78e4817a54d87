package dev.loqa.edge.stt;

import dev.loqa.protocol.SessionId;
import dev.loqa.protocol.SessionPrivate;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.LongSupplier;

/// The sessions whose next words may be a PIN, for as long as loqad said. Remembers [#MOST]; the
/// one that was named first is forgotten. Thread-safe.
final class PrivateSessions {
  static final int MOST = 256;

  private final LongSupplier nanos;
  // Guarded by this: until when, on the clock.
  private final Map<SessionId, Long> until = new LinkedHashMap<>();

  PrivateSessions(LongSupplier nanos) {
    this.nanos = nanos;
  }

  synchronized void follow(SessionPrivate told) {
    until.remove(told.sessionId());
    if (told.seconds() > 0) {
      until.put(told.sessionId(), nanos.getAsLong() + Duration.ofSeconds(told.seconds()).toNanos());
      if (until.size() > MOST) {
        until.remove(until.keySet().iterator().next());
      }
    }
  }

  synchronized boolean holds(SessionId session) {
    Long end = until.get(session);
    return end != null && nanos.getAsLong() - end < 0;
  }
}
