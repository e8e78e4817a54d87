package dev.loqa.bus;

import dev.loqa.base.files.DataFolder;
import dev.loqa.base.files.PrivateFiles;
import dev.loqa.base.life.Part;
import dev.loqa.base.process.Backoff;
import dev.loqa.base.process.Child;
import dev.loqa.base.process.ChildSpec;
import dev.loqa.base.process.Supervisor;
import dev.loqa.bus.pki.Identity;
import dev.loqa.bus.pki.Pki;
import dev.loqa.bus.roster.Enrollment;
import dev.loqa.bus.roster.Roster;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.locks.ReentrantLock;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// The nats-server that loqad keeps as a child: found, checked, configured, supervised, and taken
/// over when a killed loqad left one behind.
///
/// The port: the server chooses one at the first start, a file keeps it, and every restart uses it
/// again, because clients know no other. Taken by a stranger: when we start, nobody depends on a
/// port of loopback yet, so the server chooses anew and we say so; a fixed or public port is a
/// clear error; while we run, the restart is tried again until the port is free.
///
/// Thread model: methods by any thread; a supervisor's virtual thread owns the child.
public final class NatsServer implements Part {
  private static final Logger LOG = LoggerFactory.getLogger(NatsServer.class);
  private static final Duration GRACE = Duration.ofSeconds(10);
  private static final Duration READY = Duration.ofSeconds(20);
  private static final String EVERYWHERE = "0.0.0.0";

  private final NatsServerOptions options;
  private final DataFolder folder;
  private final ServerBinary binary;
  private final Pki pki;
  private final Path config;
  private final ReentrantLock reloading = new ReentrantLock();
  private final Supervisor supervisor;
  private volatile NatsServerOptions current;
  private volatile ServerPorts ports;

  private NatsServer(NatsServerOptions options, DataFolder folder, ServerBinary binary, Pki pki) {
    this.options = options;
    this.current = options;
    this.folder = folder;
    this.binary = binary;
    this.pki = pki;
    this.config = options.folder().resolve("nats.conf");
    StaleServer.end(options.folder().resolve("nats.pid"), config);
    this.ports = new ServerPorts(portToStartWith(), 0);
    Child child = launch();
    this.supervisor =
        Supervisor.adopt(
            child,
            this::launch,
            Backoff.DEFAULT,
            GRACE,
            state -> LOG.debug("nats-server is {}", state));
  }

  /// Starts the server and returns when it answers; a [BusException] says what is in the way.
  public static NatsServer start(NatsServerOptions options) {
    return start(options, Clock.systemUTC());
  }

  static NatsServer start(NatsServerOptions options, Clock clock) {
    ServerBinary binary = ServerBinary.find(options.binary(), System.getenv());
    List<String> off = binary.version().featuresOff();
    if (!off.isEmpty()) {
      LOG.atWarn()
          .addKeyValue("version", binary.version().text())
          .addKeyValue("off", off)
          .log("bus server is old");
    }
    DataFolder folder =
        DataFolder.take(
            options.folder(),
            "the bus of " + options.name() + " (pid " + ProcessHandle.current().pid() + ")");
    try {
      return new NatsServer(options, folder, binary, Pki.open(options.pki(), clock));
    } catch (RuntimeException e) {
      folder.close();
      throw e;
    }
  }

  /// What clients connect to.
  public String url() {
    return "tls://" + reachable() + ":" + ports.client();
  }

  /// One that listens everywhere is reached from here over loopback.
  private String reachable() {
    return options.host().equals(EVERYWHERE) ? "127.0.0.1" : options.host();
  }

  /// The monitoring address on loopback, `http://127.0.0.1:PORT`; changes when the server is
  /// started again.
  public String monitoring() {
    return "http://127.0.0.1:" + ports.monitoring();
  }

  public ServerVersion version() {
    return binary.version();
  }

  /// The identity of one of the nodes this server knows, made if needed.
  public Identity identity(String id) {
    if (!current.nodes().containsKey(id)) {
      throw new BusException(
          "node " + id + " is not known to this bus: known are " + current.nodes().keySet());
    }
    return pki.node(id);
  }

  /// Lets other nodes in and puts them out while the server runs.
  public Enrollment enrollment(Clock clock) {
    Set<String> own = new TreeSet<>(options.nodes().keySet());
    own.addAll(List.of(Enrollment.BUS, LegacyDoor.NODE));
    return Enrollment.open(options.pki(), pki, own, clock, this::reload);
  }

  /// The options of a client on this machine.
  public BusOptions client(String id) {
    return BusOptions.of(List.of(url()), identity(id));
  }

  /// Opens the door for clients of the original; these options must have a place for it.
  public LegacyDoor door(LegacyDoorOptions door) {
    return LegacyDoor.open(door, options, identity(LegacyDoor.NODE), binary);
  }

  /// The server's own process, for `ps` and tests.
  public long pid() {
    return StaleServer.readPid(options.folder().resolve("nats.pid"))
        .orElseThrow(() -> new BusException("nats-server wrote no pid file: it is not running"));
  }

  /// Whether the server says of itself that it can serve.
  public boolean healthy() {
    return Monitor.of(ports.monitoring()).healthy();
  }

  /// Lets other nodes in, or fewer, and renews certificates, without ending a connection that stays
  /// allowed. A change the server does not take is a [BusException]; it then goes on with the old
  /// one.
  public void reload(NatsServerOptions changed) {
    reloading.lock();
    try {
      NatsServerOptions next = current.withNodes(changed.nodes()).withEnrolled(changed.enrolled());
      Identity server = pki.server(serverHosts());
      next.nodes().keySet().forEach(pki::node);
      Path trial = options.folder().resolve("nats.trial.conf");
      String text = ServerConfig.text(next, server, ports.client());
      write(trial, text);
      String digest = Reload.digestOf(binary.path(), trial);
      write(config, text);
      Files.delete(trial);
      Reload.apply(binary.path(), pid(), Monitor.of(ports.monitoring()), digest);
      current = next;
    } catch (IOException e) {
      throw new BusException(
          "the bus configuration cannot be written (" + e + "): check the data folder", e);
    } finally {
      reloading.unlock();
    }
  }

  /// The same with the nodes that a roster lets in.
  public void reload(Roster roster) {
    reload(current.withRoster(roster));
  }

  @Override
  public void close() {
    try {
      supervisor.close();
    } finally {
      folder.close();
    }
  }

  /// One run: configuration, start, readiness. Called at first by us, then by the supervisor.
  private Child launch() {
    Identity server = pki.server(serverHosts());
    current.nodes().keySet().forEach(pki::node);
    int port = ports.client();
    write(config, ServerConfig.text(current, server, port == 0 ? -1 : port));
    Readiness readiness = new Readiness(options.folder().resolve("ports"));
    Child child =
        Child.start(
            ChildSpec.of(
                    "nats-server",
                    List.of(binary.path().toString(), "-c", config.toString()),
                    readiness)
                .in(options.folder()));
    try {
      ports = readiness.await(child, READY);
    } catch (RuntimeException e) {
      child.close();
      throw e;
    }
    write(options.folder().resolve("port"), Integer.toString(ports.client()));
    LOG.atInfo()
        .addKeyValue("url", url())
        .addKeyValue("version", binary.version().text())
        .addKeyValue("ready_ms", readiness.millis())
        .log("bus server is ready");
    return child;
  }

  private int portToStartWith() {
    int kept = options.port() != 0 ? options.port() : keptPort();
    if (kept == 0 || ServerPorts.free(options.host(), kept)) {
      return kept;
    }
    if (options.port() != 0 || !options.host().startsWith("127.")) {
      throw new BusException(
          "port "
              + kept
              + " of "
              + options.host()
              + " is in use by another program: end that one or set another bus.port");
    }
    LOG.atWarn()
        .addKeyValue("port", kept)
        .log("the bus's port was taken by another program, choosing a new one");
    return 0;
  }

  private int keptPort() {
    try {
      Path file = options.folder().resolve("port");
      return Files.exists(file) ? Integer.parseInt(Files.readString(file).strip()) : 0;
    } catch (IOException | NumberFormatException e) {
      LOG.atWarn()
          .addKeyValue("why", e.toString())
          .log("the file of the bus's port is damaged, choosing a new one");
      return 0;
    }
  }

  private List<String> serverHosts() {
    return Stream.concat(Stream.of(options.host()), options.moreHosts().stream())
        .filter(host -> !host.equals(EVERYWHERE))
        .toList();
  }

  private static void write(Path file, String text) {
    try {
      PrivateFiles.write(file, text.getBytes(StandardCharsets.UTF_8));
    } catch (IOException e) {
      throw new BusException(
          file + " cannot be written (" + e + "): check the data folder's owner and space", e);
    }
  }
}
