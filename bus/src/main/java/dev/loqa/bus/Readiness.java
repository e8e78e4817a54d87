package dev.loqa.bus;

import dev.loqa.base.json.Json;
import dev.loqa.base.json.JsonException;
import dev.loqa.base.process.Child;
import dev.loqa.base.process.LineHandler;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Waits until a started server can serve: it says so, its ports file is there, `/healthz` answers.
/// Reads the server's log meanwhile and afterwards, and keeps the last faults for the error
/// message.
final class Readiness implements LineHandler {
  private static final Logger SERVER_LOG = LoggerFactory.getLogger("dev.loqa.bus.server");
  private static final int KEPT_LINES = 4;
  private static final long LOOK_EVERY_MILLIS = 2;

  private final Path portsFolder;
  private final long begun = System.nanoTime();
  private final CountDownLatch said = new CountDownLatch(1);
  private final Deque<String> faults = new ArrayDeque<>();
  private volatile long readyNanos;

  Readiness(Path portsFolder) {
    this.portsFolder = portsFolder;
    try {
      Files.createDirectories(portsFolder);
      try (var old = Files.list(portsFolder)) {
        for (Path file : old.toList()) {
          Files.delete(file);
        }
      }
    } catch (IOException e) {
      throw new BusException(
          portsFolder + " cannot be prepared (" + e + "): check the data folder", e);
    }
  }

  @Override
  public void line(Stream stream, String line) {
    if (line.contains("[INF] Server is ready")) {
      said.countDown();
    }
    if (line.contains("[ERR]") || line.contains("[FTL]") || line.startsWith("nats-server:")) {
      SERVER_LOG.warn(line);
      synchronized (faults) {
        if (faults.size() == KEPT_LINES) {
          faults.removeFirst();
        }
        faults.addLast(line.replaceFirst("^\\[\\d+] \\S+ \\S+ ", ""));
      }
    } else {
      SERVER_LOG.debug(line);
    }
  }

  /// The ports once everything answers.
  ServerPorts await(Child child, Duration deadline) {
    long end = begun + deadline.toNanos();
    try {
      while (System.nanoTime() < end) {
        if (!child.alive()) {
          child.waitFor(Duration.ofSeconds(1));
          throw new BusException("nats-server ended while starting: " + lastFaults());
        }
        if (said.await(LOOK_EVERY_MILLIS, TimeUnit.MILLISECONDS)) {
          // The ports file is written by a thread of the server's own, a moment before or after it
          // says so.
          ServerPorts ports = readPorts();
          if (ports.client() > 0 && Monitor.of(ports.monitoring()).healthy()) {
            readyNanos = System.nanoTime();
            return ports;
          }
          child.waitFor(Duration.ofMillis(LOOK_EVERY_MILLIS));
        }
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new BusException("interrupted while nats-server was starting", e);
    }
    throw new BusException(
        "nats-server was not ready within " + deadline.toSeconds() + " s: " + lastFaults());
  }

  /// From before the start to ready.
  long millis() {
    return (readyNanos - begun) / 1_000_000;
  }

  private ServerPorts readPorts() {
    try (var files = Files.list(portsFolder)) {
      for (Path file : files.filter(path -> path.toString().endsWith(".ports")).toList()) {
        var urls = Json.readObject(Files.readAllBytes(file));
        return new ServerPorts(port(urls.get("nats")), port(urls.get("monitoring")));
      }
    } catch (IOException | JsonException e) {
      SERVER_LOG.debug("ports file is not complete yet", e);
    }
    return new ServerPorts(0, 0);
  }

  private static int port(@Nullable Object urls) {
    return urls instanceof List<?> list && !list.isEmpty()
        ? URI.create(String.valueOf(list.getFirst())).getPort()
        : 0;
  }

  private String lastFaults() {
    synchronized (faults) {
      return faults.isEmpty()
          ? "it said nothing, run it by hand with -c nats.conf"
          : String.join("; ", faults);
    }
  }
}
