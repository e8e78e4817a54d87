package dev.loqa.loqad.store;

import dev.loqa.loqad.store.StoreException.Fault;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;

/// Copies of the database for backups, and what they hold.
///
/// Works on files: the database may be open in a running loqad, whose appends go on meanwhile, for
/// a copy reads one snapshot on a connection of its own. One call at a time.
public final class StoreCopy {
  private StoreCopy() {}

  /// Copies `from` as it is at this moment into the new file `to`, and says what the copy holds.
  ///
  /// The copy has no free pages, so nothing that was erased is in it.
  ///
  /// @throws StoreException when there is no database, it cannot be read, or `to` has no room
  public static StoreContent make(Path from, Path to) {
    present(from);
    try (Connection connection = open(from);
        PreparedStatement copy = connection.prepareStatement("VACUUM INTO ?")) {
      copy.setString(1, to.toString());
      copy.execute();
    } catch (SQLException e) {
      throw SqlFaults.explain(from, "copying", e);
    }
    return look(to);
  }

  /// What a database holds; its chain is checked from end to end.
  ///
  /// @throws StoreException when it is none, or of a version that this program does not know
  public static StoreContent look(Path file) {
    present(file);
    try (Connection connection = Database.reader(file)) {
      return new StoreReading(connection, file).content();
    } catch (SQLException e) {
      throw SqlFaults.explain(file, "reading", e);
    }
  }

  /// Makes a restored database read the event stream from its beginning: the stream beside it is a
  /// new one, or has gone on. An event that it has already is taken in once. Whether the database
  /// is whole is not looked at: [#look] does that.
  public static void adopt(Path file) {
    present(file);
    try (Connection connection = open(file);
        Statement statement = connection.createStatement()) {
      statement.executeUpdate("DELETE FROM meta WHERE key = '" + Meta.INTAKE + "'");
    } catch (SQLException e) {
      throw SqlFaults.explain(file, "adopting", e);
    }
  }

  /// Without a limit to reading, because the driver counts a copy as a change.
  private static Connection open(Path file) throws SQLException {
    Connection connection = DriverManager.getConnection("jdbc:sqlite:" + file);
    try (Statement statement = connection.createStatement()) {
      Database.pragma(statement, "busy_timeout = 5000");
      return connection;
    } catch (SQLException e) {
      connection.close();
      throw e;
    }
  }

  private static void present(Path file) {
    if (!Files.isRegularFile(file)) {
      throw new StoreException(
          Fault.REFUSED, file + " does not exist: name the data folder of a Loqa that has run");
    }
  }
}
