package dev.loqa.skillhost;

import dev.loqa.base.json.Json;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/// The shared set of hostile manifests, which is beside the project and may be absent.
public final class HostileData {
  private static final Path FOLDER =
      Path.of(System.getProperty("loqa.root", ".")).resolve("../shared/data/hostile").normalize();

  private HostileData() {}

  /// One manifest and what must happen to it.
  public record Case(Path file, String expect, String why, boolean present) {
    @Override
    public String toString() {
      return present
          ? file.getFileName() + ": " + expect + ": " + why
          : "no hostile manifests at " + FOLDER;
    }
  }

  public static List<Case> manifests() throws IOException {
    Path index = FOLDER.resolve("index.json");
    if (!Files.isRegularFile(index)) {
      return List.of(new Case(index, "", "", false));
    }
    return Json.readArray(Files.readString(index)).stream()
        .map(item -> (Map<?, ?>) item)
        .filter(item -> String.valueOf(item.get("file")).startsWith("manifests/"))
        .map(item ->
            new Case(
                FOLDER.resolve(String.valueOf(item.get("file"))),
                String.valueOf(item.get("expect")),
                String.valueOf(item.get("why")),
                true))
        .toList();
  }
}
