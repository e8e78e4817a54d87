package dev.loqa.loqad.store;

import dev.loqa.loqad.store.StoreContent.Rows;
import dev.loqa.loqad.store.StoreException.Fault;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/// Reads a whole database for [StoreContent]. One use, one thread; the database stands still
/// meanwhile.
final class StoreReading {
  /// The chain stands for the events; positions and the room kept free are no content.
  private static final Set<String> NOT_COMPARED = Set.of("events", "meta", "probe");

  private final Connection connection;
  private final Path file;

  StoreReading(Connection connection, Path file) {
    this.connection = connection;
    this.file = file;
  }

  StoreContent content() throws SQLException {
    int schema = version();
    VerifyReport chain = new Verifier().verify(connection);
    VerifyReport.BadEvent bad = chain.bad();
    Map<String, Rows> tables = new TreeMap<>();
    for (String table : list("SELECT name FROM sqlite_master WHERE type = 'table' ORDER BY name")) {
      if (!NOT_COMPARED.contains(table) && !table.startsWith("sqlite_")) {
        tables.put(table, rows(table));
      }
    }
    long newest = chain.prunedThrough();
    String head = "";
    try (Statement statement = connection.createStatement();
        ResultSet last =
            statement.executeQuery("SELECT seq, link FROM events ORDER BY seq DESC LIMIT 1")) {
      if (last.next()) {
        newest = last.getLong(1);
        head = HexFormat.of().formatHex(last.getBytes(2));
      }
    }
    return new StoreContent(
        schema,
        chain.events(),
        chain.erased(),
        chain.prunedThrough(),
        newest,
        head,
        tables,
        packages(tables),
        bad == null
            ? null
            : "event " + bad.sequence() + " (" + bad.eventId() + "): " + bad.reason());
  }

  private int version() throws SQLException {
    int found =
        EventReader.run(connection, "PRAGMA user_version", List.of(), row -> row.getInt(1))
            .getFirst();
    if (found < 1 || found > SchemaVersion.READS) {
      throw new StoreException(
          Fault.REFUSED,
          "%s has schema version %d and this program knows 1 to %d: use the Loqa that wrote it, or update this one"
              .formatted(file, found, SchemaVersion.READS));
    }
    return found;
  }

  private List<String> packages(Map<String, Rows> tables) throws SQLException {
    return tables.containsKey("skill_versions")
        ? list("SELECT digest FROM skill_versions WHERE active = 1 ORDER BY digest")
        : List.of();
  }

  private List<String> list(String query) throws SQLException {
    return EventReader.run(connection, query, List.of(), row -> row.getString(1));
  }

  private Rows rows(String table) throws SQLException {
    List<String> key =
        list("SELECT name FROM pragma_table_info('" + table + "') WHERE pk > 0 ORDER BY pk");
    String order = key.isEmpty() ? "rowid" : String.join(", ", key);
    MessageDigest digest = sha256();
    long count = 0;
    try (Statement statement = connection.createStatement();
        ResultSet row = statement.executeQuery("SELECT * FROM " + table + " ORDER BY " + order)) {
      int columns = row.getMetaData().getColumnCount();
      while (row.next()) {
        count++;
        for (int column = 1; column <= columns; column++) {
          add(digest, row.getObject(column));
        }
      }
    }
    return new Rows(count, HexFormat.of().formatHex(digest.digest()));
  }

  /// Kind, length and bytes of each value, so that no two rows read the same.
  private static void add(MessageDigest digest, @Nullable Object value) {
    byte kind =
        (byte)
            (value == null
                ? 'n'
                : value instanceof byte[] ? 'b' : value instanceof String ? 't' : 'i');
    byte[] bytes =
        value instanceof byte[] blob
            ? blob
            : (value == null ? "" : value.toString()).getBytes(StandardCharsets.UTF_8);
    digest.update(ByteBuffer.allocate(5).put(kind).putInt(bytes.length).flip());
    digest.update(bytes);
  }

  private static MessageDigest sha256() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("this Java has no SHA-256", e);
    }
  }
}
