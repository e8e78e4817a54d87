package dev.loqa.cli.backup;

import dev.loqa.base.files.DurableFiles;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/// A folder of backups. Those of one house begin with the name of its data folder, so several
/// houses may share a shelf.
///
/// @param house that name
record Shelf(Path folder, String house) {
  private static final DateTimeFormatter TIME =
      DateTimeFormatter.ofPattern("uuuuMMdd'T'HHmmss'Z'").withZone(ZoneOffset.UTC);

  /// The one that is used unless another is named: beside the data folder.
  static Path usual(Path data) {
    return data.resolveSibling(data.getFileName() + "-backups");
  }

  static Shelf of(Path folder, Path data) {
    return new Shelf(folder, String.valueOf(data.toAbsolutePath().normalize().getFileName()));
  }

  /// Where a backup of this moment goes.
  Path place(Instant now) {
    return folder.resolve(house + "-" + TIME.format(now) + ".age");
  }

  /// The backups of this house, oldest first.
  List<Path> backups() throws IOException {
    Pattern name = Pattern.compile(Pattern.quote(house) + "-\\d{8}T\\d{6}Z\\.age");
    try (Stream<Path> all = Files.list(folder)) {
      return all.filter(file -> name.matcher(String.valueOf(file.getFileName())).matches())
          .sorted()
          .toList();
    }
  }

  /// Removes the oldest until `most` are left, and says which went.
  List<Path> keep(int most) throws IOException {
    List<Path> there = backups();
    List<Path> old = new ArrayList<>(there.subList(0, Math.max(0, there.size() - most)));
    for (Path file : old) {
      DurableFiles.remove(file);
    }
    return old;
  }
}
