package dev.loqa.bundles.observability;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.loqa.base.json.Json;
import dev.loqa.base.life.Part;
import dev.loqa.base.process.Child;
import dev.loqa.base.process.ChildSpec;
import dev.loqa.bundles.Until;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;

/// A running Prometheus or Alertmanager on a free port, with a folder of its own. It cannot outlive
/// the test.
public final class WatchProgram implements Part {
  private static final Duration GRACE = Duration.ofSeconds(10);
  private static final Duration READY = Duration.ofSeconds(60);

  private static final Path TEMPLATES = Path.of("/usr/share/prometheus/alertmanager");

  private final List<String> lines = new CopyOnWriteArrayList<>();
  private final HttpClient http = HttpClient.newHttpClient();
  private final String address;
  private final Child child;

  private WatchProgram(String name, String address, List<String> command) {
    this.address = address;
    this.child = Child.start(ChildSpec.of(name, command, (stream, line) -> lines.add(line)));
  }

  /// An address that nobody has now.
  public static String freeAddress() {
    try (ServerSocket free = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return "127.0.0.1:" + free.getLocalPort();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /// Prometheus on a rendered folder; the test is left out where there is none.
  public static WatchProgram prometheus(Path rendered, String address, Path data) {
    return ready(
        new WatchProgram(
            "prometheus",
            address,
            List.of(
                Tool.find("prometheus").toString(),
                "--config.file=" + rendered.resolve("prometheus/prometheus.yml"),
                "--storage.tsdb.path=" + data,
                "--web.listen-address=" + address)));
  }

  /// Alertmanager on a rendered folder; the test is left out where there is none.
  public static WatchProgram alertmanager(Path rendered, String address, Path data) {
    Path program = Tool.find("prometheus-alertmanager");
    List<String> command = new ArrayList<>(withTemplates(program));
    command.addAll(
        List.of(
            program.toString(),
            "--config.file=" + rendered.resolve("alertmanager/alertmanager.yml"),
            "--storage.path=" + data,
            "--cluster.listen-address=",
            "--web.listen-address=" + address));
    return ready(new WatchProgram("alertmanager", address, command));
  }

  /// Debian's Alertmanager reads its templates from one place of the system. Where its package was
  /// not installed, it gets a view of the system of its own that has them there.
  private static List<String> withTemplates(Path program) {
    Path templates = program.resolveSibling("../share/prometheus/alertmanager").normalize();
    if (Files.exists(TEMPLATES.resolve("default.tmpl")) || !Files.isDirectory(templates)) {
      return List.of();
    }
    assumeTrue(
        Tool.run("unshare", "--map-root-user", "--mount", "true").exit() == 0,
        "Alertmanager's templates cannot be put where it looks for them, so this is left out: install prometheus-alertmanager");
    return List.of(
        "unshare",
        "--map-root-user",
        "--mount",
        "sh",
        "-c",
        "from=$1; to=$2; shift 2; mount -t tmpfs tmpfs /usr/share && mkdir -p \"$to\" && cp \"$from\"/*.tmpl \"$to\" && exec \"$@\"",
        "sh",
        templates.toString(),
        TEMPLATES.toString());
  }

  private static WatchProgram ready(WatchProgram program) {
    try {
      Until.is(
          program.address + " is ready",
          READY,
          () -> {
            if (!program.child.alive()) {
              throw new AssertionError("it ended: " + program.lines);
            }
            return program.status("/-/ready") == 200;
          });
      return program;
    } catch (AssertionError e) {
      program.close();
      throw e;
    }
  }

  /// What Prometheus answers to a query now: one `{metric, value}` a series.
  public List<Map<String, Object>> query(String expression) {
    HttpResponse<String> answer =
        get("/api/v1/query?query=" + URLEncoder.encode(expression, StandardCharsets.UTF_8));
    if (answer.statusCode() != 200) {
      throw new AssertionError(expression + ": " + answer.body());
    }
    return Observability.list(Observability.map(Json.readObject(answer.body()), "data"), "result");
  }

  /// The numbers among what a query answers.
  public List<Double> numbers(String expression) {
    return query(expression).stream()
        .map(series -> (List<?>) series.getOrDefault("value", List.of()))
        .map(value -> Double.valueOf(String.valueOf(value.get(1)).replace("Inf", "Infinity")))
        .filter(number -> !number.isNaN())
        .toList();
  }

  private int status(String path) {
    try {
      return get(path).statusCode();
    } catch (UncheckedIOException e) {
      return 0;
    }
  }

  private HttpResponse<String> get(String path) {
    try {
      return http.send(
          HttpRequest.newBuilder(URI.create("http://" + address + path))
              .timeout(Duration.ofSeconds(20))
              .build(),
          BodyHandlers.ofString());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new AssertionError("interrupted", e);
    }
  }

  @Override
  public void close() {
    child.stop(GRACE);
    http.close();
  }
}
