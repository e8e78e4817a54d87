package dev.loqa.loqad.store;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;

/// Opens connections with the settings that durability and erasing rest on.
final class Database {
  private static final int BUSY_MILLIS = 5_000;
  private static final int CHECKPOINT_PAGES = 4_000;

  private Database() {}

  /// The one connection that writes: WAL, every commit synced, what is deleted is overwritten.
  static Connection writer(Path file, long maxPages) throws SQLException {
    Connection connection = DriverManager.getConnection("jdbc:sqlite:" + file);
    try {
      try (Statement statement = connection.createStatement()) {
        pragma(statement, "busy_timeout = " + BUSY_MILLIS);
        pragma(statement, "auto_vacuum = INCREMENTAL"); // only heeded while the file is empty
        pragma(statement, "journal_mode = WAL");
        pragma(statement, "synchronous = FULL");
        pragma(statement, "secure_delete = ON");
        pragma(statement, "wal_autocheckpoint = " + CHECKPOINT_PAGES);
        if (maxPages > 0) {
          pragma(statement, "max_page_count = " + maxPages);
        }
      }
      Schema.prepare(connection, file);
      return connection;
    } catch (SQLException | StoreException e) {
      connection.close();
      throw e;
    }
  }

  /// A connection that can only read.
  static Connection reader(Path file) throws SQLException {
    Connection connection = DriverManager.getConnection("jdbc:sqlite:" + file);
    try (Statement statement = connection.createStatement()) {
      pragma(statement, "busy_timeout = " + BUSY_MILLIS);
      pragma(statement, "query_only = ON");
      return connection;
    } catch (SQLException e) {
      connection.close();
      throw e;
    }
  }

  /// Ends the open transaction without effect and begins the next.
  ///
  /// SQLite itself rolls back when there is no room; the driver does not notice, and has to be told
  /// to begin again.
  static void rollBack(Connection connection) throws SQLException {
    try {
      connection.rollback();
    } catch (SQLException e) {
      try {
        connection.setAutoCommit(true);
      } catch (SQLException none) {
        e.addSuppressed(none); // there is nothing to commit either, which is what was wanted
      }
      connection.setAutoCommit(false);
    }
  }

  /// Moves the write-ahead log into the database and truncates it.
  static void fold(Path file) throws SQLException {
    try (Connection connection = DriverManager.getConnection("jdbc:sqlite:" + file);
        Statement statement = connection.createStatement()) {
      pragma(statement, "busy_timeout = " + BUSY_MILLIS);
      pragma(statement, "wal_checkpoint(TRUNCATE)");
    }
  }

  /// Runs a pragma to its end: some, such as `incremental_vacuum`, do their work row by row.
  static void pragma(Statement statement, String what) throws SQLException {
    if (statement.execute("PRAGMA " + what)) {
      try (ResultSet rows = statement.getResultSet()) {
        while (rows.next()) {
          // nothing to keep
        }
      }
    }
  }
}
