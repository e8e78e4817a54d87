package dev.loqa.cli.update;

import dev.loqa.cli.release.ReleaseKeys;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.List;

/// A process that applies a bundle and says each step; a test kills it at one.
///
/// Arguments: the folder of releases, the bundle, `wait` or `run`, the releases that are ill, the
/// file of keys. With `wait` it waits at each step for a line.
final class UpdateChild {
  private UpdateChild() {}

  public static void main(String[] arguments) {
    boolean waits = arguments[2].equals("wait");
    Machine machine = new Machine(Path.of(arguments[0]), step -> said(step, waits));
    machine.ill.addAll(List.of(arguments[3].split(",", -1)));
    try (UpdateLock _ = UpdateLock.take(machine.releases.root())) {
      machine.update().apply(Path.of(arguments[1]), ReleaseKeys.read(Path.of(arguments[4])), true);
    }
    System.out.println("> done");
  }

  private static void said(Step step, boolean waits) {
    System.out.println("> at " + step);
    System.out.flush();
    try {
      if (waits && System.in.read() < 0) {
        throw new IllegalStateException("nobody says to go on");
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
