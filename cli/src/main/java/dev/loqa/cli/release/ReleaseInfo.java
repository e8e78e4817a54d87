package dev.loqa.cli.release;

import dev.loqa.base.json.Json;
import dev.loqa.base.json.JsonException;
import dev.loqa.cli.api.CliException;
import dev.loqa.cli.api.Exit;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/// What a release says of itself, `release.json` in its folder.
///
/// @param commit the sources it was made of
/// @param built when these were committed (RFC 3339): two makings of the same sources are the same
/// @param schema the version of the database that it writes
/// @param readsSchema the newest version of the database that it can read
public record ReleaseInfo(
    String version,
    String os,
    String arch,
    String commit,
    String built,
    int schema,
    int readsSchema) {
  /// Where it stands.
  public static final String FILE = "release.json";

  private static final int MOST_BYTES = 16 << 10;

  /// Reads the one of a release's folder.
  ///
  /// @throws CliException when it is not there or says nothing usable
  public static ReleaseInfo in(Path folder) {
    Path file = folder.resolve(FILE);
    try {
      if (Files.size(file) > MOST_BYTES) {
        throw new CliException(Exit.FAILED, file + " is too large to be one: fetch it again");
      }
      return Json.read(Files.readAllBytes(file), ReleaseInfo.class);
    } catch (IOException | JsonException | IllegalArgumentException e) {
      throw new CliException(
          Exit.FAILED,
          file + " cannot be used (" + e.getMessage() + "): fetch the release again",
          e);
    }
  }

  /// Its name, as its bundle's file has it.
  public ReleaseName name() {
    return new ReleaseName(version, new Platform(os, arch));
  }

  /// Whether the release that is left here could still read the database once this one has written
  /// it.
  public boolean canBeLeftFor(ReleaseInfo other) {
    return schema <= other.readsSchema;
  }
}
