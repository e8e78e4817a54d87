package dev.loqa.loqad.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// A release can be gone back from: the one before opens what it wrote, if it said that it can.
final class SchemaVersionTest {
  private static final int NEXT = SchemaVersion.WRITES + 1;

  @TempDir private Path folder;

  @Test
  void aReleaseReadsWhatItWrites() {
    assertThat(SchemaVersion.READS).isGreaterThanOrEqualTo(SchemaVersion.WRITES);
  }

  @Test
  void aNewerDatabaseThatCanBeReadIsLeftAsItIsAndAnotherIsRefused() throws SQLException {
    Path file = folder.resolve("events.db");
    try (Connection connection = DriverManager.getConnection("jdbc:sqlite:" + file);
        Statement statement = connection.createStatement()) {
      Schema.prepare(connection, file);
      assertThat(version(statement)).isEqualTo(SchemaVersion.WRITES);
      statement.execute("PRAGMA user_version = " + NEXT);

      Schema.prepare(connection, file, NEXT);
      assertThat(version(statement)).isEqualTo(NEXT);

      assertThatThrownBy(() -> Schema.prepare(connection, file, SchemaVersion.WRITES))
          .isInstanceOf(StoreException.class)
          .hasMessageContaining("has schema version " + NEXT);
    }
  }

  private static int version(Statement statement) throws SQLException {
    try (ResultSet rows = statement.executeQuery("PRAGMA user_version")) {
      return rows.next() ? rows.getInt(1) : -1;
    }
  }
}
