package dev.loqa.cli.release;

import java.util.Locale;
import java.util.Properties;

/// What a bundle is for: a system and a processor.
///
/// @param os `linux` or `macos`; `other` where no bundle is made for it
/// @param arch `amd64` or `arm64`; `other` likewise
public record Platform(String os, String arch) {

  /// The machine that this program runs on.
  public static Platform ofThisMachine() {
    return of(System.getProperties());
  }

  static Platform of(Properties properties) {
    String os = properties.getProperty("os.name", "").toLowerCase(Locale.ROOT);
    String arch = properties.getProperty("os.arch", "").toLowerCase(Locale.ROOT);
    return new Platform(
        os.startsWith("linux") ? "linux" : os.startsWith("mac") ? "macos" : "other",
        switch (arch) {
          case "amd64", "x86_64" -> "amd64";
          case "aarch64", "arm64" -> "arm64";
          default -> "other";
        });
  }

  @Override
  public String toString() {
    return os + "-" + arch;
  }
}
