package dev.loqa.loqad.store;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.LinkedHashMap;
import java.util.Map;

/// Small integers for strings that recur, kept in a table and remembered here. Used by the writer
/// thread only.
///
/// A lookup that finds nothing inserts; [#forget()] after a rollback, because what was inserted is
/// gone then.
final class Names implements AutoCloseable {
  private static final int REMEMBERED = 1_024;

  private final PreparedStatement find;
  private final PreparedStatement insert;
  private final boolean timed;
  private final Map<String, Long> known =
      new LinkedHashMap<>(64, 0.75f, true) {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Long> eldest) {
          return size() > REMEMBERED;
        }
      };

  private Names(PreparedStatement find, PreparedStatement insert, boolean timed) {
    this.find = find;
    this.insert = insert;
    this.timed = timed;
  }

  /// Types and nodes.
  static Names ofNames(Connection connection) throws SQLException {
    return new Names(
        connection.prepareStatement("SELECT id FROM names WHERE name = ?"),
        connection.prepareStatement("INSERT INTO names (name) VALUES (?) RETURNING id"),
        false);
  }

  /// Sessions, which also note when they began.
  static Names ofSessions(Connection connection) throws SQLException {
    return new Names(
        connection.prepareStatement("SELECT key FROM sessions WHERE session_id = ?"),
        connection.prepareStatement(
            "INSERT INTO sessions (session_id, started_at) VALUES (?, ?) RETURNING key"),
        true);
  }

  long key(String name, long atMicros) throws SQLException {
    Long remembered = known.get(name);
    if (remembered != null) {
      return remembered;
    }
    long key = look(name, atMicros);
    known.put(name, key);
    return key;
  }

  void forget() {
    known.clear();
  }

  private long look(String name, long atMicros) throws SQLException {
    find.setString(1, name);
    try (ResultSet rows = find.executeQuery()) {
      if (rows.next()) {
        return rows.getLong(1);
      }
    }
    insert.setString(1, name);
    if (timed) {
      insert.setLong(2, atMicros);
    }
    try (ResultSet rows = insert.executeQuery()) {
      rows.next();
      return rows.getLong(1);
    }
  }

  @Override
  public void close() throws SQLException {
    find.close();
    insert.close();
  }
}
