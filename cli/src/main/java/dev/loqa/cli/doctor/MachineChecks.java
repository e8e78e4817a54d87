package dev.loqa.cli.doctor;

import dev.loqa.bus.BusException;
import dev.loqa.bus.ServerBinary;
import dev.loqa.cli.api.CliException;
import dev.loqa.cli.api.Espeak;
import dev.loqa.cli.text.Clock;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;

/// What needs no running Loqa: folder, disk, clock and the programs it starts.
final class MachineChecks {
  private static final long LEAST_FREE_BYTES = 500_000_000L;
  private static final Instant BUILT_AFTER = Instant.parse("2026-01-01T00:00:00Z");
  private static final Instant TOO_LATE = Instant.parse("2100-01-01T00:00:00Z");

  private MachineChecks() {}

  /// @param elsewhere whether it is no fault that this machine cannot speak
  static List<Finding> all(
      Path data, Instant now, Map<String, String> environment, boolean elsewhere) {
    return List.of(folder(data), disk(data), clock(now), nats(environment), espeak(elsewhere));
  }

  /// Writes and removes a file, since a right on paper is no proof.
  static Finding folder(Path data) {
    Path existing = existing(data);
    try {
      Path trial = Files.createTempFile(existing, ".doctor-", ".tmp");
      Files.writeString(trial, "written by loqa doctor\n");
      Files.delete(trial);
      return Finding.ok(
          "data folder", data + (existing.equals(data) ? " is writable" : " can be made"));
    } catch (IOException e) {
      return Finding.broken(
          "data folder",
          existing + " cannot be written (" + e.getClass().getSimpleName() + ")",
          "chown it to this user or choose another with --data");
    }
  }

  static Finding disk(Path data) {
    Path existing = existing(data);
    try {
      long free = Files.getFileStore(existing).getUsableSpace();
      return free >= LEAST_FREE_BYTES
          ? Finding.ok("disk", Clock.bytes(free) + " free")
          : Finding.broken(
              "disk",
              "only " + Clock.bytes(free) + " free at " + existing,
              "make room, " + Clock.bytes(LEAST_FREE_BYTES) + " at least");
    } catch (IOException e) {
      return Finding.broken(
          "disk", existing + " cannot be looked at (" + e.getMessage() + ")", "check the disk");
    }
  }

  static Finding clock(Instant now) {
    String shown = Clock.local(now.toString(), ZoneId.systemDefault());
    return now.isAfter(BUILT_AFTER) && now.isBefore(TOO_LATE)
        ? Finding.ok("clock", shown + " " + ZoneId.systemDefault())
        : Finding.broken(
            "clock", "it says " + shown, "set it, or let it be set: timedatectl set-ntp true");
  }

  private static Finding nats(Map<String, String> environment) {
    try {
      ServerBinary server = ServerBinary.find(null, environment);
      List<String> off = server.version().featuresOff();
      return Finding.ok(
          "nats-server",
          server.version().text() + (off.isEmpty() ? "" : ", without " + String.join(", ", off)));
    } catch (BusException e) {
      return Finding.broken("nats-server", String.valueOf(e.getMessage()));
    }
  }

  private static Finding espeak(boolean elsewhere) {
    try {
      String version = Espeak.version();
      return Finding.ok("espeak-ng", version.replaceAll(" +Data at:.*", ""));
    } catch (CliException e) {
      return elsewhere
          ? Finding.ok("espeak-ng", "not on this machine: the house speaks elsewhere")
          : Finding.broken("espeak-ng", e.words());
    }
  }

  private static Path existing(Path path) {
    Path here = path.toAbsolutePath();
    while (!Files.isDirectory(here)) {
      Path above = here.getParent();
      if (above == null) {
        return here;
      }
      here = above;
    }
    return here;
  }
}
