package dev.loqa.bundles.observability;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.Executors;
import java.util.stream.Collectors;

/// Stands where loqad's `/metrics` would be, with numbers that a test sets.
final class PretendedHouse implements AutoCloseable {
  private final HttpServer server;
  private final Map<String, Double> numbers = new ConcurrentSkipListMap<>();
  private final Map<String, Double> growth = new ConcurrentSkipListMap<>();

  private PretendedHouse(HttpServer server) {
    this.server = server;
  }

  static PretendedHouse start() {
    try {
      HttpServer server =
          HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
      PretendedHouse house = new PretendedHouse(server);
      server.createContext("/metrics", house::tell);
      server.setExecutor(Executors.newSingleThreadExecutor(Thread.ofVirtual().factory()));
      server.start();
      return house;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  String address() {
    return "127.0.0.1:" + server.getAddress().getPort();
  }

  /// From now on this series has this value.
  void is(String series, double value) {
    numbers.put(series, value);
    growth.remove(series);
  }

  /// From now on this series grows so much each time somebody looks.
  void grows(String series, double by) {
    growth.put(series, by);
  }

  private void tell(HttpExchange exchange) throws IOException {
    try (exchange) {
      growth.forEach((series, by) -> numbers.merge(series, by, Double::sum));
      byte[] text =
          numbers.entrySet().stream()
              .map(one -> one.getKey() + " " + one.getValue() + "\n")
              .collect(Collectors.joining())
              .getBytes(StandardCharsets.UTF_8);
      exchange.getResponseHeaders().set("Content-Type", "text/plain; version=0.0.4");
      exchange.sendResponseHeaders(200, text.length);
      exchange.getResponseBody().write(text);
    }
  }

  @Override
  public void close() {
    server.stop(0);
  }
}
