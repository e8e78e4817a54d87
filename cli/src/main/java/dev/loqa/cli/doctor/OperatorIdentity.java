package dev.loqa.cli.doctor;

import java.nio.file.Files;
import java.nio.file.Path;

/// Where the certificate lies with which the owner's commands come onto the bus.
final class OperatorIdentity {
  /// Where an installed machine keeps the certificates of all its programs, of which loqad has a
  /// copy of its own one alone.
  private static final String INSTALLED = "etc/loqa/pki";

  private OperatorIdentity() {}

  /// @param loqads the folder that loqad uses
  /// @param system what stands for `/`
  static Path folder(Path loqads, Path system) {
    Path installed = system.resolve(INSTALLED);
    return !Files.exists(loqads.resolve("operator.crt")) && Files.isDirectory(installed)
        ? installed
        : loqads;
  }
}
