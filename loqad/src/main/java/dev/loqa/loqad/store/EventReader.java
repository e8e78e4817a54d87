package dev.loqa.loqad.store;

import dev.loqa.loqad.store.Page.Cursor;
import dev.loqa.loqad.store.Page.SessionSummary;
import dev.loqa.loqad.store.Page.StoredEvent;
import dev.loqa.protocol.EventId;
import dev.loqa.protocol.EventRecord;
import dev.loqa.protocol.NodeId;
import dev.loqa.protocol.SessionId;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Lists events and sessions page by page, each page from the key where the last one ended.
final class EventReader {
  // CROSS JOIN keeps SQLite from starting at the names.
  private static final String EVENTS =
      """
      SELECT e.seq, e.event_id, t.name, n.name, e.at, e.envelope, e.payload
      FROM events e CROSS JOIN names t ON t.id = e.type CROSS JOIN names n ON n.id = e.node
      WHERE e.payload IS NOT NULL\
      """;
  private static final String SESSIONS =
      """
      SELECT s.key, s.session_id, s.started_at, s.ended_at, count(e.seq), max(e.seq),
        (SELECT at FROM events WHERE session = s.key ORDER BY seq DESC LIMIT 1)
      FROM (SELECT * FROM sessions WHERE key < ? ORDER BY key DESC LIMIT ?) s LEFT JOIN events e ON e.session = s.key
      GROUP BY s.key ORDER BY s.key DESC\
      """;

  private final Readers readers;

  EventReader(Readers readers) {
    this.readers = readers;
  }

  Page<StoredEvent> events(Query query, Cursor after, int limit) {
    int most = Math.clamp(limit, 1, Page.LIMIT);
    List<Object> values = new ArrayList<>();
    String sql = sql(query, after, most, values);
    List<StoredEvent> events =
        readers.read(
            "reading events", connection -> run(connection, sql, values, EventReader::event));
    return new Page<>(
        events, events.size() < most ? null : new Cursor(events.getLast().sequence()));
  }

  /// What was born on that node, for the outbox.
  List<StoredEvent> bornAt(NodeId node, long after, int limit) {
    String sql = EVENTS + " AND e.seq > ? AND n.name = ? ORDER BY e.seq LIMIT ?";
    return readers.read(
        "reading unpublished events",
        connection ->
            run(connection, sql, List.of(after, node.value(), limit), EventReader::event));
  }

  Page<SessionSummary> sessions(Cursor after, int limit) {
    int most = Math.clamp(limit, 1, Page.LIMIT);
    long before = after.equals(Cursor.START) ? Long.MAX_VALUE : after.position();
    List<Keyed> found =
        readers.read(
            "reading sessions",
            connection -> run(connection, SESSIONS, List.of(before, most), EventReader::session));
    return new Page<>(
        found.stream().map(Keyed::summary).toList(),
        found.size() < most ? null : new Cursor(found.getLast().key()));
  }

  private static String sql(Query query, Cursor after, int most, List<Object> values) {
    StringBuilder sql = new StringBuilder(EVENTS);
    if (!query.newestFirst() || !after.equals(Cursor.START)) {
      restrict(
          sql, values, query.newestFirst() ? " AND e.seq < ?" : " AND e.seq > ?", after.position());
    }
    SessionId session = query.session();
    if (session != null) {
      restrict(
          sql,
          values,
          " AND e.session = (SELECT key FROM sessions WHERE session_id = ?)",
          session.value());
    }
    String type = query.type();
    if (type != null) {
      restrict(sql, values, " AND e.type = (SELECT id FROM names WHERE name = ?)", type);
    }
    Instant since = query.since();
    if (since != null) {
      restrict(sql, values, " AND e.at >= ?", SealedEvent.micros(since));
    }
    Instant until = query.until();
    if (until != null) {
      restrict(sql, values, " AND e.at < ?", SealedEvent.micros(until));
    }
    restrict(
        sql,
        values,
        query.newestFirst() ? " ORDER BY e.seq DESC LIMIT ?" : " ORDER BY e.seq LIMIT ?",
        most);
    return sql.toString();
  }

  private static void restrict(
      StringBuilder sql, List<Object> values, String condition, Object value) {
    sql.append(condition);
    values.add(value);
  }

  /// One row to one value.
  @FunctionalInterface
  interface Row<T> {
    T of(ResultSet row) throws SQLException;
  }

  static <T> List<T> run(Connection connection, String sql, List<?> values, Row<T> row)
      throws SQLException {
    try (PreparedStatement statement = connection.prepareStatement(sql)) {
      for (int i = 0; i < values.size(); i++) {
        statement.setObject(i + 1, values.get(i));
      }
      List<T> found = new ArrayList<>();
      try (ResultSet rows = statement.executeQuery()) {
        while (rows.next()) {
          found.add(row.of(rows));
        }
      }
      return found;
    }
  }

  private static StoredEvent event(ResultSet row) throws SQLException {
    return new StoredEvent(
        row.getLong(1),
        new EventRecord(
            new EventId(row.getString(2)),
            row.getString(3),
            new NodeId(row.getString(4)),
            SealedEvent.instant(row.getLong(5)),
            EnvelopeText.read(row.getString(6)),
            row.getString(7)));
  }

  private record Keyed(long key, SessionSummary summary) {}

  private static Keyed session(ResultSet row) throws SQLException {
    long started = row.getLong(3);
    long last = row.getLong(7);
    return new Keyed(
        row.getLong(1),
        new SessionSummary(
            new SessionId(row.getString(2)),
            SealedEvent.instant(started),
            SealedEvent.instant(last == 0 ? started : last),
            maybe(row, 4),
            row.getLong(5)));
  }

  static @Nullable Instant maybe(ResultSet row, int column) throws SQLException {
    long micros = row.getLong(column);
    return row.wasNull() ? null : SealedEvent.instant(micros);
  }
}
