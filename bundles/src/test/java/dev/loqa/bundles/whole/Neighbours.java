package dev.loqa.bundles.whole;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/// What a house may ask beside itself, on one free port: an Ollama server that answers every
/// question with one sentence, and a collector that takes every span. [#failing] makes both refuse
/// everything.
final class Neighbours implements AutoCloseable {
  private final HttpServer server;
  private volatile boolean fails;
  private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();

  private Neighbours(HttpServer server) {
    this.server = server;
    server.createContext(
        "/api/chat",
        exchange -> answer(exchange, fails ? 500 : 200, "application/x-ndjson", said()));
    server.createContext(
        "/v1/", exchange -> answer(exchange, fails ? 400 : 200, "application/x-protobuf", ""));
    server.setExecutor(threads);
    server.start();
  }

  static Neighbours start() {
    try {
      return new Neighbours(
          HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /// From now on.
  void failing() {
    fails = true;
  }

  /// A house's file that names them.
  String config() {
    String url = "http://127.0.0.1:" + server.getAddress().getPort();
    return """
    services: [stt, tts, llm, satellite]
    llm: {engine: ollama, url: "%s", models: {balanced: stand-in}}
    telemetry: {otlp_endpoint: "%s"}
    """
        .formatted(url, url);
  }

  private static String said() {
    return """
    {"message":{"role":"assistant","content":"She wrote the first program."},"done":false}
    {"message":{"role":"assistant","content":""},"done":true,"done_reason":"stop"}
    """;
  }

  private static void answer(HttpExchange exchange, int status, String type, String body)
      throws IOException {
    try (exchange) {
      exchange.getRequestBody().readAllBytes();
      byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
      exchange.getResponseHeaders().set("Content-Type", type);
      exchange.sendResponseHeaders(status, bytes.length == 0 ? -1 : bytes.length);
      if (bytes.length > 0) {
        exchange.getResponseBody().write(bytes);
      }
    }
  }

  @Override
  public void close() {
    server.stop(0);
    threads.shutdownNow();
  }
}
