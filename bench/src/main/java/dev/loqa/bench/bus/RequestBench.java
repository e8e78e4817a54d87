package dev.loqa.bench.bus;

import dev.loqa.bench.measure.Goal;
import dev.loqa.bench.measure.Line;
import dev.loqa.bench.measure.Percentiles;
import dev.loqa.bench.measure.Size;
import dev.loqa.bench.measure.TemporaryFolder;
import dev.loqa.bus.BusOptions;
import dev.loqa.bus.NatsBus;
import dev.loqa.bus.NatsServer;
import dev.loqa.bus.NatsServerOptions;
import dev.loqa.bus.Subscription;
import dev.loqa.bus.pki.MutualTls;
import io.nats.client.Connection;
import io.nats.client.Nats;
import io.nats.client.Options;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Objects;

/// A request over the Bus against a bare jnats request: same server, same TLS, one run,
/// interleaved, medians.
public final class RequestBench {
  private static final int WARM_UP = 5;
  private static final int ROUNDS = 15;
  private static final int REQUESTS = 400;
  private static final Duration DEADLINE = Duration.ofSeconds(10);
  private static final byte[] BODY =
      "{\"session_id\":\"s1\",\"rate\":16000}".getBytes(StandardCharsets.UTF_8);

  private RequestBench() {}

  public static void main(String[] args) throws Exception {
    Medians medians = measure(WARM_UP, ROUNDS, REQUESTS);
    double load = ManagementFactory.getOperatingSystemMXBean().getSystemLoadAverage();
    System.out.printf(
        Locale.ROOT,
        "| request | median us |%n|---|---|%n| Bus | %.1f |%n| bare jnats | %.1f |%n| ratio | %.3f |%n| load | %.2f |%n",
        medians.ours(),
        medians.bare(),
        medians.ratio(),
        load);
  }

  /// The line of the table of everything.
  public static List<Line> row(Size size) throws Exception {
    int rounds = size.of(ROUNDS, 3);
    int requests = size.of(REQUESTS, 20);
    Medians medians = measure(size.of(WARM_UP, 1), rounds, requests);
    String parts =
        String.format(
            Locale.ROOT,
            "median us of %d rounds of %d requests: Bus %.1f, bare jnats %.1f",
            rounds,
            requests,
            medians.ours(),
            medians.bare());
    return List.of(
        Line.of(
            "request over the bus, time to a bare jnats request's",
            medians.ratio(),
            Goal.atMost(1.2, 1.1, "x"),
            rounds,
            List.of(parts)));
  }

  /// Microseconds of a request: medians of the rounds' medians.
  private record Medians(double ours, double bare) {
    double ratio() {
      return ours / bare;
    }
  }

  @SuppressWarnings("try") // an interrupt ends the benchmark
  private static Medians measure(int warmUp, int rounds, int requests) throws Exception {
    try (TemporaryFolder data = TemporaryFolder.make();
        NatsServer server = NatsServer.start(NatsServerOptions.in(data.path(), "bench"));
        NatsBus bus = NatsBus.connect(server.client("loqad"));
        Connection bare = bare(server);
        Subscription _ =
            bus.subscribe("bench.bus", request -> bus.respondRaw(request, request.body()))) {
      bare.createDispatcher(m -> bare.publish(m.getReplyTo(), m.getData())).subscribe("bench.bare");
      bare.flush(DEADLINE);
      double[] ours = new double[rounds];
      double[] theirs = new double[rounds];
      for (int round = -warmUp; round < rounds; round++) {
        double us = round(requests, () -> bus.requestRaw("bench.bus", BODY, DEADLINE).body());
        double them =
            round(
                requests,
                () ->
                    Objects.requireNonNull(bare.request("bench.bare", BODY, DEADLINE), "no answer")
                        .getData());
        if (round >= 0) {
          ours[round] = us;
          theirs[round] = them;
        }
      }
      return new Medians(Percentiles.of(ours).median(), Percentiles.of(theirs).median());
    }
  }

  private interface Request {
    byte[] ask() throws Exception;
  }

  private static double round(int requests, Request request) throws Exception {
    double[] micros = new double[requests];
    for (int i = 0; i < requests; i++) {
      long begun = System.nanoTime();
      if (request.ask().length != BODY.length) {
        throw new IllegalStateException("the answer is not the question");
      }
      micros[i] = (System.nanoTime() - begun) / 1e3;
    }
    return Percentiles.of(micros).median();
  }

  private static Connection bare(NatsServer server) throws Exception {
    BusOptions options = server.client("loqad");
    MutualTls tls = MutualTls.of(server.identity("loqad"));
    return Nats.connect(
        new Options.Builder()
            .servers(options.servers().toArray(String[]::new))
            .sslContext(tls.context())
            .inboxPrefix(options.inboxPrefix() + ".")
            .build());
  }
}
