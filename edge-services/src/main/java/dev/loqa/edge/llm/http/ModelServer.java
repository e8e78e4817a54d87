package dev.loqa.edge.llm.http;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.loqa.base.json.Json;
import dev.loqa.base.json.JsonException;
import dev.loqa.base.life.Part;
import dev.loqa.edge.llm.LlmException;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/// A model server on HTTP/1.1. It follows no redirect and uses no proxy: prompts go to the address
/// that the owner named and nowhere else.
///
/// Threads: any; each call blocks its own, and closes its connection when that is interrupted.
public final class ModelServer implements Part {
  private static final Duration CONNECT = Duration.ofSeconds(2);
  private static final Duration SHORT = Duration.ofSeconds(3);
  private static final int MOST_FAULT = 500;
  private static final int MOST_NAMES = 20;

  private final ServerAddress address;
  private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
  private final HttpClient client =
      HttpClient.newBuilder()
          .version(HttpClient.Version.HTTP_1_1)
          .followRedirects(HttpClient.Redirect.NEVER)
          .proxy(HttpClient.Builder.NO_PROXY)
          .connectTimeout(CONNECT)
          .executor(threads)
          .build();

  public ModelServer(ServerAddress address) {
    this.address = address;
  }

  /// Reads the lines of an answer.
  @FunctionalInterface
  public interface LineReader {
    /// Takes a line; whether more are wanted. When not, the connection is closed.
    boolean line(String line);
  }

  /// Its name in errors.
  public String name() {
    return "the model server at " + address.url();
  }

  /// Posts `body` and hands over each line of the answer until `reader` has enough or it ends.
  ///
  /// @throws StatusException when it answers with another status than 200
  /// @throws LlmException when it cannot be reached, is silent or sends what is no text
  public void stream(String path, Map<String, Object> body, LineReader reader)
      throws InterruptedException {
    stream(path, body, reader, address.first(), address.silence());
  }

  /// The same where the server may take as long as `within` before and between lines: it loads a
  /// model, and nobody waits.
  public void stream(String path, Map<String, Object> body, LineReader reader, Duration within)
      throws InterruptedException {
    stream(path, body, reader, within, within);
  }

  private void stream(
      String path, Map<String, Object> body, LineReader reader, Duration first, Duration silence)
      throws InterruptedException {
    HttpRequest request =
        request(path)
            .header("Content-Type", "application/json")
            .POST(HttpRequest.BodyPublishers.ofByteArray(Json.write(body)))
            .build();
    long asked = System.nanoTime();
    try (Lines lines = send(request, first)) {
      String line = lines.next(Math.max(0, first.toNanos() - (System.nanoTime() - asked)));
      while (line != null && reader.line(line)) {
        line = lines.next(silence.toNanos());
      }
    }
  }

  /// What is at `path`, a JSON object of at most [Lines#MOST_LINE] bytes a line.
  public Map<String, Object> get(String path) throws InterruptedException {
    StringBuilder whole = new StringBuilder();
    try (Lines lines = send(request(path).GET().build(), SHORT)) {
      for (String line = lines.next(SHORT.toNanos());
          line != null;
          line = lines.next(SHORT.toNanos())) {
        whole.append(line).append('\n');
      }
    }
    try {
      return Json.readObject(whole.toString());
    } catch (JsonException e) {
      throw new LlmException("%s answers %s with no JSON object".formatted(name(), path), e);
    }
  }

  /// The names in a list of models, at most [#MOST_NAMES]; both protocols list objects.
  ///
  /// @param list the key of the list
  /// @param key the key of a model's name
  public List<String> names(String path, String list, String key) throws InterruptedException {
    return get(path).get(list) instanceof List<?> models
        ? models.stream()
            .filter(Map.class::isInstance)
            .map(model -> String.valueOf(((Map<?, ?>) model).get(key)))
            .limit(MOST_NAMES)
            .toList()
        : List.of();
  }

  private HttpRequest.Builder request(String path) {
    HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(address.url() + path));
    Path keyFile = address.keyFile();
    if (keyFile != null) {
      request.header("Authorization", "Bearer " + key(keyFile));
    }
    return request;
  }

  /// Read at each call, so that a new key needs no restart.
  private static String key(Path file) {
    try {
      String key = Files.readString(file, UTF_8).lines().findFirst().orElse("").strip();
      if (key.isEmpty() || !key.chars().allMatch(c -> c > ' ' && c < 127)) {
        throw new LlmException(
            "llm.key_file: the first line of %s is no key: put it there".formatted(file));
      }
      return key;
    } catch (IOException e) {
      throw new LlmException(
          "llm.key_file: %s cannot be read: correct the path or its rights".formatted(file), e);
    }
  }

  private Lines send(HttpRequest request, Duration within) throws InterruptedException {
    CompletableFuture<HttpResponse<Lines>> sent =
        client.sendAsync(request, answer -> new Lines(name()));
    try {
      HttpResponse<Lines> response = sent.get(within.toNanos(), TimeUnit.NANOSECONDS);
      if (response.statusCode() != 200) {
        throw refused(response);
      }
      return response.body();
    } catch (TimeoutException e) {
      throw new LlmException(
          "%s did not answer within %d ms: it is overloaded, or loads a model; see its log"
              .formatted(name(), within.toMillis()),
          e);
    } catch (ExecutionException e) {
      Throwable cause = e.getCause();
      String why =
          cause == null || cause.getMessage() == null ? "no connection" : cause.getMessage();
      throw new LlmException(
          "%s cannot be reached (%s): start it, or correct llm.url".formatted(name(), why), e);
    } finally {
      // Nothing once the answer is there; else the connection is closed.
      sent.cancel(true);
    }
  }

  private StatusException refused(HttpResponse<Lines> response) throws InterruptedException {
    int status = response.statusCode();
    try (Lines lines = response.body()) {
      if (status / 100 == 3) {
        String to = response.headers().firstValue("Location").orElse("nowhere");
        return new StatusException(
            status,
            "%s sends on to %s, where no prompt is sent: set llm.url to the server itself"
                .formatted(name(), shortened(to)));
      }
      return new StatusException(status, "%s answers %d%s".formatted(name(), status, said(lines)));
    }
  }

  private static String said(Lines lines) throws InterruptedException {
    try {
      String line = lines.next(SHORT.toNanos());
      return line == null || line.isBlank() ? "" : ": " + fault(line);
    } catch (LlmException e) {
      return "";
    }
  }

  /// The words of an error in either protocol, `{"error": "..."}` or `{"error": {"message":
  /// "..."}}`; else the line as it is.
  public static String fault(String line) {
    try {
      return shortened(fault(Json.readObject(line)).orElse(line));
    } catch (JsonException e) {
      return shortened(line);
    }
  }

  /// The same of an object; empty when it is no error.
  public static Optional<String> fault(Map<String, Object> object) {
    @Nullable Object error = object.get("error");
    if (error instanceof Map<?, ?> map && map.get("message") != null) {
      return Optional.of(shortened(String.valueOf(map.get("message"))));
    }
    return error == null ? Optional.empty() : Optional.of(shortened(String.valueOf(error)));
  }

  private static String shortened(String text) {
    String plain = text.replaceAll("\\p{Cntrl}", " ").strip();
    return plain.length() <= MOST_FAULT ? plain : plain.substring(0, MOST_FAULT) + "...";
  }

  @Override
  public void close() {
    client.shutdownNow();
    threads.shutdownNow();
  }
}
