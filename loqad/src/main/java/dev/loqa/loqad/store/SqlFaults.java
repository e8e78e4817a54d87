package dev.loqa.loqad.store;

import dev.loqa.loqad.store.StoreException.Fault;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;

/// Turns what SQLite reports into words and a kind.
final class SqlFaults {
  private static final long NO_ROOM_BYTES = 256 * 1024;

  private SqlFaults() {}

  static StoreException explain(Path file, String doing, SQLException e) {
    // The low byte is the primary result code, whatever the extended one adds.
    int code = e.getErrorCode() & 0xff;
    String text = String.valueOf(e.getMessage());
    return switch (code) {
      case 13 -> full(file, doing, e);
      case 10 -> hasRoom(file) ? readOnly(file, doing, e) : full(file, doing, e);
      case 8, 14, 3, 23 -> readOnly(file, doing, e);
      case 11, 26 ->
          new StoreException(
              Fault.DAMAGED,
              "%s is damaged (%s while %s): bring back a backup with `loqa restore`, or move the file away to begin with an empty one"
                  .formatted(file, text, doing),
              e);
      case 5, 6 ->
          new StoreException(
              Fault.IN_USE,
              "%s is locked by another program (while %s): close what else writes to it"
                  .formatted(file, doing),
              e);
      case 1, 19, 20, 21, 25 ->
          new StoreException(Fault.REFUSED, "%s: refused while %s".formatted(text, doing), e);
      default ->
          new StoreException(
              Fault.READ_ONLY,
              "%s: %s while %s: see the log of the disk".formatted(file, text, doing),
              e);
    };
  }

  private static StoreException full(Path file, String doing, SQLException e) {
    return new StoreException(
        Fault.FULL,
        "%s: no room left while %s: free space on its disk, it goes on by itself"
            .formatted(file, doing),
        e);
  }

  private static StoreException readOnly(Path file, String doing, SQLException e) {
    return new StoreException(
        Fault.READ_ONLY,
        "%s can not be written (%s while %s): check owner, permissions and disk of %s"
            .formatted(file, e.getMessage(), doing, file.getParent()),
        e);
  }

  private static boolean hasRoom(Path file) {
    try {
      return Files.getFileStore(file).getUsableSpace() > NO_ROOM_BYTES;
    } catch (IOException e) {
      return true; // then it is not the room that is at fault
    }
  }
}
