package dev.loqa.cli.backup;

import java.nio.file.Path;
import java.util.Map;

/// The event store's part of a backup. What a database holds is a map of numbers and digests;
/// databases of equal content have equal maps.
interface Stores {
  /// Copies the database `from`, which may be in use, to the new file `to`, and says what the copy
  /// holds.
  Map<String, Object> copy(Path from, Path to);

  /// Checks a database from end to end and says what it holds.
  Map<String, Object> look(Path file);

  /// Makes a restored database read the event stream from its beginning.
  void adopt(Path file);
}
