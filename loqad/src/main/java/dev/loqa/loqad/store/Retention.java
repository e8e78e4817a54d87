package dev.loqa.loqad.store;

import dev.loqa.protocol.PrivacyScope;
import java.time.Duration;

/// How long what is kept. The mode caps every event's own privacy scope; the times then say when a
/// scope is over.
///
/// `scope.ephemeral` events are never written. `scope.session` events go `sessionGrace` after their
/// session ended, where a session that has been quiet for `sessionIdle` counts as ended.
/// `scope.persistent` events go after `persistentFor`.
///
/// @param mode `PERSISTENT` leaves scopes as they are, `SESSION` keeps nothing beyond its session,
///   `EPHEMERAL` keeps no event
/// @param persistentFor zero keeps for ever
public record Retention(
    PrivacyScope mode, Duration sessionIdle, Duration sessionGrace, Duration persistentFor) {

  public Retention {
    if (sessionIdle.isNegative() || sessionIdle.isZero()) {
      throw new IllegalArgumentException(
          "session_idle is %s: use a positive duration".formatted(sessionIdle));
    }
    if (sessionGrace.isNegative() || persistentFor.isNegative()) {
      throw new IllegalArgumentException(
          "session_grace %s and persistent_for %s: use zero or more"
              .formatted(sessionGrace, persistentFor));
    }
  }

  /// Everything by its own scope; sessions end after a quiet day, persistent events after 30 days.
  public static Retention defaults() {
    return new Retention(
        PrivacyScope.PERSISTENT, Duration.ofHours(24), Duration.ofHours(1), Duration.ofDays(30));
  }

  public Retention withMode(PrivacyScope other) {
    return new Retention(other, sessionIdle, sessionGrace, persistentFor);
  }

  /// The narrower of the event's scope and the mode.
  PrivacyScope effective(PrivacyScope scope) {
    return scope.compareTo(mode) <= 0 ? scope : mode;
  }
}
