package dev.loqa.bus;

import dev.loqa.base.process.Child;
import dev.loqa.base.process.ChildSpec;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.OptionalInt;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.locks.LockSupport;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Changes a running server's configuration. The server only logs a bad one and keeps the old, so:
/// have it checked first, send SIGHUP, and compare the digest it then runs with.
final class Reload {
  private static final Duration DEADLINE = Duration.ofSeconds(5);
  private static final Duration LOOK_EVERY = Duration.ofMillis(20);
  private static final Pattern DIGEST = Pattern.compile("sha256:[0-9a-f]{64}");

  private Reload() {}

  /// The digest of a valid configuration file; a [BusException] quotes the server's complaint about
  /// a bad one.
  static String digestOf(Path program, Path config) {
    String said =
        run(
            List.of(program.toString(), "-t", "-c", config.toString()),
            "the new bus configuration is bad");
    Matcher digest = DIGEST.matcher(said);
    if (!digest.find()) {
      throw new BusException(
          "nats-server -t gave no digest (" + said + "): use a newer nats-server");
    }
    return digest.group();
  }

  /// Makes the server read its file and waits until it runs with that digest.
  static void apply(Path program, long pid, Monitor monitor, String digest) {
    run(
        List.of(program.toString(), "--signal", "reload=" + pid),
        "nats-server " + pid + " cannot be told to reload");
    long end = System.nanoTime() + DEADLINE.toNanos();
    while (System.nanoTime() < end) {
      if (digest.equals(monitor.variables().get("config_digest"))) {
        return;
      }
      LockSupport.parkNanos(LOOK_EVERY.toNanos());
    }
    throw new BusException(
        "nats-server "
            + pid
            + " did not take the new configuration and goes on with the old: see its log");
  }

  private static String run(List<String> command, String fault) {
    List<String> lines = new CopyOnWriteArrayList<>();
    try (Child child =
        Child.start(
            ChildSpec.of("nats-server-control", command, (stream, line) -> lines.add(line)))) {
      OptionalInt code = child.waitFor(DEADLINE);
      if (code.isPresent() && code.getAsInt() == 0) {
        return String.join(" ", lines);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    throw new BusException(fault + ": " + String.join("; ", lines));
  }
}
