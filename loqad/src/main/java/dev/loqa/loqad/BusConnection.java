package dev.loqa.loqad;

import dev.loqa.base.life.Part;
import dev.loqa.base.life.Parts;
import dev.loqa.bus.Bus;
import dev.loqa.bus.BusEvent;
import dev.loqa.bus.BusMetrics;
import dev.loqa.bus.BusOptions;
import dev.loqa.bus.BusPulse;
import dev.loqa.bus.IdentityWatch;
import dev.loqa.bus.LegacyDoorOptions;
import dev.loqa.bus.NatsBus;
import dev.loqa.bus.NatsServer;
import dev.loqa.bus.NatsServerOptions;
import dev.loqa.bus.pki.Identity;
import dev.loqa.bus.roster.Enrollment;
import dev.loqa.bus.roster.Roster;
import dev.loqa.loqad.config.LoqaConfig;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.BooleanSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// The bus as this daemon has it: a child of its own, or an external one by configuration.
///
/// @param pki the folder of the certificates
/// @param edges block `bus` of an edge process of this machine
/// @param healthy whether the bus serves now
/// @param renewal shows a renewed certificate of loqad to the bus
/// @param enrollment lets nodes of other machines in; empty with an external bus, whose authority
///   is elsewhere
record BusConnection(
    Bus bus,
    Path pki,
    Map<String, Object> edges,
    BooleanSupplier healthy,
    Optional<Enrollment> enrollment,
    Renewal renewal,
    Parts parts)
    implements Part {
  /// Watches over loqad's own identity once somebody can say whether nobody is spoken to.
  interface Renewal {
    Part watch(BooleanSupplier idle);
  }

  private static final Logger LOG = LoggerFactory.getLogger(BusConnection.class);

  /// @param metrics hears of every connection
  static BusConnection open(LoqaConfig config, Path data, BusMetrics metrics) {
    Parts parts = new Parts();
    try {
      return config.bus().servers().isEmpty()
          ? child(config, data, metrics, parts)
          : external(config, data, metrics, parts);
    } catch (RuntimeException e) {
      parts.close();
      throw e;
    }
  }

  private static BusConnection child(
      LoqaConfig config, Path data, BusMetrics metrics, Parts parts) {
    NatsServerOptions options =
        NatsServerOptions.in(data, config.node().id().value())
            .withHost(config.bus().host())
            .withMoreHosts(config.bus().names())
            .withPort(config.bus().port())
            .withRoster(Roster.in(data.resolve("pki")));
    Optional<LegacyDoorOptions> legacy = config.bus().legacy();
    NatsServer server =
        parts.add(NatsServer.start(legacy.isPresent() ? options.withDoor() : options));
    legacy.ifPresent(door -> parts.add(server.door(door)));
    NatsBus bus = parts.add(NatsBus.connect(server.client("loqad").withListener(metrics)));
    parts.add(BusPulse.start(bus, metrics));
    Path pki = data.resolve("pki");
    return new BusConnection(
        bus,
        pki,
        block(List.of(server.url()), pki),
        server::healthy,
        Optional.of(server.enrollment(Clock.systemUTC())),
        idle -> IdentityWatch.start(bus, server.identity("loqad"), idle),
        parts);
  }

  private static BusConnection external(
      LoqaConfig config, Path data, BusMetrics metrics, Parts parts) {
    Path pki = config.bus().pki().isEmpty() ? data.resolve("pki") : Path.of(config.bus().pki());
    Identity identity = Identity.in(pki, "loqad");
    AtomicBoolean connected = new AtomicBoolean(true);
    BusOptions options =
        BusOptions.of(config.bus().servers(), identity)
            .withListener(metrics.andThen(event -> follow(event, connected)));
    NatsBus bus = parts.add(NatsBus.connect(options));
    parts.add(BusPulse.start(bus, metrics));
    return new BusConnection(
        bus,
        pki,
        block(config.bus().servers(), pki),
        connected::get,
        Optional.empty(),
        idle -> IdentityWatch.start(bus, identity, idle),
        parts);
  }

  private static void follow(BusEvent event, AtomicBoolean connected) {
    switch (event) {
      case BusEvent.Connected _ -> connected.set(true);
      case BusEvent.Disconnected _ -> connected.set(false);
      case BusEvent.Denied denied ->
          LOG.atWarn().addKeyValue("subject", denied.subject()).log("the bus refused a right");
      case BusEvent.SlowConsumer slow ->
          LOG.atWarn().addKeyValue("subject", slow.subject()).log("messages were dropped");
    }
  }

  private static Map<String, Object> block(List<String> servers, Path pki) {
    return Map.of("servers", servers, "pki", pki.toString());
  }

  @Override
  public void close() {
    parts.close();
  }
}
