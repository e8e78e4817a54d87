package dev.loqa.loqad.store;

import dev.loqa.loqad.store.StoreException.Fault;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;

/// The tables, and their version in `PRAGMA user_version`: [SchemaVersion].
///
/// Names of types and nodes and ids of sessions are integers in the events, and time has no index:
/// both keep appends fast.
final class Schema {
  private static final List<String> TABLES =
      List.of(
          "CREATE TABLE meta (key TEXT PRIMARY KEY, value INTEGER NOT NULL) STRICT, WITHOUT ROWID",
          "CREATE TABLE names (id INTEGER PRIMARY KEY, name TEXT NOT NULL UNIQUE) STRICT",
          """
          CREATE TABLE sessions (
            key INTEGER PRIMARY KEY, session_id TEXT NOT NULL UNIQUE, started_at INTEGER NOT NULL, ended_at INTEGER,
            erased_to INTEGER NOT NULL DEFAULT 0) STRICT\
          """,
          """
          CREATE TABLE events (
            seq INTEGER PRIMARY KEY, event_id TEXT NOT NULL UNIQUE, type INTEGER NOT NULL, node INTEGER NOT NULL,
            at INTEGER NOT NULL, session INTEGER, scope INTEGER NOT NULL, salt BLOB, envelope TEXT, payload TEXT,
            digest BLOB NOT NULL, link BLOB NOT NULL, seal BLOB) STRICT\
          """,
          "CREATE INDEX events_by_session ON events (session) WHERE session IS NOT NULL",
          "CREATE TABLE checkpoints (seq INTEGER PRIMARY KEY, link BLOB NOT NULL, at INTEGER NOT NULL) STRICT",
          "CREATE TABLE probe (room BLOB NOT NULL) STRICT",
          "CREATE TABLE kv (skill TEXT, key TEXT, value BLOB NOT NULL, PRIMARY KEY (skill, key)) STRICT, WITHOUT ROWID",
          """
          CREATE TABLE timers (
            skill TEXT, id TEXT, kind TEXT NOT NULL, state TEXT NOT NULL, due_at INTEGER NOT NULL, created_at INTEGER NOT NULL,
            repeat TEXT, payload TEXT NOT NULL, session TEXT, room TEXT, PRIMARY KEY (skill, id)) STRICT, WITHOUT ROWID\
          """,
          """
          CREATE TABLE invocations (
            id TEXT PRIMARY KEY, skill TEXT NOT NULL, intent TEXT, session TEXT, started_at INTEGER NOT NULL,
            ended_at INTEGER, outcome TEXT) STRICT, WITHOUT ROWID\
          """,
          "CREATE INDEX invocations_open ON invocations (started_at) WHERE ended_at IS NULL",
          """
          CREATE TABLE leases (
            name TEXT PRIMARY KEY, owner TEXT NOT NULL, epoch INTEGER NOT NULL, taken_at INTEGER NOT NULL) STRICT, WITHOUT ROWID\
          """);

  /// What each version added to the one before, from the second on.
  private static final List<List<String>> STEPS =
      List.of(
          List.of(
              """
              CREATE TABLE skill_versions (
                skill TEXT, digest TEXT, version TEXT NOT NULL, publisher TEXT, active INTEGER NOT NULL,
                installed_at INTEGER NOT NULL, consent TEXT, installed_by TEXT NOT NULL, note TEXT,
                PRIMARY KEY (skill, digest)) STRICT, WITHOUT ROWID\
              """,
              "CREATE UNIQUE INDEX skill_versions_active ON skill_versions (skill) WHERE active = 1",
              """
              CREATE TABLE skill_publishers (
                skill TEXT PRIMARY KEY, publisher TEXT NOT NULL, since INTEGER NOT NULL) STRICT, WITHOUT ROWID\
              """),
          List.of(
              """
              CREATE TABLE records (
                place INTEGER PRIMARY KEY, invocation TEXT NOT NULL UNIQUE, skill TEXT NOT NULL, session TEXT,
                scope INTEGER NOT NULL, at INTEGER NOT NULL, bytes INTEGER NOT NULL, body BLOB NOT NULL) STRICT\
              """,
              "CREATE INDEX records_by_skill ON records (skill, place, bytes)",
              "CREATE INDEX records_by_session ON records (session) WHERE session IS NOT NULL"),
          List.of(
              """
              CREATE TABLE registries (
                place TEXT PRIMARY KEY, key TEXT NOT NULL, since INTEGER NOT NULL, followed_by TEXT NOT NULL,
                looked_at INTEGER, fault TEXT) STRICT, WITHOUT ROWID\
              """,
              """
              CREATE TABLE registry_indexes (
                key TEXT PRIMARY KEY, version INTEGER NOT NULL, sha512 TEXT NOT NULL, seen_at INTEGER NOT NULL,
                file BLOB NOT NULL, revoked TEXT NOT NULL) STRICT\
              """,
              """
              CREATE TABLE overruled_revocations (
                consent TEXT PRIMARY KEY, skill TEXT NOT NULL, agreed_by TEXT NOT NULL, at INTEGER NOT NULL)
                STRICT, WITHOUT ROWID\
              """));

  private Schema() {}

  static void prepare(Connection connection, Path file) throws SQLException {
    prepare(connection, file, SchemaVersion.READS);
  }

  /// @param reads the newest version that is left as it is
  static void prepare(Connection connection, Path file, int reads) throws SQLException {
    try (Statement statement = connection.createStatement()) {
      int found = version(statement);
      if (found >= 0 && found < SchemaVersion.WRITES) {
        statement.execute("BEGIN IMMEDIATE");
        for (String table : found == 0 ? TABLES : List.<String>of()) {
          statement.execute(table);
        }
        for (List<String> step : STEPS.subList(Math.max(0, found - 1), STEPS.size())) {
          for (String table : step) {
            statement.execute(table);
          }
        }
        statement.execute("PRAGMA user_version = " + SchemaVersion.WRITES);
        statement.execute("COMMIT");
      } else if (found < 0 || found > reads) {
        throw new StoreException(
            Fault.REFUSED,
            "%s has schema version %d and this program knows %d: use the Loqa that wrote it, or update this one"
                .formatted(file, found, reads));
      }
    }
  }

  private static int version(Statement statement) throws SQLException {
    try (ResultSet rows = statement.executeQuery("PRAGMA user_version")) {
      return rows.next() ? rows.getInt(1) : 0;
    }
  }
}
