package dev.loqa.bundles.whole;

import dev.loqa.base.json.Json;
import dev.loqa.base.life.Part;
import dev.loqa.bundles.Until;
import dev.loqa.bundles.layout.ShippedSkills;
import dev.loqa.bus.Bus;
import dev.loqa.bus.BusOptions;
import dev.loqa.bus.NatsBus;
import dev.loqa.bus.pki.Identity;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// A running house on a data folder: loqad, nats-server and the four edge processes, on free ports.
///
/// May be killed and started again; closing it stops loqad, which stops the others.
final class House implements Part {
  /// The checkout.
  static final Path ROOT =
      Path.of(System.getProperty("loqa.root", "")).toAbsolutePath().normalize();

  private static final Duration READY = Duration.ofMinutes(3);
  private static final Duration CALL = Duration.ofSeconds(100);

  private final Path data;
  private final List<String> arguments;
  private final HttpClient http =
      HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(5)).build();
  private Program program;

  private House(Path data, List<String> arguments) {
    this.data = data;
    this.arguments = arguments;
    this.program = Program.loqad(arguments);
  }

  /// The packages that come with Loqa.
  static Path shipped() {
    return shipped("timer", "smart-home", "small-talk", "lists", "reminders", "weather");
  }

  /// The same of some skills only.
  static Path shipped(String... names) {
    try {
      Path folder = Files.createDirectories(ROOT.resolve("bundles/target/shipped"));
      Path packages = folder.resolve(String.join("+", names));
      ShippedSkills.write(
          Arrays.stream(names).map(House::skill).toList(), packages, Optional.empty());
      return packages;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  static Path skill(String name) {
    Path folder = ROOT.resolve("skills").resolve(name).resolve("target/skill");
    if (!Files.isRegularFile(folder.resolve("skill.yaml"))) {
      throw new AssertionError(folder + " is not built: run ./loqa test, which builds it first");
    }
    return folder;
  }

  /// Starts and waits until every part is ready.
  ///
  /// @param packages what comes with it
  static House start(Path data, Path packages, String... more) {
    List<String> arguments =
        new ArrayList<>(List.of("--data", data.toString(), "--packages", packages.toString()));
    arguments.addAll(List.of(more));
    House house = new House(data, arguments);
    try {
      house.awaitReady();
      return house;
    } catch (RuntimeException | AssertionError e) {
      house.close();
      throw e;
    }
  }

  /// Starts a new loqad on the same folder, once the last one is gone.
  void again() {
    program = Program.loqad(arguments);
    awaitReady();
  }

  void awaitReady() {
    try {
      Until.is(
          "every part is ready",
          READY,
          () -> {
            if (!program.alive()) {
              throw new AssertionError("loqad ended");
            }
            return program.output().contains("listening on ") && get("/readyz").statusCode() == 200;
          });
    } catch (AssertionError e) {
      throw new AssertionError(e.getMessage() + "\n" + readiness() + "\n" + program.lastWords(), e);
    }
  }

  private String readiness() {
    return program.output().contains("listening on ") ? get("/readyz").body() : "does not listen";
  }

  Path data() {
    return data;
  }

  Program loqad() {
    return program;
  }

  URI url(String path) {
    String line =
        program
            .output()
            .lines()
            .filter(said -> said.contains("listening on http"))
            .reduce((_, last) -> last)
            .orElseThrow();
    return URI.create(line.substring(line.indexOf("http")).split("[/?]?(\\s|$)", 2)[0] + path);
  }

  /// A request with the owner's token.
  HttpRequest.Builder request(String path) {
    HttpRequest.Builder request = HttpRequest.newBuilder(url(path)).timeout(CALL);
    Path token = data.resolve("run/token");
    try {
      return Files.exists(token)
          ? request.header("Authorization", "Bearer " + Files.readString(token).strip())
          : request;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  HttpResponse<String> send(HttpRequest request) {
    try {
      return http.send(request, BodyHandlers.ofString());
    } catch (IOException e) {
      throw new UncheckedIOException(request.uri() + ": " + e, e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new AssertionError("interrupted", e);
    }
  }

  HttpResponse<String> get(String path) {
    return send(request(path).build());
  }

  /// The answer to a GET, which must be 200.
  Map<String, Object> read(String path) {
    return answer(get(path));
  }

  Map<String, Object> answer(HttpResponse<String> response) {
    if (response.statusCode() != 200) {
      throw new AssertionError(response.uri() + ": " + response.statusCode() + response.body());
    }
    return Json.readObject(response.body());
  }

  HttpResponse<String> post(String path, String json) {
    return send(
        request(path)
            .header("Content-Type", "application/json")
            .POST(BodyPublishers.ofString(json))
            .build());
  }

  /// One typed turn.
  Turn say(String text) {
    return new Turn(answer(post("/v1/say", Json.text(Map.of("text", text)))));
  }

  /// One typed turn in a language.
  Turn sayIn(String language, String text) {
    return new Turn(answer(post("/v1/say", Json.text(Map.of("text", text, "language", language)))));
  }

  /// One typed turn of a conversation.
  Turn say(String session, String text) {
    return new Turn(
        answer(post("/v1/say", Json.text(Map.of("text", text, "session_id", session)))));
  }

  /// One spoken turn at the microphone's pace.
  HttpResponse<String> hear(Path wav, String query) {
    try {
      return send(
          request("/v1/hear?" + query)
              .header("Content-Type", "audio/wav")
              .POST(BodyPublishers.ofFile(wav))
              .build());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /// Every event of `type` there is, oldest first.
  List<Map<String, Object>> events(String type) {
    List<Map<String, Object>> events = new ArrayList<>();
    String after = "0";
    while (true) {
      Map<String, Object> page =
          read("/v1/events?limit=500&after=" + after + (type.isEmpty() ? "" : "&type=" + type));
      events.addAll(Turn.list(page, "events"));
      Object next = page.get("next");
      if (next == null) {
        return events;
      }
      after = String.valueOf(next);
    }
  }

  /// State of a thing of the simulated home.
  String state(String entity) {
    return Turn.list(read("/v1/home"), "entities").stream()
        .filter(thing -> entity.equals(thing.get("id")))
        .map(thing -> String.valueOf(thing.get("state")))
        .findFirst()
        .orElseThrow(() -> new AssertionError("no " + entity));
  }

  /// The bus as the person who runs the house.
  Bus operator() {
    return bus("operator");
  }

  /// The bus by one of this folder's identities.
  Bus bus(String identity) {
    Map<String, Object> instance;
    try {
      instance = Json.readObject(Files.readString(data.resolve("run/instance.json")));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    Object servers = Turn.map(instance, "bus").getOrDefault("servers", List.of());
    List<String> urls = ((List<?>) servers).stream().map(String::valueOf).toList();
    return NatsBus.connect(BusOptions.of(urls, Identity.in(data.resolve("pki"), identity)));
  }

  /// The process of one part: `stt`, `tts`, `llm`, `satellite` or `nats-server`.
  long pid(String part) {
    return find(part).orElseThrow(() -> new AssertionError(part + " does not run"));
  }

  boolean runs(String part) {
    return find(part).isPresent();
  }

  /// Whether the part runs in another process than this one, asked once: between two questions the
  /// old one may be found dead.
  boolean runsAnew(String part, long old) {
    return find(part).filter(pid -> pid != old).isPresent();
  }

  /// Whether the part does not run in this process any more.
  boolean gone(String part, long old) {
    return find(part).filter(pid -> pid == old).isEmpty();
  }

  private Optional<Long> find(String part) {
    if (part.equals("nats-server")) {
      return ProcessHandle.of(program.pid()).stream()
          .flatMap(ProcessHandle::descendants)
          .filter(process -> process.info().command().orElse("").endsWith("nats-server"))
          .filter(ProcessHandle::isAlive)
          .map(ProcessHandle::pid)
          .findFirst();
    }
    Map<String, Object> process = Turn.map(Turn.map(read("/v1/nodes"), "processes"), part);
    return process.get("pid") instanceof Number pid
        ? Optional.of(pid.longValue())
        : Optional.empty();
  }

  /// Stops it where it is: it is there, and does nothing any more.
  static void freeze(long pid) throws IOException {
    signal("STOP", pid);
  }

  /// Lets it go on.
  static void thaw(long pid) throws IOException {
    signal("CONT", pid);
  }

  private static void signal(String signal, long pid) throws IOException {
    try {
      int code = new ProcessBuilder("kill", "-s", signal, Long.toString(pid)).start().waitFor();
      if (code != 0) {
        throw new IOException(
            "process " + pid + " does not take " + signal + ": kill ended with " + code);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException("interrupted", e);
    }
  }

  /// `kill -9`, and waits until it is gone.
  static void kill(long pid) {
    ProcessHandle.of(pid)
        .ifPresent(process -> {
          process.destroyForcibly();
          Until.is(
              "process " + pid + " is gone",
              Duration.ofSeconds(10),
              () -> !ProcessHandle.of(pid).map(ProcessHandle::isAlive).orElse(false));
        });
  }

  @Override
  public void close() {
    program.close();
    http.close();
  }
}
