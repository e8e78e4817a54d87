package dev.loqa.cli.models;

import dev.loqa.base.json.Json;
import dev.loqa.base.json.JsonException;
import dev.loqa.base.models.ModelFolder;
import dev.loqa.cli.api.CliException;
import dev.loqa.cli.api.Exit;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// Which key of the configuration names a model: looked up in what loqad gave its edge processes
/// when it last started, `DATA/run/edge-<kind>.yaml` (JSON, which is YAML).
final class ModelUse {
  private ModelUse() {}

  /// The first key that means `model`, as `stt.whisper.model`.
  static Optional<String> of(ModelFolder.Stored model, Path data) {
    Path run = data.resolve("run");
    if (!Files.isDirectory(run)) {
      return Optional.empty();
    }
    try (Stream<Path> files = Files.list(run)) {
      for (Path file :
          files
              .filter(file -> file.getFileName().toString().matches("edge-\\w+\\.yaml"))
              .toList()) {
        Optional<String> key = in(Json.readObject(Files.readAllBytes(file)), "", model);
        if (key.isPresent()) {
          return key;
        }
      }
      return Optional.empty();
    } catch (IOException | JsonException e) {
      throw new CliException(
          Exit.FAILED,
          run + " cannot be read (" + e.getMessage() + "): start Loqa once, then try again",
          e);
    }
  }

  private static Optional<String> in(@Nullable Object value, String key, ModelFolder.Stored model) {
    return switch (value) {
      case Map<?, ?> block ->
          block.entrySet().stream()
              .flatMap(entry ->
                  in(
                      entry.getValue(),
                      key.isEmpty() ? String.valueOf(entry.getKey()) : key + "." + entry.getKey(),
                      model)
                      .stream())
              .findFirst();
      case List<?> list -> list.stream().flatMap(one -> in(one, key, model).stream()).findFirst();
      case String text when means(text, model) -> Optional.of(key);
      case null, default -> Optional.empty();
    };
  }

  private static boolean means(String text, ModelFolder.Stored model) {
    return text.equals(model.name())
        || text.equals(model.file().toString())
        || text.endsWith("/" + model.file().getFileName());
  }
}
