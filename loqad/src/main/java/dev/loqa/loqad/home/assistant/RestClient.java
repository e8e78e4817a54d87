package dev.loqa.loqad.home.assistant;

import dev.loqa.base.json.Json;
import dev.loqa.base.json.JsonException;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/// Home Assistant's REST interface, for what is asked once. Thread-safe; blocks until the answer or
/// the deadline.
final class RestClient {
  private static final long MOST_BYTES = 256 * 1024;

  private final HttpClient client;
  private final HomeAssistantConfig config;

  RestClient(HttpClient client, HomeAssistantConfig config) {
    this.client = client;
    this.config = config;
  }

  /// What `GET /api/` says of the address and the token.
  enum Probe {
    RUNNING,
    UNAUTHORISED,
    SOMETHING_ELSE,
    AWAY
  }

  Probe probe(String token, Duration within) {
    return get("/api/", token, within)
        .map(response ->
            switch (response.statusCode()) {
              case 200 -> Probe.RUNNING;
              case 401, 403 -> Probe.UNAUTHORISED;
              default -> Probe.SOMETHING_ELSE;
            })
        .orElse(Probe.AWAY);
  }

  /// The state of an entity as `{entity_id, state, attributes}`; empty when it cannot be had.
  Optional<Map<String, Object>> state(String entity, String token, Duration within) {
    return get("/api/states/" + encoded(entity), token, within)
        .filter(response -> response.statusCode() == 200)
        .flatMap(RestClient::object);
  }

  private static String encoded(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8);
  }

  private static Optional<Map<String, Object>> object(HttpResponse<String> response) {
    try {
      return Optional.of(Json.readObject(response.body()));
    } catch (JsonException e) {
      return Optional.empty();
    }
  }

  private Optional<HttpResponse<String>> get(String path, String token, Duration within) {
    HttpRequest request =
        HttpRequest.newBuilder(config.rest(path))
            .timeout(within)
            .header("Authorization", "Bearer " + token)
            .header("Accept", "application/json")
            .GET()
            .build();
    // The request's own time ends with the head of the answer; this one holds for all of it.
    Future<HttpResponse<String>> answer =
        client.sendAsync(
            request,
            BodyHandlers.limiting(BodyHandlers.ofString(StandardCharsets.UTF_8), MOST_BYTES));
    try {
      return Optional.of(answer.get(within.toNanos(), TimeUnit.NANOSECONDS));
    } catch (ExecutionException | TimeoutException e) {
      return Optional.empty();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return Optional.empty();
    } finally {
      answer.cancel(true);
    }
  }
}
