package dev.loqa.skillhost;

import dev.loqa.base.json.Json;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;

/// The shared set of hostile manifests and packages, which is beside the project and may be absent.
public final class HostileData {
  private static final Path FOLDER =
      Path.of(System.getProperty("loqa.root", ".")).resolve("../shared/data/hostile").normalize();

  private HostileData() {}

  /// One file and what must happen to it.
  public record Case(Path file, String expect, String why, boolean present) {
    @Override
    public String toString() {
      return present
          ? file.getFileName() + ": " + expect + ": " + why
          : "no hostile data at " + FOLDER;
    }
  }

  public static List<Case> manifests() throws IOException {
    return cases(file -> file.startsWith("manifests/"), "");
  }

  public static List<Case> packages() throws IOException {
    return cases(file -> file.endsWith(".tar.gz"), "packages/");
  }

  private static List<Case> cases(Predicate<String> which, String folder) throws IOException {
    Path index = FOLDER.resolve("index.json");
    if (!Files.isRegularFile(index)) {
      return List.of(new Case(index, "", "", false));
    }
    return Json.readArray(Files.readString(index)).stream()
        .map(item -> (Map<?, ?>) item)
        .filter(item -> which.test(String.valueOf(item.get("file"))))
        .map(item ->
            new Case(
                FOLDER.resolve(folder + item.get("file")),
                String.valueOf(item.get("expect")),
                String.valueOf(item.get("why")),
                true))
        .toList();
  }
}
