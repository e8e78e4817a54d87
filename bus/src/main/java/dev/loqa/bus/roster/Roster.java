package dev.loqa.bus.roster;

import dev.loqa.base.files.PrivateFiles;
import dev.loqa.base.json.Json;
import dev.loqa.base.json.JsonException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.TreeMap;

/// Who was let in, by node id; the file `roster.json` beside the authority's key, mode 0600, which
/// holds nothing secret. Unchangeable: each change is another roster.
///
/// @param nodes those that are in and those that were put out
public record Roster(Map<String, Enrolled> nodes) {
  /// Nodes in one house at most, those that were put out included.
  public static final int MOST = 512;

  private static final String FILE = "roster.json";

  public Roster {
    nodes = Map.copyOf(nodes);
    if (nodes.size() > MOST) {
      throw new RosterException(
          "the house has " + nodes.size() + " nodes: at most " + MOST + " are let in");
    }
  }

  /// Reads the file in `folder`; without one nobody was let in.
  public static Roster in(Path folder) {
    Path file = folder.resolve(FILE);
    try {
      return Files.exists(file)
          ? Json.read(Files.readAllBytes(file), Roster.class)
          : new Roster(Map.of());
    } catch (IOException | JsonException | IllegalArgumentException e) {
      throw new RosterException(
          file
              + " cannot be read ("
              + e.getMessage()
              + "): restore it from a backup; without it every enrolled node stays out",
          e);
    }
  }

  void write(Path folder) {
    Path file = folder.resolve(FILE);
    try {
      PrivateFiles.write(file, Json.write(new Roster(new TreeMap<>(nodes))));
    } catch (IOException e) {
      throw new RosterException(
          file + " cannot be written (" + e + "): check the folder's owner and free space", e);
    }
  }

  Roster with(String id, Enrolled node) {
    Map<String, Enrolled> more = new LinkedHashMap<>(nodes);
    more.put(id, node);
    return new Roster(more);
  }

  /// Those who may connect.
  public Map<String, Enrolled> in() {
    Map<String, Enrolled> in = new TreeMap<>();
    nodes.forEach((id, node) -> {
      if (!node.revoked() && !node.roles().isEmpty()) {
        in.put(id, node);
      }
    });
    return in;
  }
}
