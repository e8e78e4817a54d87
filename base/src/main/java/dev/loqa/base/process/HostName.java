package dev.loqa.base.process;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/// What a machine calls itself, by which the programs of one machine know each other. Asks no
/// network.
public final class HostName {
  private static final Path FILE = Path.of("proc/sys/kernel/hostname");

  private HostName() {}

  /// That of this machine; null where the system does not say (Linux does).
  public static @Nullable String own() {
    return below(Path.of("/"));
  }

  /// The same of a folder that looks like `/`.
  public static @Nullable String below(Path root) {
    try {
      String name = Files.readString(root.resolve(FILE)).strip();
      return name.isEmpty() ? null : name;
    } catch (IOException e) {
      return null;
    }
  }
}
