package dev.loqa.loqad.http;

import dev.loqa.base.json.Json;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;

/// What a handler answers. Unchangeable.
final class Answer {
  private static final String JSON = "application/json";

  private final int status;
  private final byte[] body;
  private final Map<String, String> headers;

  private Answer(int status, byte[] body, Map<String, String> headers) {
    this.status = status;
    this.body = body;
    this.headers = headers;
  }

  static Answer json(Object value) {
    return json(200, value);
  }

  static Answer json(int status, Object value) {
    return bytes(status, JSON, Json.write(value));
  }

  static Answer text(String text) {
    return bytes(200, "text/plain; charset=utf-8", text.getBytes(StandardCharsets.UTF_8));
  }

  static Answer bytes(int status, String type, byte[] body) {
    return new Answer(status, body, Map.of("Content-Type", type));
  }

  /// Sends the person elsewhere on this server.
  static Answer seeOther(String path) {
    return new Answer(303, new byte[0], Map.of("Location", path));
  }

  Answer with(String header, String value) {
    Map<String, String> more = new LinkedHashMap<>(headers);
    more.put(header, value);
    return new Answer(status, body, more);
  }

  int status() {
    return status;
  }

  byte[] body() {
    return body;
  }

  Map<String, String> headers() {
    return headers;
  }
}
