package dev.loqa.bus;

import dev.loqa.base.files.PrivateFiles;
import dev.loqa.base.life.Part;
import dev.loqa.base.process.Backoff;
import dev.loqa.base.process.Child;
import dev.loqa.base.process.ChildSpec;
import dev.loqa.base.process.Supervisor;
import dev.loqa.bus.pki.Identity;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// The door for clients of the original, which know neither TLS nor identities: a second
/// nats-server that listens in plain text for who shows the token, and is a leaf node of the
/// house's. All of them together are the bus user [#NODE], with the rights of
/// [dev.loqa.protocol.Role#LEGACY]; the house's server enforces them.
///
/// Off unless it is configured: who has the token and can reach the port may pass for any service
/// of the original. Thread model: methods by any thread; a supervisor's virtual thread owns the
/// child.
public final class LegacyDoor implements Part {
  /// The identity by which the door connects to the house's server.
  public static final String NODE = "legacy";

  private static final Logger LOG = LoggerFactory.getLogger(LegacyDoor.class);
  private static final Duration GRACE = Duration.ofSeconds(5);
  private static final Duration READY = Duration.ofSeconds(20);

  private final LegacyDoorOptions options;
  private final NatsServerOptions house;
  private final Identity identity;
  private final ServerBinary binary;
  private final Path folder;
  private final Supervisor supervisor;
  private volatile ServerPorts ports = new ServerPorts(0, 0);

  private LegacyDoor(
      LegacyDoorOptions options,
      NatsServerOptions house,
      Identity identity,
      ServerBinary binary,
      Path folder) {
    this.options = options;
    this.house = house;
    this.identity = identity;
    this.binary = binary;
    this.folder = folder;
    this.supervisor =
        Supervisor.adopt(
            launch(),
            this::launch,
            Backoff.DEFAULT,
            GRACE,
            state -> LOG.debug("the door of bus.legacy is {}", state));
  }

  /// Opens the door of a house whose server runs with `house`; returns when it answers.
  static LegacyDoor open(
      LegacyDoorOptions options, NatsServerOptions house, Identity identity, ServerBinary binary) {
    Path folder = house.folder().resolve(NODE);
    StaleServer.end(folder.resolve("nats.pid"), folder.resolve("nats.conf"));
    if (!ServerPorts.free(options.host(), options.port())) {
      throw new BusException(
          "port "
              + options.port()
              + " of "
              + options.host()
              + " is in use by another program: end that one or set another bus.legacy.port");
    }
    return new LegacyDoor(options, house, identity, binary, folder);
  }

  /// What clients of the original connect to, without the token.
  public String url() {
    return "nats://" + options.host() + ":" + options.port();
  }

  /// Whether the door answers.
  public boolean healthy() {
    return Monitor.of(ports.monitoring()).healthy();
  }

  private Child launch() {
    Readiness readiness = new Readiness(folder.resolve("ports"));
    Path config = folder.resolve("nats.conf");
    write(config, ServerConfig.door(options, house, identity, folder));
    Child child =
        Child.start(
            ChildSpec.of(
                    "nats-server-legacy",
                    List.of(binary.path().toString(), "-c", config.toString()),
                    readiness)
                .in(folder));
    try {
      ports = readiness.await(child, READY);
    } catch (RuntimeException e) {
      child.close();
      throw e;
    }
    LOG.atWarn()
        .addKeyValue("url", url())
        .log(
            "clients of the original may connect in plain text: whoever has the token speaks for any service");
    return child;
  }

  private static void write(Path file, String text) {
    try {
      PrivateFiles.write(file, text.getBytes(StandardCharsets.UTF_8));
    } catch (IOException e) {
      throw new BusException(
          file + " cannot be written (" + e + "): check the data folder's owner and space", e);
    }
  }

  @Override
  public void close() {
    supervisor.close();
  }
}
