package dev.loqa.loqad.http;

import java.util.LinkedHashMap;
import java.util.Map;

/// A request that cannot be served, as the caller is told: a status and the thing, the fault and
/// the way out.
final class HttpFault extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final int status;
  private final String thing;
  private final String fault;
  private final String wayOut;

  HttpFault(int status, String thing, String fault, String wayOut) {
    super(thing + " " + fault + ": " + wayOut);
    this.status = status;
    this.thing = thing;
    this.fault = fault;
    this.wayOut = wayOut;
  }

  /// From a message of another module, which may begin with `thing` and has its way out after the
  /// last `: `.
  static HttpFault of(int status, String thing, String message) {
    String rest = message.startsWith(thing + " ") ? message.substring(thing.length() + 1) : message;
    int colon = rest.lastIndexOf(": ");
    return colon < 0
        ? new HttpFault(status, thing, rest, "see the daemon's log")
        : new HttpFault(status, thing, rest.substring(0, colon), rest.substring(colon + 2));
  }

  int status() {
    return status;
  }

  /// The body of every answer that is no success.
  Map<String, Object> body() {
    Map<String, Object> error = new LinkedHashMap<>();
    error.put("status", status);
    error.put("thing", thing);
    error.put("fault", fault);
    error.put("way_out", wayOut);
    return Map.of("error", error);
  }
}
