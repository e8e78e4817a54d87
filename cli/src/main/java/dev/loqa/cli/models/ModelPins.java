package dev.loqa.cli.models;

import dev.loqa.base.models.ModelKind;
import dev.loqa.cli.api.CliException;
import dev.loqa.cli.api.Exit;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// The models of the file of pins, in which everything stands that is fetched from elsewhere:
/// `pin_model_<id>=ADDRESS`, and `_name`, `_kind`, `_bytes`, `_licence` and, where it is known,
/// `_sha256` of the same id.
public record ModelPins(List<ModelPin> pins) {
  private static final String PREFIX = "pin_model_";
  private static final List<String> PARTS =
      List.of("_name", "_kind", "_sha256", "_bytes", "_licence");

  public ModelPins {
    pins = List.copyOf(pins);
  }

  /// The catalogue that came with this Loqa.
  static ModelPins ofThisInstallation() {
    Path root = Path.of(System.getProperty("loqa.root", ""));
    Path inRelease = root.resolve("pins");
    return read(Files.isRegularFile(inRelease) ? inRelease : root.resolve("launcher/pins"));
  }

  /// Reads the file; none there means no pins.
  public static ModelPins read(Path file) {
    if (!Files.isRegularFile(file)) {
      return new ModelPins(List.of());
    }
    try {
      return parse(Files.readAllLines(file));
    } catch (IOException | IllegalArgumentException e) {
      throw new CliException(
          Exit.FAILED, file + " cannot be used (" + e.getMessage() + "): restore the file", e);
    }
  }

  static ModelPins parse(List<String> lines) {
    Map<String, String> values = new LinkedHashMap<>();
    for (String line : lines) {
      int equals = line.indexOf('=');
      if (line.startsWith(PREFIX) && equals > 0) {
        values.put(line.substring(0, equals), line.substring(equals + 1).strip());
      }
    }
    return new ModelPins(
        values.keySet().stream()
            .filter(key -> PARTS.stream().noneMatch(key::endsWith))
            .map(key -> pin(key, values))
            .toList());
  }

  private static ModelPin pin(String key, Map<String, String> values) {
    return new ModelPin(
        part(key + "_name", values),
        kind(key + "_kind", values),
        URI.create(part(key, values)),
        Optional.ofNullable(values.get(key + "_sha256")),
        Long.parseLong(part(key + "_bytes", values)),
        part(key + "_licence", values));
  }

  private static ModelKind kind(String key, Map<String, String> values) {
    String word = part(key, values);
    return ModelKind.of(word)
        .orElseThrow(() -> new IllegalArgumentException(key + " is " + word + ", no known kind"));
  }

  private static String part(String key, Map<String, String> values) {
    String value = values.get(key);
    if (value == null || value.isEmpty()) {
      throw new IllegalArgumentException(key + " is missing");
    }
    return value;
  }

  public Optional<ModelPin> named(String name) {
    return pins.stream().filter(pin -> pin.name().equals(name)).findFirst();
  }
}
