package dev.loqa.loqad.home.assistant;

import dev.loqa.base.json.Json;
import dev.loqa.base.life.Part;
import dev.loqa.loqad.home.assistant.WebSocketServer.Answer;
import dev.loqa.loqad.home.assistant.WebSocketServer.Request;
import dev.loqa.loqad.home.assistant.WebSocketServer.Session;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/// A Home Assistant that speaks the real one's messages, behaves as a test wants, and can be
/// stopped and started again. What it has is [FakeHouse].
final class FakeHomeAssistant implements Part {
  static final String TOKEN = "eyJhbGciOiJIUzI1NiJ9.a-good-token";

  /// What happens to a command for an entity.
  enum Manner {
    /// Does it, tells the state, answers.
    ACTS,
    /// Does it and answers, and tells the state only when asked for it.
    SECRETIVE,
    /// Answers that it was done; nothing happens.
    IDLE,
    /// Says no.
    REFUSES,
    /// Says nothing at all.
    SILENT,
    /// Breaks the connection.
    DROPS,
    /// Sends what is no message.
    BABBLES
  }

  private final FakeHouse house;
  private final Map<String, Manner> manners = new ConcurrentHashMap<>();
  private final List<Map<String, Object>> calls = new CopyOnWriteArrayList<>();
  private final List<Client> clients = new CopyOnWriteArrayList<>();
  private volatile String token = TOKEN;
  private final AtomicInteger attempts = new AtomicInteger();
  private volatile int piece = Integer.MAX_VALUE;
  private final WebSocketServer server;

  FakeHomeAssistant(FakeHouse house) {
    this(house, 0);
  }

  FakeHomeAssistant(FakeHouse house, int port) {
    this.house = house;
    server = new WebSocketServer(port, this::plain, this::connected);
  }

  /// With a patience that no loaded machine exhausts.
  HomeAssistantConfig config(String... never) {
    return new HomeAssistantConfig(
        URI.create("http://127.0.0.1:" + server.port()),
        List.of(),
        List.of(never),
        Duration.ofMinutes(2));
  }

  /// With little patience: for commands whose time is to run out.
  HomeAssistantConfig patient(Duration within) {
    return new HomeAssistantConfig(config().url(), List.of(), List.of(), within);
  }

  FakeHouse house() {
    return house;
  }

  void manner(String entity, Manner manner) {
    manners.put(entity, manner);
  }

  /// Wants another token from now on.
  void wants(String other) {
    token = other;
  }

  /// Sends every message in pieces of this many bytes.
  void inPieces(int bytes) {
    piece = bytes;
  }

  /// How often somebody tried to sign in.
  int attempts() {
    return attempts.get();
  }

  /// The `call_service` messages so far.
  List<Map<String, Object>> calls() {
    return List.copyOf(calls);
  }

  /// What somebody did at the wall: a state and some attributes are others now.
  void changes(String entity, @Nullable String state, Map<String, Object> attributes) {
    Map<String, Object> before = house.state(entity);
    house.set(entity, state, attributes);
    tell("state_changed", changed(entity, before));
  }

  /// Tells everybody who wants to know.
  void tell(String type, Map<String, Object> data) {
    clients.forEach(client -> client.tell(type, data));
  }

  private Map<String, Object> changed(String entity, @Nullable Map<String, Object> before) {
    Map<String, Object> data = new HashMap<>();
    data.put("entity_id", entity);
    data.put("old_state", before);
    data.put("new_state", house.state(entity));
    return data;
  }

  void stop() {
    server.leave();
    clients.clear();
  }

  /// Starts again.
  void again() {
    server.back();
  }

  @Override
  public void close() {
    server.close();
  }

  private Answer plain(Request request) {
    if (!("Bearer " + token).equals(request.headers().get("authorization"))) {
      return new Answer(401, "401: Unauthorized");
    }
    if (request.path().equals("/api/")) {
      return new Answer(200, "{\"message\":\"API running.\"}");
    }
    Map<String, Object> state =
        request.path().startsWith("/api/states/")
            ? house.state(request.path().substring("/api/states/".length()))
            : null;
    return state == null
        ? new Answer(404, "{\"message\":\"Entity not found.\"}")
        : new Answer(200, Json.text(state));
  }

  private Consumer<String> connected(Session session) {
    Client client = new Client(session);
    clients.add(client);
    client.send(Map.of("type", "auth_required", "ha_version", "2026.4.0"));
    return client::take;
  }

  /// One connection.
  private final class Client {
    private final Session session;
    private final Map<String, Number> subscribed = new ConcurrentHashMap<>();
    private volatile boolean trusted;

    Client(Session session) {
      this.session = session;
    }

    void send(Map<String, Object> message) {
      session.send(Json.text(message), piece);
    }

    void tell(String type, Map<String, Object> data) {
      Number id = subscribed.get(type);
      if (id != null) {
        Map<String, Object> event = new LinkedHashMap<>();
        event.put("event_type", type);
        event.put("data", data);
        event.put("origin", "LOCAL");
        event.put("time_fired", "2026-11-21T10:00:00.000000+00:00");
        send(Map.of("id", id, "type", "event", "event", event));
      }
    }

    void take(String text) {
      Map<String, Object> message = Json.readObject(text);
      String type = String.valueOf(message.get("type"));
      if (!trusted) {
        attempts.incrementAndGet();
        trusted = type.equals("auth") && token.equals(message.get("access_token"));
        send(
            trusted
                ? Map.of("type", "auth_ok", "ha_version", "2026.4.0")
                : Map.of("type", "auth_invalid", "message", "Invalid access token or password"));
        if (!trusted) {
          session.drop();
        }
        return;
      }
      Number id = message.get("id") instanceof Number number ? number : -1;
      switch (type) {
        case "ping" -> send(Map.of("id", id, "type", "pong"));
        case "subscribe_events" -> {
          subscribed.put(String.valueOf(message.get("event_type")), id);
          result(id, null);
        }
        case "get_states" -> result(id, house.states());
        case "config/area_registry/list" -> result(id, house.areas());
        case "config/device_registry/list" -> result(id, house.devices());
        case "config/entity_registry/list" -> result(id, house.entries());
        case "config/entity_registry/get_entries" -> result(id, house.extended(message));
        case "call_service" -> serve(id, message);
        default -> fails(id, "unknown_command", "Unknown command.");
      }
    }

    private void result(Number id, @Nullable Object result) {
      Map<String, Object> message = new HashMap<>();
      message.put("id", id);
      message.put("type", "result");
      message.put("success", true);
      message.put("result", result);
      send(message);
    }

    private void fails(Number id, String code, String words) {
      send(
          Map.of(
              "id",
              id,
              "type",
              "result",
              "success",
              false,
              "error",
              Map.of("code", code, "message", words)));
    }

    private void serve(Number id, Map<String, Object> message) {
      calls.add(message);
      String entity = entity(message);
      switch (manners.getOrDefault(entity, Manner.ACTS)) {
        case ACTS -> {
          Map<String, Object> before = house.state(entity);
          house.serve(message, entity);
          FakeHomeAssistant.this.tell("state_changed", changed(entity, before));
          result(id, Map.of("context", Map.of("id", "01H")));
        }
        case SECRETIVE -> {
          house.serve(message, entity);
          result(id, Map.of("context", Map.of("id", "01H")));
        }
        case IDLE -> result(id, Map.of("context", Map.of("id", "01H")));
        case REFUSES -> fails(id, "home_assistant_error", "Code required");
        case SILENT -> {
          // That is what it does.
        }
        case DROPS -> session.drop();
        case BABBLES -> session.send("<html>Bad gateway</html>", piece);
      }
    }
  }

  /// Runs one until it is killed, for trying the product by hand.
  ///
  /// @param arguments the port, and how many more lights
  public static void main(String[] arguments) throws InterruptedException {
    FakeHouse house = FakeHouse.furnished();
    for (int i = 0; arguments.length > 1 && i < Integer.parseInt(arguments[1]); i++) {
      house.light("light.extra_" + i, "Lamp number " + i, null);
    }
    try (FakeHomeAssistant fake = new FakeHomeAssistant(house, Integer.parseInt(arguments[0]))) {
      System.out.println(fake.config().url() + " token " + TOKEN);
      Thread.currentThread().join();
    }
  }

  private static String entity(Map<String, Object> call) {
    return call.get("target") instanceof Map<?, ?> target
        ? String.valueOf(target.get("entity_id"))
        : "";
  }

  /// The services called, as `light.turn_on light.kitchen`.
  List<String> services() {
    List<String> services = new ArrayList<>();
    for (Map<String, Object> call : calls) {
      services.add(call.get("domain") + "." + call.get("service") + " " + entity(call));
    }
    return services;
  }
}
