package dev.loqa.edge;

import dev.loqa.base.config.ConfigException;
import dev.loqa.base.config.ConfigSource;
import dev.loqa.base.life.Parts;
import dev.loqa.base.log.OneLog;
import dev.loqa.base.models.ModelException;
import dev.loqa.base.service.ServiceNotice;
import dev.loqa.base.telemetry.Telemetry;
import dev.loqa.bus.BusEvent;
import dev.loqa.bus.BusException;
import dev.loqa.bus.BusMetrics;
import dev.loqa.bus.BusOptions;
import dev.loqa.bus.BusPulse;
import dev.loqa.bus.IdentityWatch;
import dev.loqa.bus.NatsBus;
import dev.loqa.bus.pki.Identity;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// The program `loqa-edge`: reads its configuration, connects to the bus as its own identity,
/// starts the services named on the command line, says that it is there, and runs until SIGTERM or
/// until the bus is away for too long.
public final class EdgeMain {
  private static final Logger LOG = LoggerFactory.getLogger(EdgeMain.class);
  private static final Duration BETWEEN_TRIES = Duration.ofMillis(250);
  private static final Duration LOOK_EVERY = Duration.ofSeconds(1);

  private final CountDownLatch asked = new CountDownLatch(1);
  private final CountDownLatch ended = new CountDownLatch(1);

  private EdgeMain() {}

  /// Runs and ends the JVM with the exit code.
  @SuppressWarnings("IllegalCatch")
  public static void main(String[] words) {
    OneLog.begin();
    EdgeMain edge = new EdgeMain();
    Thread hook = Thread.ofPlatform().name("edge-stop").unstarted(edge::stop);
    int code;
    try {
      Arguments arguments = Arguments.parse(List.of(words));
      if (arguments.help()) {
        System.out.print(Arguments.HELP);
        code = 0;
      } else if (arguments.check()) {
        EdgeConfig.read(source(arguments.config()), arguments.kinds());
        System.out.println("configuration valid");
        code = 0;
      } else {
        Runtime.getRuntime().addShutdownHook(hook);
        edge.run(arguments);
        code = 0;
      }
    } catch (EdgeException e) {
      System.err.println("loqa-edge: " + e.getMessage());
      code = e.exitCode();
    } catch (ModelException e) {
      System.err.println("loqa-edge: " + e.getMessage());
      code = EdgeException.FAILED;
    } catch (ConfigException e) {
      e.problems().forEach(System.err::println);
      code = EdgeException.FAILED;
    } catch (InterruptedException e) {
      code = EdgeException.FAILED;
    } catch (Exception e) { // fence of main: whatever went wrong is said in words
      LOG.atError().setCause(e).log("loqa-edge failed");
      System.err.println("loqa-edge: " + e.getMessage());
      code = EdgeException.FAILED;
    }
    edge.ended.countDown();
    if (edge.asked.getCount() > 0) {
      System.exit(code);
    }
  }

  /// Runs as the shutdown hook: asks for the end and waits for it.
  private void stop() {
    asked.countDown();
    try {
      if (!ended.await(10, TimeUnit.SECONDS)) {
        LOG.atWarn().log("not everything stopped in time");
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void run(Arguments arguments) throws InterruptedException {
    EdgeConfig config = EdgeConfig.read(source(arguments.config()), arguments.kinds());
    OneLog.speaksAs(EdgeProcess.name(arguments.kinds()), config.node().value());
    BusWatch watch = new BusWatch();
    long started = System.nanoTime();
    try (Parts parts = new Parts()) {
      Telemetry telemetry =
          parts.add(
              Telemetry.unscraped(
                  config.telemetry(), EdgeProcess.name(arguments.kinds()), config.node().value()));
      BusMetrics metrics = new BusMetrics(telemetry.meter());
      NatsBus bus = connect(config, watch.andThen(metrics));
      if (bus == null) {
        return;
      }
      parts.add(bus);
      parts.add(BusPulse.start(bus, metrics));
      EdgeProcess process =
          parts.add(EdgeProcess.start(bus, config, arguments.kinds(), telemetry.spans()));
      LOG.atInfo()
          .addKeyValue("node", config.node())
          .addKeyValue("services", arguments.kinds().stream().map(Kind::word).toList())
          .addKeyValue("capabilities", capabilities(process))
          .addKeyValue("start_ms", (System.nanoTime() - started) / 1_000_000)
          .log("edge ready");
      Path pki = config.pki();
      if (pki != null) {
        Identity identity = Identity.in(pki, config.node().value());
        parts.add(IdentityWatch.start(bus, identity, process::idle));
      }
      parts
          .add(ServiceNotice.of(System.getenv()))
          .serves(config.node() + " serves " + words(arguments), process::lives);
      System.gc(); // once: what the start used goes back to the machine, which is small
      while (!asked.await(LOOK_EVERY.toMillis(), TimeUnit.MILLISECONDS)) {
        if (watch.awayFor(config.connectWithin().toNanos())) {
          throw unavailable(config, "it has been away too long");
        }
      }
      LOG.atInfo().addKeyValue("node", config.node()).log("edge stopping");
    }
  }

  private static String words(Arguments arguments) {
    return String.join(", ", arguments.kinds().stream().map(Kind::word).toList());
  }

  private static List<String> capabilities(EdgeProcess process) {
    return process.services().stream().flatMap(service -> service.capabilities().stream()).toList();
  }

  private static ConfigSource source(@Nullable Path file) {
    return file == null
        ? ConfigSource.empty(System.getenv())
        : ConfigSource.read(file, System.getenv());
  }

  /// Tries until the bus is there; null when the end was asked for meanwhile.
  private @Nullable NatsBus connect(EdgeConfig config, Consumer<BusEvent> heard)
      throws InterruptedException {
    BusOptions options = options(config).withListener(heard);
    long deadline = System.nanoTime() + config.connectWithin().toNanos();
    while (true) {
      try {
        return NatsBus.connect(options);
      } catch (BusException e) {
        if (System.nanoTime() > deadline) {
          throw unavailable(config, String.valueOf(e.getMessage()));
        }
        LOG.atDebug().addKeyValue("fault", e.getMessage()).log("the bus is not there yet");
      }
      if (asked.await(BETWEEN_TRIES.toMillis(), TimeUnit.MILLISECONDS)) {
        return null;
      }
    }
  }

  private static BusOptions options(EdgeConfig config) {
    Path pki = config.pki();
    String node = config.node().value();
    return pki == null
        ? BusOptions.plain(config.servers(), node)
        : BusOptions.of(config.servers(), Identity.in(pki, node));
  }

  private static EdgeException unavailable(EdgeConfig config, String why) {
    return new EdgeException(
        EdgeException.UNAVAILABLE,
        "the bus at %s cannot be reached: %s: start loqad, or correct bus.servers"
            .formatted(String.join(", ", config.servers()), why));
  }
}
