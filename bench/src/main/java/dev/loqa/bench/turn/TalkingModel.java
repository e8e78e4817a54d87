package dev.loqa.bench.turn;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.loqa.base.json.Json;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;

/// A stand-in for an Ollama server: every question is answered with numbered sentences, a token at
/// a time, until they are all said or nobody reads them any more. Any thread may ask it.
final class TalkingModel implements AutoCloseable {
  /// What every whole answer ends with.
  static final String LAST = "That was all.";

  private static final Duration BETWEEN = Duration.ofMillis(25);

  private final HttpServer server;
  private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
  private final CountDownLatch closing = new CountDownLatch(1);
  private final AtomicLong lastToken = new AtomicLong();
  private final Semaphore begun = new Semaphore(0);
  private final int sentences;

  private TalkingModel(HttpServer server, int sentences) {
    this.server = server;
    this.sentences = sentences;
  }

  /// Listens on a free port of this machine.
  static TalkingModel start(int sentences) throws IOException {
    HttpServer server =
        HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    TalkingModel model = new TalkingModel(server, sentences);
    server.createContext("/api/chat", model::answer);
    server.setExecutor(model.threads);
    server.start();
    return model;
  }

  /// The block `llm` of a house that asks it.
  Map<String, Object> block() {
    return Map.of(
        "engine",
        "ollama",
        "url",
        "http://127.0.0.1:" + server.getAddress().getPort(),
        "models",
        Map.of("balanced", "stand-in"));
  }

  /// When the last token was taken by whoever asked; a reading of the monotonic clock.
  long lastTokenNanos() {
    return lastToken.get();
  }

  /// Forgets the answers that have begun and that nobody waited for.
  void forget() {
    begun.drainPermits();
  }

  /// Waits until one more answer has begun.
  boolean awaitAnswer(Duration limit) throws InterruptedException {
    return begun.tryAcquire(limit.toMillis(), TimeUnit.MILLISECONDS);
  }

  private void answer(HttpExchange exchange) throws IOException {
    try (exchange) {
      Map<String, Object> question = Json.readObject(exchange.getRequestBody().readAllBytes());
      exchange.getResponseHeaders().set("Content-Type", "application/x-ndjson");
      exchange.sendResponseHeaders(200, 0);
      OutputStream out = exchange.getResponseBody();
      // Who only wants the model to be loaded asks nothing.
      boolean asked = question.get("messages") instanceof List<?> list && !list.isEmpty();
      if (asked) {
        begun.release();
      }
      for (int number = 1; asked && number <= sentences; number++) {
        for (String word : ("This is fact " + number + " of many. ").split("(?<= )", -1)) {
          token(out, word, false);
        }
      }
      token(out, asked ? LAST : "", true);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void token(OutputStream out, String content, boolean last)
      throws IOException, InterruptedException {
    Map<String, Object> line =
        Map.of("message", Map.of("role", "assistant", "content", content), "done", last);
    out.write((Json.text(line) + "\n").getBytes(StandardCharsets.UTF_8));
    out.flush();
    lastToken.set(System.nanoTime());
    if (closing.await(BETWEEN.toMillis(), TimeUnit.MILLISECONDS)) {
      throw new IOException("the stand-in for a model server is closing");
    }
  }

  @Override
  public void close() {
    closing.countDown();
    server.stop(0);
    threads.shutdownNow();
  }
}
