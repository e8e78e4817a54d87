package dev.loqa.edge;

import dev.loqa.base.life.Part;
import dev.loqa.bus.Bus;
import dev.loqa.bus.BusException;
import dev.loqa.protocol.MachineUse;
import dev.loqa.protocol.NodeAnnounce;
import dev.loqa.protocol.NodeHeartbeat;
import dev.loqa.protocol.NodeId;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Tells the house that this node is here and alive: an announcement at the start, then a heartbeat
/// every two seconds with the announcement repeated every thirty, so that a loqad that started
/// later learns of it. Owns the thread `node-announcer`.
public final class NodeAnnouncer implements Part {
  private static final Logger LOG = LoggerFactory.getLogger(NodeAnnouncer.class);
  private static final Duration EVERY = Duration.ofSeconds(2);
  private static final Duration LATE = EVERY.multipliedBy(5);
  private static final int ANNOUNCE_EVERY = 15;

  private final Bus bus;
  private final NodeId node;
  private final List<Running> services;
  private final String version;
  private final Machine machine;
  private final CountDownLatch closing = new CountDownLatch(1);
  private final Thread thread;
  private final Instant started = Instant.now();
  private volatile long livedNanos = System.nanoTime();
  private long beats;
  private long lastCpuNanos;
  private long lastBeatNanos = System.nanoTime();

  private NodeAnnouncer(
      Bus bus, NodeId node, List<Running> services, String version, Machine machine) {
    this.bus = bus;
    this.node = node;
    this.services = List.copyOf(services);
    this.version = version;
    this.machine = machine;
    this.lastCpuNanos = cpuNanos();
    this.thread = Thread.ofPlatform().name("node-announcer").daemon().unstarted(this::run);
  }

  static NodeAnnouncer start(
      Bus bus, NodeId node, List<Running> services, String version, Machine machine) {
    NodeAnnouncer announcer = new NodeAnnouncer(bus, node, services, version, machine);
    announcer.thread.start();
    return announcer;
  }

  /// Whether it beat lately. Each beat asks every service how much it has to do, so one that hangs
  /// with its lock held stops the beat.
  boolean lives() {
    return System.nanoTime() - livedNanos < LATE.toNanos();
  }

  @Override
  public void close() {
    closing.countDown();
    try {
      thread.join(Duration.ofSeconds(3));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void run() {
    try {
      do {
        beat();
        livedNanos = System.nanoTime();
      } while (!closing.await(EVERY.toMillis(), TimeUnit.MILLISECONDS));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void beat() {
    try {
      // loqad takes a node whose process had ended for back only once it announces itself: a first
      // announcement that could not be sent is sent with the next beat.
      if (beats % ANNOUNCE_EVERY == 0) {
        bus.publish(new NodeAnnounce(node, role(), capabilities(), version, started));
      }
      beats++;
      bus.publish(heartbeat());
    } catch (BusException e) {
      LOG.atDebug().setCause(e).log("heartbeat not sent");
    }
  }

  private NodeHeartbeat heartbeat() {
    long now = System.nanoTime();
    long cpu = cpuNanos();
    double share = (double) (cpu - lastCpuNanos) / Math.max(1, now - lastBeatNanos);
    lastCpuNanos = cpu;
    lastBeatNanos = now;
    MachineUse use = machine.look();
    return new NodeHeartbeat(
        node,
        role(),
        capabilities(),
        share,
        residentBytes(),
        machine.diskFreeBytes(),
        use.gpu() == null ? 0 : use.gpu(),
        services.stream().map(service -> service.kind().word()).toList(),
        services.stream().mapToInt(service -> service.queueDepth().getAsInt()).sum(),
        Instant.now(),
        use);
  }

  private String role() {
    return String.join("+", services.stream().map(service -> service.kind().word()).toList());
  }

  private List<String> capabilities() {
    return Stream.concat(
            services.stream().flatMap(service -> service.capabilities().stream()),
            Stream.of(NodeHeartbeat.ADDRESSED))
        .toList();
  }

  private static long cpuNanos() {
    return ProcessHandle.current().info().totalCpuDuration().map(Duration::toNanos).orElse(0L);
  }

  /// What the process takes of memory; the heap alone where the system does not say.
  private static long residentBytes() {
    try {
      String[] fields = Files.readString(Path.of("/proc/self/statm")).split(" ", -1);
      return Long.parseLong(fields[1]) * 4_096;
    } catch (IOException | NumberFormatException e) {
      Runtime runtime = Runtime.getRuntime();
      return runtime.totalMemory() - runtime.freeMemory();
    }
  }
}
