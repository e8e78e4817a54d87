package dev.loqa.cli.node;

import dev.loqa.bus.pki.Pki;
import dev.loqa.bus.pki.PkiException;
import dev.loqa.bus.roster.Enrollment;
import dev.loqa.bus.roster.RosterException;
import dev.loqa.cli.api.CliException;
import dev.loqa.cli.api.Exit;
import dev.loqa.protocol.ProtocolException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.function.Supplier;

/// The authority's key lies in a folder of this machine and the bus is a server of its own: what is
/// decided takes effect there once `loqa node bus-config` was written and the server reloaded.
record FolderHouse(Enrollment enrollment) implements House {
  /// The house of a folder that has an authority's key.
  static FolderHouse known(Path authority) {
    if (!Files.isReadable(authority.resolve("ca.key"))) {
      throw new CliException(
          Exit.FAILED,
          authority
              + " has no authority's key that can be read: name the folder in which nodes were enrolled, as its owner");
    }
    return knownOrNew(authority);
  }

  static FolderHouse knownOrNew(Path authority) {
    return new FolderHouse(guarded(() -> open(authority)));
  }

  private static Enrollment open(Path authority) {
    Clock clock = Clock.systemUTC();
    return Enrollment.open(authority, Pki.open(authority, clock), List.of(), clock, roster -> {});
  }

  @Override
  public Given enroll(String id, List<String> roles, List<String> hosts, byte[] request) {
    return given(guarded(() -> enrollment.enroll(id, roles, hosts, request)));
  }

  @Override
  public Given rotate(String id, byte[] request) {
    return given(guarded(() -> enrollment.rotate(id, request)));
  }

  @Override
  public boolean revoke(String id) {
    return guarded(() -> enrollment.revoke(id));
  }

  @Override
  public void close() {}

  private static Given given(Enrollment.Outcome outcome) {
    return new Given(
        outcome.node().roles(),
        outcome.node().ends(),
        outcome.node().certificate(),
        outcome.changed());
  }

  static <T> T guarded(Supplier<T> work) {
    try {
      return work.get();
    } catch (RosterException.Conflict e) {
      throw new CliException(Exit.CONFLICT, String.valueOf(e.getMessage()), e);
    } catch (RosterException | PkiException | ProtocolException e) {
      throw new CliException(Exit.FAILED, String.valueOf(e.getMessage()), e);
    }
  }
}
