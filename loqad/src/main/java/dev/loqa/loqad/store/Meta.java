package dev.loqa.loqad.store;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;

/// Named numbers of the store, such as how far the outbox has come.
final class Meta {
  static final String OUTBOX = "outbox_position";
  static final String INTAKE = "intake_position";

  private Meta() {}

  /// The number, 0 when it was never set.
  static long get(Connection connection, String key) throws SQLException {
    List<Long> found =
        EventReader.run(
            connection,
            "SELECT value FROM meta WHERE key = ?",
            List.of(key),
            row -> row.getLong(1));
    return found.isEmpty() ? 0 : found.getFirst();
  }

  static void set(StateLog state, String key, long value) throws SQLException {
    state.update(
        "INSERT INTO meta (key, value) VALUES (?, ?) ON CONFLICT DO UPDATE SET value = excluded.value",
        key,
        value);
  }
}
