package dev.loqa.cli.backup;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Stream;

/// What of a data folder goes into a backup: everything, but for what is named here with its
/// reason. So a new kind of file is taken before anybody thinks of it.
public final class HouseFolder {
  /// The event store, which is copied by the database and not file by file.
  public static final String STORE = "events.db";

  /// Where models lie, which are taken on request.
  public static final String MODELS = "models";

  /// The public key that backups are encrypted for.
  public static final String RECIPIENT = "backup.pub";

  /// Top names that are left out, and why nothing is lost by that.
  public static final Map<String, String> LEFT_OUT =
      Map.of(
          "run", "written anew at every start",
          "cache", "compiled skills, made again from the packages",
          "log", "what the daemon printed",
          "bus", "the event stream, which the event store fills again; its port is taken",
          "events.db-wal", "part of the event store, whose copy has it",
          "events.db-shm", "part of the event store, whose copy has it",
          "events.db.lock", "says who writes now");

  /// What is taken of a folder that is left out.
  private static final List<String> TAKEN_ALL_THE_SAME = List.of("bus/port");

  /// A file that is being written at this moment (its whole self has the name without this end).
  private static final String PART = ".part";

  private HouseFolder() {}

  /// Whether a file goes into every backup.
  ///
  /// @param name its path below the data folder
  public static boolean takes(String name) {
    String top = name.replaceFirst("/.*", "");
    return TAKEN_ALL_THE_SAME.contains(name)
        || (!LEFT_OUT.containsKey(top) && !top.equals(MODELS) && !name.endsWith(PART));
  }

  /// The files to take.
  ///
  /// @param files by their names in the archive
  /// @param skipped what is neither file nor folder, which nothing of ours makes
  public record Found(SortedMap<String, Path> files, List<String> skipped) {}

  /// Files below the data folder, by name below it, the event store not among them.
  static Found in(Path data, boolean models) {
    SortedMap<String, Path> files = new TreeMap<>();
    List<String> skipped = new ArrayList<>();
    for (Path top : list(data)) {
      String name = String.valueOf(top.getFileName());
      boolean whole = takes(name) || (models && name.equals(MODELS));
      if (whole && !name.equals(STORE)) {
        walk(data, top, files, skipped);
      }
    }
    for (String name : TAKEN_ALL_THE_SAME) {
      Path file = data.resolve(name);
      if (Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS)) {
        files.put(name, file);
      }
    }
    return new Found(files, List.copyOf(skipped));
  }

  /// Files below any folder, or the one file that `place` is, by name below it.
  static Found below(Path place) {
    SortedMap<String, Path> files = new TreeMap<>();
    List<String> skipped = new ArrayList<>();
    if (Files.isRegularFile(place)) {
      files.put(String.valueOf(place.getFileName()), place);
    } else {
      walk(place, place, files, skipped);
    }
    return new Found(files, List.copyOf(skipped));
  }

  private static void walk(
      Path base, Path top, SortedMap<String, Path> files, List<String> skipped) {
    try (Stream<Path> all = Files.walk(top)) {
      for (Path one : (Iterable<Path>) all::iterator) {
        String name = base.relativize(one).toString().replace('\\', '/');
        if (Files.isRegularFile(one, LinkOption.NOFOLLOW_LINKS)) {
          if (!name.endsWith(PART)) {
            files.put(name, one);
          }
        } else if (!Files.isDirectory(one, LinkOption.NOFOLLOW_LINKS)) {
          skipped.add(name);
        }
      }
    } catch (NoSuchFileException e) {
      // gone while we looked: a file of ours that was replaced is there under its name again
      return;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static List<Path> list(Path folder) {
    try (Stream<Path> all = Files.list(folder)) {
      return all.sorted().toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
