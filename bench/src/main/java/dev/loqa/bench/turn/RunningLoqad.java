package dev.loqa.bench.turn;

import dev.loqa.base.json.Json;
import dev.loqa.base.process.Child;
import dev.loqa.base.process.ChildSpec;
import dev.loqa.base.process.JavaProgram;
import dev.loqa.bench.measure.Machine;
import dev.loqa.bench.measure.Size;
import dev.loqa.bus.Bus;
import dev.loqa.bus.BusOptions;
import dev.loqa.bus.NatsBus;
import dev.loqa.bus.pki.Identity;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/// A loqad that the benchmark started as `./loqa up` would, on a free port; its own process, which
/// cannot outlive the benchmark. Used by one thread.
final class RunningLoqad implements AutoCloseable {
  private static final Duration LOOK = Duration.ofMillis(10);
  private static final Duration SOON = Duration.ofSeconds(10);
  private static final Duration GRACE = Duration.ofSeconds(20);
  private static final int KEPT_LINES = 20;
  private static final String EDGE = "dev.loqa.edge.EdgeMain";

  private final Path data;
  private final Child child;
  private final Deque<String> lines;
  private final HttpClient client = HttpClient.newBuilder().connectTimeout(SOON).build();
  private String url = "";
  private String token = "";
  private long pid;

  private RunningLoqad(Path data, Child child, Deque<String> lines) {
    this.data = data;
    this.child = child;
    this.lines = lines;
  }

  /// Starts it and waits until every part is ready.
  ///
  /// @param folder holds its data and its configuration; the same one again is a warm start
  static RunningLoqad start(Size size, Path folder, List<String> services)
      throws IOException, InterruptedException {
    return start(size, folder, services, List.of());
  }

  /// The same with further skills.
  ///
  /// @param skills folders of skills, or folders of such
  static RunningLoqad start(Size size, Path folder, List<String> services, List<Path> skills)
      throws IOException, InterruptedException {
    return ready(spawn(size, folder, Map.of("services", services), skills));
  }

  /// The same with more than services in its configuration.
  static RunningLoqad configured(Size size, Path folder, Map<String, Object> configuration)
      throws IOException, InterruptedException {
    return ready(spawn(size, folder, configuration, List.of()));
  }

  private static RunningLoqad ready(RunningLoqad loqad) throws IOException, InterruptedException {
    try {
      loqad.awaitReady(Duration.ofMinutes(2));
      return loqad;
    } catch (IOException | InterruptedException | RuntimeException e) {
      loqad.close();
      throw e;
    }
  }

  /// Voice and a language model without ears, as `loqa up` with an Ollama server.
  static RunningLoqad withModel(Size size, Path folder, URI server)
      throws IOException, InterruptedException {
    Map<String, Object> llm =
        Map.of("engine", "ollama", "url", server.toString(), "models", Map.of("balanced", "bench"));
    Map<String, Object> config = Map.of("services", List.of("tts", "llm"), "llm", llm);
    return ready(spawn(size, folder, config, List.of()));
  }

  /// The same, not waiting for more than that it listens.
  static RunningLoqad listening(Size size, Path folder, List<String> services, List<Path> skills)
      throws IOException, InterruptedException {
    RunningLoqad loqad = spawn(size, folder, Map.of("services", services), skills);
    try {
      loqad.awaitListening(Duration.ofMinutes(2));
      return loqad;
    } catch (IOException | InterruptedException | RuntimeException e) {
      loqad.close();
      throw e;
    }
  }

  private void awaitListening(Duration limit) throws IOException, InterruptedException {
    long deadline = System.nanoTime() + limit.toNanos();
    while (!found()) {
      if (child.waitFor(LOOK).isPresent() || System.nanoTime() > deadline) {
        throw new IOException("loqad does not listen: " + last());
      }
    }
  }

  private static RunningLoqad spawn(
      Size size, Path folder, Map<String, Object> settings, List<Path> more) throws IOException {
    Path config = folder.resolve("loqa.yaml");
    Path data = folder.resolve("data");
    // JSON is YAML too.
    Files.write(config, Json.write(settings));
    Files.deleteIfExists(data.resolve("run/instance.json"));
    List<String> arguments =
        new ArrayList<>(List.of("--config", config.toString(), "--data", data.toString()));
    String packages = System.getProperty("loqa.packages");
    List<Path> all = new ArrayList<>(packages == null ? skills(size.root()) : List.of());
    all.addAll(more);
    if (packages != null) {
      arguments.addAll(List.of("--packages", packages));
    }
    for (Path skill : all) {
      arguments.addAll(List.of("--skills", skill.toString()));
    }
    Deque<String> lines = new ArrayDeque<>();
    ChildSpec spec =
        ChildSpec.of(
                "loqad",
                JavaProgram.command("loqad", "dev.loqa.loqad.Main", arguments),
                (stream, line) -> keep(lines, line))
            .withEnvironment(JavaProgram.ENVIRONMENT);
    return new RunningLoqad(data, Child.start(spec), lines);
  }

  private static void keep(Deque<String> lines, String line) {
    synchronized (lines) {
      if (lines.size() == KEPT_LINES) {
        lines.removeFirst();
      }
      lines.addLast(line);
    }
  }

  private static List<Path> skills(Path root) throws IOException {
    try (Stream<Path> folders = Files.list(root.resolve("skills"))) {
      List<Path> skills =
          folders
              .map(folder -> folder.resolve("target/skill"))
              .filter(folder -> Files.isRegularFile(folder.resolve("skill.yaml")))
              .sorted()
              .toList();
      if (skills.isEmpty()) {
        throw new IOException("no built skills below " + root + "/skills: build the checkout");
      }
      return skills;
    }
  }

  private void awaitReady(Duration limit) throws IOException, InterruptedException {
    long deadline = System.nanoTime() + limit.toNanos();
    String missing = "it does not listen";
    while (System.nanoTime() < deadline) {
      if (child.waitFor(LOOK).isPresent()) {
        throw new IOException("loqad ended: " + last());
      }
      if (url.isEmpty() && !found()) {
        continue;
      }
      HttpResponse<String> answer =
          client.send(request("/readyz").build(), HttpResponse.BodyHandlers.ofString());
      if (answer.statusCode() == 200) {
        pid = ((Number) instance().getOrDefault("pid", child.pid())).longValue();
        return;
      }
      missing = answer.body();
    }
    throw new IOException(
        "loqad is not ready after " + limit.toSeconds() + " s: " + missing + "; " + last());
  }

  private boolean found() throws IOException {
    Path file = data.resolve("run/instance.json");
    if (!Files.exists(file)) {
      return false;
    }
    Path secret = data.resolve("run/token");
    token = Files.exists(secret) ? Files.readString(secret).strip() : "";
    url = String.valueOf(instance().get("http"));
    return true;
  }

  private Map<String, Object> instance() throws IOException {
    return Json.readObject(Files.readAllBytes(data.resolve("run/instance.json")));
  }

  /// Types a sentence in a conversation of its own.
  Turn say(String text, String session) throws IOException, InterruptedException {
    byte[] body = Json.write(Map.of("text", text, "session_id", session));
    return turn(
        request("/v1/say")
            .header("Content-Type", "application/json")
            .POST(HttpRequest.BodyPublishers.ofByteArray(body)));
  }

  /// The same without having the answer spoken.
  Turn ask(String text, String session) throws IOException, InterruptedException {
    byte[] body = Json.write(Map.of("text", text, "session_id", session, "speak", false));
    return turn(
        request("/v1/say")
            .header("Content-Type", "application/json")
            .POST(HttpRequest.BodyPublishers.ofByteArray(body)));
  }

  /// Plays a WAV file to the satellite's ear as fast as a person speaks.
  Turn hear(Path wav) throws IOException, InterruptedException {
    return turn(
        request("/v1/hear?real_time=true")
            .timeout(Duration.ofMinutes(2))
            .header("Content-Type", "audio/wav")
            .POST(HttpRequest.BodyPublishers.ofFile(wav)));
  }

  private Turn turn(HttpRequest.Builder request) throws IOException, InterruptedException {
    HttpResponse<String> answer =
        client.send(request.build(), HttpResponse.BodyHandlers.ofString(StandardCharsets.UTF_8));
    if (answer.statusCode() != 200) {
      throw new IOException(
          "loqad answered "
              + answer.uri().getPath()
              + " with "
              + answer.statusCode()
              + ": "
              + answer.body().strip());
    }
    return Turn.of(Json.readObject(answer.body()));
  }

  /// Its bus, as one of its nodes.
  Bus bus(String identity) throws IOException {
    if (!(instance().get("bus") instanceof Map<?, ?> block)
        || !(block.get("servers") instanceof List<?> servers)) {
      throw new IOException("loqad does not say where its bus is");
    }
    Path pki = Path.of(String.valueOf(block.get("pki")));
    return NatsBus.connect(
        BusOptions.of(servers.stream().map(String::valueOf).toList(), Identity.in(pki, identity)));
  }

  private HttpRequest.Builder request(String path) {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(URI.create(url + path)).timeout(Duration.ofSeconds(30));
    return token.isEmpty() ? request : request.header("Authorization", "Bearer " + token);
  }

  long pid() {
    return pid;
  }

  /// The processes below it, the daemon itself not among them.
  List<ProcessHandle> children() {
    return ProcessHandle.of(pid)
        .map(handle -> handle.descendants().toList())
        .orElseThrow(() -> new IllegalStateException("loqad is gone: " + last()));
  }

  /// The process of one kind of edge services, if it runs.
  Optional<ProcessHandle> edge(String kind) {
    return children().stream()
        .filter(ProcessHandle::isAlive)
        .filter(child -> {
          List<String> arguments = Machine.arguments(child);
          int main = arguments.indexOf(EDGE);
          return main >= 0 && main + 1 < arguments.size() && arguments.get(main + 1).equals(kind);
        })
        .findFirst();
  }

  /// Whether every part says that it is ready.
  boolean isReady() throws IOException, InterruptedException {
    return client
            .send(request("/readyz").build(), HttpResponse.BodyHandlers.discarding())
            .statusCode()
        == 200;
  }

  /// Lets it be for so long; an error if it ends meanwhile.
  void leaveAlone(Duration pause) throws IOException, InterruptedException {
    if (child.waitFor(pause).isPresent()) {
      throw new IOException("loqad ended: " + last());
    }
  }

  private String last() {
    synchronized (lines) {
      return lines.isEmpty() ? "it said nothing" : String.join("; ", lines);
    }
  }

  @Override
  public void close() {
    client.shutdownNow();
    child.stop(GRACE);
  }
}
