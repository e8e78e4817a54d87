package dev.loqa.loqad.store;

import dev.loqa.protocol.SessionId;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.sql.Types;

/// The writer's hand on the table of events: gives each its place in local order and its link.
///
/// Rows are collected and sent to SQLite some at a time, the last by [#flush()]: more would have
/// left the processor's cache when they are bound. Texts are bound as the UTF-8 bytes that were
/// hashed, which `CAST` takes as they are: a string would be encoded once more for each row. Used
/// by the writer thread only.
final class EventLog implements AutoCloseable {
  private static final int ROWS = 128;

  private final Connection connection;
  private final Chain chain = new Chain();
  private final Names names;
  private final Names sessions;
  private final PreparedStatement insert;
  private final PreparedStatement exists;
  private long sequence;
  private byte[] link = Chain.origin();
  private int unflushed;

  EventLog(Connection connection) throws SQLException {
    this.connection = connection;
    names = Names.ofNames(connection);
    sessions = Names.ofSessions(connection);
    insert =
        connection.prepareStatement(
            """
            INSERT INTO events (seq, event_id, type, node, at, session, scope, salt, envelope, payload, digest, link)
            VALUES (?, ?, ?, ?, ?, ?, ?, ?, CAST(? AS TEXT), CAST(? AS TEXT), ?, ?)\
            """);
    exists = connection.prepareStatement("SELECT 1 FROM events WHERE event_id = ?");
    reload();
  }

  /// The sequence of the newest event.
  long sequence() {
    return sequence;
  }

  /// Adds one event and returns its sequence.
  long add(SealedEvent event) throws SQLException {
    Chain.Head head = event.head();
    long place = sequence + 1;
    byte[] next = chain.link(link, place, event.digest(), event.seal(), head);
    insert.setLong(1, place);
    insert.setString(2, head.eventId());
    insert.setLong(3, names.key(head.type(), head.atMicros()));
    insert.setLong(4, names.key(head.node(), head.atMicros()));
    insert.setLong(5, head.atMicros());
    SessionId session = event.session();
    if (session == null) {
      insert.setNull(6, Types.INTEGER);
    } else {
      insert.setLong(6, sessions.key(session.value(), head.atMicros()));
    }
    insert.setInt(7, head.scope());
    insert.setBytes(8, event.salt());
    insert.setBytes(9, event.envelope());
    insert.setBytes(10, event.payload());
    insert.setBytes(11, event.digest());
    insert.setBytes(12, next);
    insert.addBatch();
    unflushed++;
    sequence = place;
    link = next;
    if (unflushed == ROWS) {
      flush();
    }
    return place;
  }

  boolean contains(String eventId) throws SQLException {
    flush();
    exists.setString(1, eventId);
    try (ResultSet rows = exists.executeQuery()) {
      return rows.next();
    }
  }

  void flush() throws SQLException {
    if (unflushed > 0) {
      unflushed = 0;
      insert.executeBatch();
    }
  }

  /// Forgets remembered keys, because their rows are about to go.
  void forgetKeys() throws SQLException {
    flush();
    names.forget();
    sessions.forget();
  }

  /// Forgets what a rolled back transaction had added.
  void reload() throws SQLException {
    insert.clearBatch();
    unflushed = 0;
    names.forget();
    sessions.forget();
    sequence = 0;
    link = Chain.origin();
    try (Statement statement = connection.createStatement();
        ResultSet rows =
            statement.executeQuery(
                """
                SELECT seq, link FROM (
                  SELECT * FROM (SELECT seq, link FROM events ORDER BY seq DESC LIMIT 1)
                  UNION ALL SELECT * FROM (SELECT seq, link FROM checkpoints ORDER BY seq DESC LIMIT 1))
                ORDER BY seq DESC LIMIT 1\
                """)) {
      if (rows.next()) {
        sequence = rows.getLong(1);
        link = rows.getBytes(2);
      }
    }
  }

  @Override
  public void close() throws SQLException {
    names.close();
    sessions.close();
    insert.close();
    exists.close();
  }
}
