package dev.loqa.loqad;

import java.io.IOException;
import java.net.HttpURLConnection;
import java.net.Proxy;
import java.net.URI;

/// Whether this daemon answers as anybody would see it: it asks itself over HTTP for every check of
/// its readiness. What is not ready is an answer too; a daemon whose server, store or registry of
/// nodes hangs gives none.
record OwnAnswer(URI address) {
  private static final int TIMEOUT_MILLIS = 5_000;

  /// @param url of the daemon's own API
  static OwnAnswer of(String url) {
    return new OwnAnswer(URI.create(url).resolve("/readyz"));
  }

  /// Whether it came within five seconds.
  boolean comes() {
    try {
      HttpURLConnection connection =
          (HttpURLConnection) address.toURL().openConnection(Proxy.NO_PROXY);
      connection.setConnectTimeout(TIMEOUT_MILLIS);
      connection.setReadTimeout(TIMEOUT_MILLIS);
      try {
        return connection.getResponseCode() > 0;
      } finally {
        connection.disconnect();
      }
    } catch (IOException e) {
      return false;
    }
  }
}
