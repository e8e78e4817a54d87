package dev.loqa.bus;

import dev.loqa.base.json.Json;
import dev.loqa.base.json.JsonException;
import java.io.IOException;
import java.io.InputStream;
import java.net.HttpURLConnection;
import java.net.Proxy;
import java.net.URI;
import java.util.Map;

/// The server's monitoring port, on loopback. Plain HttpURLConnection: it is needed before anything
/// is warm, and costs a tenth of java.net.http's first call.
record Monitor(int port) {
  private static final int TIMEOUT_MILLIS = 2_000;
  private static final int MOST_BYTES = 1024 * 1024;

  static Monitor of(int port) {
    return new Monitor(port);
  }

  boolean healthy() {
    try {
      HttpURLConnection connection = open("/healthz");
      try {
        return connection.getResponseCode() == 200;
      } finally {
        connection.disconnect();
      }
    } catch (IOException e) {
      return false;
    }
  }

  /// The server's variables; empty when it does not answer.
  Map<String, Object> variables() {
    try (InputStream in = open("/varz").getInputStream()) {
      return Json.readObject(in.readNBytes(MOST_BYTES));
    } catch (IOException | JsonException e) {
      return Map.of();
    }
  }

  private HttpURLConnection open(String path) throws IOException {
    var url = URI.create("http://127.0.0.1:" + port + path).toURL();
    HttpURLConnection connection = (HttpURLConnection) url.openConnection(Proxy.NO_PROXY);
    connection.setConnectTimeout(TIMEOUT_MILLIS);
    connection.setReadTimeout(TIMEOUT_MILLIS);
    return connection;
  }
}
