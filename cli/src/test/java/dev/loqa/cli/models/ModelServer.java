package dev.loqa.cli.models;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.loqa.base.models.ModelKind;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;

/// A server that gives a model, as well or as badly as a test wants.
final class ModelServer implements AutoCloseable {
  static final byte[] MODEL = model(51_864);

  /// How it behaves; a test sets what it needs.
  boolean knowsRanges = true;

  boolean breaksOff;
  String etag = "\"one\"";
  byte[] content = MODEL;
  final List<String> asked = new CopyOnWriteArrayList<>();

  private final HttpServer server;

  ModelServer() throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext("/tiny", this::serve);
    server.createContext("/page", ModelServer::page);
    server.createContext("/moved", exchange -> moved(exchange, "/tiny"));
    server.createContext("/away", exchange -> moved(exchange, "https://127.0.0.1:1/tiny"));
    server.start();
  }

  /// A Whisper model without weights, as whisper.cpp tests itself with.
  static byte[] model(int vocabulary) {
    ByteBuffer bytes = ByteBuffer.allocate(1_400).order(ByteOrder.LITTLE_ENDIAN);
    int[] head = {0x67676d6c, vocabulary, 1_500, 384, 6, 4, 448, 384, 6, 4, 80, 1, 80, 4};
    for (int number : head) {
      bytes.putInt(number);
    }
    bytes.position(bytes.position() + 80 * 4 * 4).putInt(1).putInt(3).put(new byte[3]);
    return Arrays.copyOf(bytes.array(), bytes.position());
  }

  URI url(String path) {
    return URI.create("http://127.0.0.1:" + server.getAddress().getPort() + path);
  }

  ModelPin pin(String path, String sha256, long bytes) {
    return new ModelPin("tiny", ModelKind.WHISPER, url(path), Optional.of(sha256), bytes, "MIT");
  }

  private void serve(HttpExchange exchange) throws IOException {
    String range = exchange.getRequestHeaders().getFirst("Range");
    String ifRange = exchange.getRequestHeaders().getFirst("If-Range");
    asked.add(range + (ifRange == null ? "" : " if " + ifRange));
    boolean part = knowsRanges && range != null && (ifRange == null || ifRange.equals(etag));
    int from = part ? Integer.parseInt(range.replaceAll("\\D", "")) : 0;
    byte[] rest = Arrays.copyOfRange(content, from, content.length);
    exchange.getResponseHeaders().set("ETag", etag);
    if (part) {
      exchange
          .getResponseHeaders()
          .set(
              "Content-Range",
              "bytes %d-%d/%d".formatted(from, content.length - 1, content.length));
    }
    exchange.sendResponseHeaders(part ? 206 : 200, rest.length);
    try (exchange) {
      exchange.getResponseBody().write(rest, 0, breaksOff ? rest.length / 2 : rest.length);
      exchange.getResponseBody().flush();
    }
  }

  private static void page(HttpExchange exchange) throws IOException {
    byte[] page = "<html>Sign in</html>".getBytes(StandardCharsets.UTF_8);
    exchange.getResponseHeaders().set("Content-Type", "text/html; charset=utf-8");
    exchange.sendResponseHeaders(200, page.length);
    try (exchange) {
      exchange.getResponseBody().write(page);
    }
  }

  private static void moved(HttpExchange exchange, String to) throws IOException {
    exchange.getResponseHeaders().set("Location", to);
    exchange.sendResponseHeaders(302, -1);
    exchange.close();
  }

  @Override
  public void close() {
    server.stop(0);
  }
}
