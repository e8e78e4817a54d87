package dev.loqa.cli.api;

import dev.loqa.base.json.Json;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpTimeoutException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.stream.Collectors;

/// The HTTP API of a running Loqa. Every call has a deadline; a failure is a [CliException] whose
/// exit code says what kind. May be used by many threads at once.
public final class Api implements AutoCloseable {
  /// How long a look-up may take.
  public static final Duration SOON = Duration.ofSeconds(10);

  private final Instance instance;
  private final HttpClient client;

  public Api(Instance instance) {
    this.instance = instance;
    this.client =
        HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(Duration.ofSeconds(5))
            .build();
  }

  public Instance instance() {
    return instance;
  }

  /// Reads `path`.
  public Map<String, Object> get(String path) {
    return ask(path, SOON).good();
  }

  /// Reads `path` and gives the answer as it is, also when it is a refusal.
  public Answer ask(String path, Duration deadline) {
    HttpResponse<byte[]> response = send(request(path, deadline).GET(), deadline);
    return Answer.of(response.statusCode(), response.body());
  }

  /// Reads `path` as bytes.
  public byte[] bytes(String path) {
    HttpResponse<byte[]> response = send(request(path, SOON).GET(), SOON);
    Answer answer = Answer.of(response.statusCode(), response.body());
    answer.good();
    return response.body();
  }

  /// Sends `body` as JSON.
  public Map<String, Object> post(String path, Map<String, Object> body, Duration deadline) {
    HttpRequest.Builder request =
        request(path, deadline)
            .header("Content-Type", "application/json")
            .POST(HttpRequest.BodyPublishers.ofByteArray(Json.write(body)));
    HttpResponse<byte[]> response = send(request, deadline);
    return Answer.of(response.statusCode(), response.body()).good();
  }

  /// Puts `body` as JSON in the place of what is at `path`.
  public Map<String, Object> put(String path, Map<String, Object> body) {
    return put(path, body, SOON);
  }

  /// The same with a deadline of the caller's.
  public Map<String, Object> put(String path, Map<String, Object> body, Duration deadline) {
    HttpRequest.Builder request =
        request(path, deadline)
            .header("Content-Type", "application/json")
            .PUT(HttpRequest.BodyPublishers.ofByteArray(Json.write(body)));
    HttpResponse<byte[]> response = send(request, deadline);
    return Answer.of(response.statusCode(), response.body()).good();
  }

  /// Deletes what is at `path`.
  public Map<String, Object> delete(String path) {
    HttpResponse<byte[]> response = send(request(path, SOON).DELETE(), SOON);
    return Answer.of(response.statusCode(), response.body()).good();
  }

  /// Sends a WAV file.
  public Map<String, Object> postWav(String path, byte[] wav, Duration deadline) {
    HttpRequest.Builder request =
        request(path, deadline)
            .header("Content-Type", "audio/wav")
            .POST(HttpRequest.BodyPublishers.ofByteArray(wav));
    HttpResponse<byte[]> response = send(request, deadline);
    return Answer.of(response.statusCode(), response.body()).good();
  }

  /// Sends bytes with further headers and gives the answer as it is, also when it is a refusal.
  public Answer postBytes(
      String path, byte[] body, Map<String, String> headers, Duration deadline) {
    HttpRequest.Builder request =
        request(path, deadline)
            .header("Content-Type", "application/octet-stream")
            .POST(HttpRequest.BodyPublishers.ofByteArray(body));
    headers.forEach(request::header);
    HttpResponse<byte[]> response = send(request, deadline);
    return Answer.of(response.statusCode(), response.body());
  }

  /// Removes what `path` names.
  public Map<String, Object> delete(String path, Duration deadline) {
    HttpResponse<byte[]> response = send(request(path, deadline).DELETE(), deadline);
    return Answer.of(response.statusCode(), response.body()).good();
  }

  /// `path?key=value&...`, encoded.
  public static String path(String path, Map<String, String> query) {
    if (query.isEmpty()) {
      return path;
    }
    return path
        + "?"
        + query.entrySet().stream()
            .map(entry -> encoded(entry.getKey()) + "=" + encoded(entry.getValue()))
            .collect(Collectors.joining("&"));
  }

  /// `text` as a part of an address.
  public static String encoded(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8);
  }

  private HttpRequest.Builder request(String path, Duration deadline) {
    return HttpRequest.newBuilder(URI.create(instance.http() + path))
        .timeout(deadline)
        .header("Authorization", "Bearer " + instance.token());
  }

  private HttpResponse<byte[]> send(HttpRequest.Builder request, Duration deadline) {
    try {
      return client.send(request.build(), HttpResponse.BodyHandlers.ofByteArray());
    } catch (HttpTimeoutException e) {
      throw new CliException(
          Exit.UNAVAILABLE,
          "Loqa at "
              + instance.http()
              + " did not answer within "
              + deadline.toSeconds()
              + " s: try ./loqa doctor",
          e);
    } catch (IOException e) {
      throw new CliException(
          Exit.UNAVAILABLE,
          "Loqa at " + instance.http() + " is not reachable: start it with ./loqa up",
          e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new CliException(Exit.FAILED, "interrupted while waiting for Loqa: run it again", e);
    }
  }

  @Override
  public void close() {
    client.shutdownNow();
  }
}
