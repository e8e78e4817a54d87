package dev.loqa.loqad.store;

import dev.loqa.protocol.SessionId;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// Which events, and from which end. Null does not restrict.
///
/// Session is indexed; type and time are looked for along the way.
///
/// @param type exactly this type
/// @param since not before this wall clock time
/// @param until before this wall clock time
public record Query(
    @Nullable SessionId session,
    @Nullable String type,
    @Nullable Instant since,
    @Nullable Instant until,
    boolean newestFirst) {

  /// Everything, oldest first.
  public static Query all() {
    return new Query(null, null, null, null, false);
  }

  public static Query ofSession(SessionId session) {
    return new Query(session, null, null, null, false);
  }

  public static Query ofType(String type) {
    return new Query(null, type, null, null, false);
  }

  public Query reversed() {
    return new Query(session, type, since, until, !newestFirst);
  }

  public Query between(@Nullable Instant from, @Nullable Instant to) {
    return new Query(session, type, from, to, newestFirst);
  }
}
