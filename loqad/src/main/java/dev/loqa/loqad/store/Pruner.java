package dev.loqa.loqad.store;

import dev.loqa.protocol.Envelope;
import dev.loqa.protocol.PrivacyScope;
import java.nio.charset.StandardCharsets;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

/// Forgets by retention, in slices that hold the writer for milliseconds.
///
/// First the content of what has expired is erased (the skeleton keeps the chain), then the oldest
/// run of erased events is deleted; a checkpoint and a `store.pruned` event commit with each
/// deletion. What is due is looked for on read connections.
final class Pruner {
  static final String PRUNED = "store.pruned";
  private static final int SLICE = 500;
  private static final Duration INVOCATIONS_KEPT = Duration.ofDays(30);

  private final Writer writer;
  private final Readers readers;
  private final StoreOptions options;
  private final Chain chain = new Chain();

  Pruner(Writer writer, Readers readers, StoreOptions options) {
    this.writer = writer;
    this.readers = readers;
    this.options = options;
  }

  /// What one pruning did.
  record Pruned(long erased, long deleted) {}

  Pruned prune() {
    Instant now = options.clock().instant();
    endQuietSessions(now);
    long erased = eraseSessions(now) + eraseOld(now);
    long deleted = deleteTail();
    forgetEmpty(now);
    if (erased + deleted > 0) {
      vacuum();
    }
    return new Pruned(erased, deleted);
  }

  private void endQuietSessions(Instant now) {
    write(transaction ->
        transaction
            .state()
            .update(
                """
                UPDATE sessions SET ended_at = ?1 WHERE ended_at IS NULL AND
                  coalesce((SELECT at FROM events e WHERE e.session = sessions.key ORDER BY seq DESC LIMIT 1), started_at) < ?2\
                """,
                SealedEvent.micros(now),
                SealedEvent.micros(now.minus(options.retention().sessionIdle()))));
  }

  private long eraseSessions(Instant now) {
    int scopes = sessionScopes();
    long ended = SealedEvent.micros(now.minus(options.retention().sessionGrace()));
    List<long[]> sessions =
        readers.read(
            "looking for ended sessions",
            connection ->
                EventReader.run(
                    connection,
                    """
                    SELECT key, erased_to, (SELECT max(seq) FROM events WHERE session = key) AS newest FROM sessions
                    WHERE ended_at <= ? AND newest > erased_to\
                    """,
                    List.of(ended),
                    row -> new long[] {row.getLong(1), row.getLong(3)}));
    long erased = 0;
    for (long[] session : sessions) {
      erased +=
          erase(
              "SELECT seq FROM events WHERE session = ? AND scope <= ? AND seq > ? ORDER BY seq LIMIT "
                  + SLICE,
              List.of(session[0], scopes));
      erased +=
          write(transaction -> {
            StateLog state = transaction.state();
            state.update("UPDATE sessions SET erased_to = ? WHERE key = ?", session[1], session[0]);
            return state.update(
                "DELETE FROM records WHERE session = (SELECT session_id FROM sessions WHERE key = ?) AND scope <= ?",
                session[0],
                scopes);
          });
    }
    return erased;
  }

  // The mode counts for what is stored already, too: a setting that deletes nothing would be a lie.
  private int sessionScopes() {
    boolean narrowed = options.retention().mode() != PrivacyScope.PERSISTENT;
    return SealedEvent.code(narrowed ? PrivacyScope.PERSISTENT : PrivacyScope.SESSION);
  }

  private long eraseOld(Instant now) {
    Retention retention = options.retention();
    if (retention.mode() == PrivacyScope.EPHEMERAL) {
      return eraseBefore(Long.MAX_VALUE, SealedEvent.code(PrivacyScope.PERSISTENT), "");
    }
    Instant homeless = now.minus(retention.sessionIdle()).minus(retention.sessionGrace());
    long erased =
        eraseBefore(SealedEvent.micros(homeless), sessionScopes(), " AND session IS NULL");
    if (!retention.persistentFor().isZero()) {
      erased +=
          eraseBefore(
              SealedEvent.micros(now.minus(retention.persistentFor())),
              SealedEvent.code(PrivacyScope.PERSISTENT),
              "");
    }
    return erased;
  }

  private long eraseBefore(long micros, int scopes, String extra) {
    int records =
        write(transaction ->
            transaction
                .state()
                .update("DELETE FROM records WHERE at < ? AND scope <= ?" + extra, micros, scopes));
    return records
        + erase(
            """
            SELECT seq FROM events WHERE at < ? AND scope <= ? AND seq > ? AND payload IS NOT NULL
            AND type IS NOT (SELECT id FROM names WHERE name = '%s')%s ORDER BY seq LIMIT %d\
            """
                .formatted(PRUNED, extra, SLICE),
            List.of(micros, scopes));
  }

  /// Erases what `select` finds, slice by slice; its last parameter is where the slice before
  /// ended.
  private long erase(String select, List<Object> values) {
    long erased = 0;
    long after = 0;
    while (true) {
      List<Object> all = List.of(values.get(0), values.get(1), after);
      List<Long> slice =
          readers.read(
              "looking for what to forget",
              connection -> EventReader.run(connection, select, all, row -> row.getLong(1)));
      if (slice.isEmpty()) {
        return erased;
      }
      erased += write(transaction -> blank(transaction, slice));
      after = slice.getLast();
    }
  }

  private int blank(Work.Transaction transaction, List<Long> slice) throws SQLException {
    int blanked = 0;
    transaction.events().flush();
    try (PreparedStatement update =
        transaction
            .connection()
            .prepareStatement(
                "UPDATE events SET seal = ?, salt = NULL, envelope = NULL, payload = NULL, session = NULL WHERE seq = ?")) {
      for (long place : slice) {
        List<byte[]> seals =
            EventReader.run(
                transaction.connection(),
                "SELECT salt, envelope FROM events WHERE seq = ? AND seal IS NULL",
                List.of(place),
                row ->
                    chain.salted(
                        row.getBytes(1), row.getString(2).getBytes(StandardCharsets.UTF_8)));
        if (!seals.isEmpty()) {
          update.setBytes(1, seals.getFirst());
          update.setLong(2, place);
          blanked += update.executeUpdate();
        }
      }
    }
    return blanked;
  }

  private long deleteTail() {
    long deleted = 0;
    while (true) {
      List<Long> through =
          readers.read(
              "looking for the end of what is erased",
              connection ->
                  EventReader.run(
                      connection,
                      """
                      SELECT max(seq), sum(seal IS NOT NULL) FROM (
                        SELECT seq, seal FROM events WHERE seq < coalesce(
                          (SELECT seq FROM events WHERE seal IS NULL AND type IS NOT (SELECT id FROM names WHERE name = ?) ORDER BY seq LIMIT 1),
                          9223372036854775807)
                        ORDER BY seq LIMIT ?)\
                      """,
                      List.of(PRUNED, SLICE),
                      row -> row.getLong(2) > 0 ? row.getLong(1) : 0L));
      if (through.getFirst() == 0) {
        return deleted;
      }
      deleted += write(transaction -> cut(transaction, through.getFirst()));
    }
  }

  private int cut(Work.Transaction transaction, long through) throws SQLException {
    transaction.events().flush();
    byte[] link =
        EventReader.run(
                transaction.connection(),
                "SELECT link FROM events WHERE seq = ?",
                List.of(through),
                row -> row.getBytes(1))
            .getFirst();
    StateLog state = transaction.state();
    int deleted = state.update("DELETE FROM events WHERE seq <= ?", through);
    state.update("DELETE FROM checkpoints");
    state.update(
        "INSERT INTO checkpoints (seq, link, at) VALUES (?, ?, ?)",
        through,
        link,
        SealedEvent.micros(options.clock().instant()));
    NewEvent announcement =
        NewEvent.of(PRUNED, Envelope.ofSystem(), Verifier.announcement(through, link, deleted));
    transaction
        .events()
        .add(SealedEvent.born(announcement, options.withRetention(Retention.defaults())));
    return deleted;
  }

  private void forgetEmpty(Instant now) {
    write(transaction -> {
      transaction.events().forgetKeys();
      StateLog state = transaction.state();
      state.update(
          "DELETE FROM invocations WHERE ended_at < ?",
          SealedEvent.micros(now.minus(INVOCATIONS_KEPT)));
      return state.update(
          "DELETE FROM sessions WHERE ended_at IS NOT NULL AND NOT EXISTS (SELECT 1 FROM events WHERE session = key)");
    });
  }

  /// Gives free pages back and empties the log, where erased content would otherwise still stand.
  private void vacuum() {
    long free = 1;
    while (free > 0) {
      long before = free;
      free =
          write(transaction -> {
            try (var statement = transaction.connection().createStatement()) {
              transaction.events().flush();
              Database.pragma(statement, "incremental_vacuum(" + SLICE + ")");
            }
            return EventReader.run(
                    transaction.connection(),
                    "PRAGMA freelist_count",
                    List.of(),
                    row -> row.getLong(1))
                .getFirst();
          });
      if (free == before) {
        break;
      }
    }
    try {
      Database.fold(options.file());
    } catch (SQLException e) {
      throw SqlFaults.explain(options.file(), "folding the log in", e);
    }
  }

  private <T> T write(Work<T> work) {
    return writer.submit(work, SLICE).await(options.patience());
  }
}
