package dev.loqa.loqad.store;

import dev.loqa.loqad.store.VerifyReport.BadEvent;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Walks the hash chain from the last checkpoint to the newest event and stops at the first that
/// does not fit.
///
/// Works in one read transaction, so that appends and pruning go on meanwhile. One use, one thread.
final class Verifier {
  private static final String ROWS =
      """
      SELECT e.seq, e.event_id, t.name, n.name, e.at, e.scope, e.salt, e.envelope, e.payload, e.digest, e.link, e.seal
      FROM events e LEFT JOIN names t ON t.id = e.type LEFT JOIN names n ON n.id = e.node ORDER BY e.seq\
      """;

  private final Chain chain = new Chain();
  private byte[] link = Chain.origin();
  private long sequence;
  private long prunedThrough;
  private long events;
  private long erased;
  private @Nullable String lastPruned;

  VerifyReport verify(Connection connection) throws SQLException {
    connection.setAutoCommit(false);
    try (Statement statement = connection.createStatement()) {
      begin(connection);
      BadEvent bad = walk(statement);
      return new VerifyReport(events, erased, prunedThrough, bad == null ? checkpoint() : bad);
    } finally {
      connection.rollback();
      connection.setAutoCommit(true);
    }
  }

  private void begin(Connection connection) throws SQLException {
    List<byte[]> links =
        EventReader.run(
            connection,
            "SELECT seq, link FROM checkpoints ORDER BY seq DESC LIMIT 1",
            List.of(),
            row -> {
              prunedThrough = row.getLong(1);
              return row.getBytes(2);
            });
    if (!links.isEmpty()) {
      sequence = prunedThrough;
      link = links.getFirst();
    }
  }

  private @Nullable BadEvent walk(Statement statement) throws SQLException {
    try (ResultSet row = statement.executeQuery(ROWS)) {
      while (row.next()) {
        BadEvent bad = check(row);
        if (bad != null) {
          return bad;
        }
      }
      return null;
    } catch (SQLException e) {
      int code = e.getErrorCode() & 0xff;
      if (code != 11 && code != 26) {
        throw e;
      }
      return new BadEvent(
          sequence + 1, "unknown", "the file is damaged here (" + e.getMessage() + ")");
    }
  }

  private @Nullable BadEvent check(ResultSet row) throws SQLException {
    long place = row.getLong(1);
    String id = String.valueOf(row.getString(2));
    if (place != sequence + 1) {
      return new BadEvent(sequence + 1, "unknown", "missing: the next event is number " + place);
    }
    String type = row.getString(3);
    String node = row.getString(4);
    if (type == null || node == null) {
      return new BadEvent(place, id, "the name of its type or node is missing");
    }
    byte[] digest = row.getBytes(10);
    byte[] seal = row.getBytes(12);
    if (seal == null) {
      byte[] salt = row.getBytes(7);
      String envelope = row.getString(8);
      String payload = row.getString(9);
      if (salt == null || envelope == null || payload == null) {
        return new BadEvent(place, id, "content is missing though it was never erased");
      }
      if (!Arrays.equals(digest, chain.salted(salt, payload.getBytes(StandardCharsets.UTF_8)))) {
        return new BadEvent(place, id, "payload is not what was written");
      }
      seal = chain.salted(salt, envelope.getBytes(StandardCharsets.UTF_8));
      if (type.equals(Pruner.PRUNED)) {
        lastPruned = payload;
      }
    } else {
      erased++;
    }
    byte[] expected =
        chain.link(
            link,
            place,
            digest,
            seal,
            new Chain.Head(id, type, node, row.getLong(5), row.getInt(6)));
    if (!Arrays.equals(expected, row.getBytes(11))) {
      return new BadEvent(
          place, id, "id, type, node, time, scope or envelope is not what was written");
    }
    sequence = place;
    link = expected;
    events++;
    return null;
  }

  // The newest pruning event says where the chain begins: a checkpoint that nobody announced was
  // not made by the store.
  private @Nullable BadEvent checkpoint() {
    if (prunedThrough == 0 && lastPruned == null) {
      return null;
    }
    String announced = lastPruned == null ? "nothing" : lastPruned;
    return announced.startsWith("{\"through\":" + prunedThrough + ",")
        ? null
        : new BadEvent(
            prunedThrough,
            "unknown",
            "the checkpoint is at %d and the last pruning announced %s"
                .formatted(prunedThrough, announced));
  }

  /// What a pruning announces.
  static String announcement(long through, byte[] link, long count) {
    return "{\"through\":%d,\"link\":\"%s\",\"events\":%d}"
        .formatted(through, HexFormat.of().formatHex(link), count);
  }
}
