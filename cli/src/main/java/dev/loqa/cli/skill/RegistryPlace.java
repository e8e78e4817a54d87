package dev.loqa.cli.skill;

import java.nio.file.Path;

/// Where a registry is, as loqad takes it: a folder by its whole path, or an address with a slash
/// at its end.
final class RegistryPlace {
  private RegistryPlace() {}

  static String of(String typed) {
    if (typed.startsWith("http://") || typed.startsWith("https://")) {
      return typed.endsWith("/") ? typed : typed + "/";
    }
    return Path.of(typed).toAbsolutePath().normalize().toString();
  }
}
