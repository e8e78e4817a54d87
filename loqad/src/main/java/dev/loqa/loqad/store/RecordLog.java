package dev.loqa.loqad.store;

import dev.loqa.protocol.PrivacyScope;
import java.sql.SQLException;

/// The writer's hand on recorded invocations, which are bounded: when a skill has more than 8 MiB
/// of them, or all have more than 64 MiB, the oldest go. Looked after once for each MiB that is
/// added. Used by the writer thread only.
final class RecordLog {
  static final long SKILL_BYTES = 8L << 20;
  static final long ALL_BYTES = 64L << 20;
  private static final long UNSEEN_BYTES = 1L << 20;

  private static final String TRIM =
      """
      DELETE FROM records WHERE place <= (SELECT max(place) FROM (
        SELECT place, sum(bytes) OVER (ORDER BY place DESC) AS newer FROM records%s) WHERE newer > ?)%s\
      """;

  private final StoreOptions options;
  // More than was added since the last look, when a transaction was rolled back: it looks earlier.
  private long unseen = UNSEEN_BYTES;

  RecordLog(StoreOptions options) {
    this.options = options;
  }

  void add(StateLog state, StateChange.InvocationRecorded recorded) throws SQLException {
    PrivacyScope scope = options.retention().effective(recorded.scope());
    if (scope == PrivacyScope.EPHEMERAL) {
      return;
    }
    state.update(
        "INSERT INTO records (invocation, skill, session, scope, at, bytes, body) VALUES (?, ?, ?, ?, ?, ?, ?)",
        recorded.id().value(),
        recorded.skill(),
        recorded.session(),
        SealedEvent.code(scope),
        SealedEvent.micros(options.clock().instant()),
        recorded.body().length,
        recorded.body());
    unseen += recorded.body().length;
    if (unseen >= UNSEEN_BYTES) {
      unseen = 0;
      state.update(
          TRIM.formatted(" WHERE skill = ?", " AND skill = ?"),
          recorded.skill(),
          SKILL_BYTES,
          recorded.skill());
      state.update(TRIM.formatted("", ""), ALL_BYTES);
    }
  }
}
