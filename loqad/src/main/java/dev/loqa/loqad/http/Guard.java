package dev.loqa.loqad.http;

import dev.loqa.protocol.Quoted;
import java.util.List;
import java.util.Optional;

/// Decides who comes in: only requests for our own loopback name, from our own page or from no page
/// at all, and for the house's data only with the token or a signed-in browser. Thread-safe.
final class Guard {
  private static final List<String> NAMES = List.of("127.0.0.1", "localhost", "[::1]");

  private final Credentials credentials;

  Guard(Credentials credentials) {
    this.credentials = credentials;
  }

  /// The cookie's name; browsers share cookies between the ports of one host.
  static String cookieName(int port) {
    return "loqa_" + port;
  }

  /// Refuses a request under a foreign name or from a foreign page.
  void checkWhere(Call call) {
    String host = call.header("Host").orElse("");
    if (NAMES.stream().noneMatch(name -> isOurs(host, name, call.port()))) {
      throw new HttpFault(
          403,
          "the Host header " + shown(host),
          "is not this server's own name",
          "use http://127.0.0.1:" + call.port());
    }
    Optional<String> origin = call.header("Origin");
    if (origin.isPresent() && !origin.get().equals("http://" + host)) {
      throw new HttpFault(
          403,
          "the page " + shown(origin.get()),
          "may not call Loqa",
          "use the page at http://" + host + "/ or a program with the token");
    }
    String site = call.header("Sec-Fetch-Site").orElse("none");
    if (call.path().startsWith("/v1/") && !List.of("none", "same-origin").contains(site)) {
      throw new HttpFault(
          403,
          "a page of another site (" + shown(site) + ")",
          "may not call Loqa",
          "use the page at http://" + host + "/ or a program with the token");
    }
  }

  private static boolean isOurs(String host, String name, int port) {
    return host.equals(name + ":" + port) || (port == 80 && host.equals(name));
  }

  /// Refuses who has neither the token nor a signed-in browser.
  void checkWho(Call call) {
    Optional<String> authorization = call.header("Authorization");
    if (authorization.isPresent()) {
      String value = authorization.get();
      if (value.regionMatches(true, 0, "Bearer ", 0, 7)
          && credentials.isToken(value.substring(7).strip())) {
        return;
      }
      throw unauthorized("is not this daemon's");
    }
    if (!call.cookie(cookieName(call.port())).map(credentials::isCookie).orElse(false)) {
      throw unauthorized("is missing");
    }
  }

  private static HttpFault unauthorized(String fault) {
    return new HttpFault(
        401,
        "the token",
        fault,
        "send `Authorization: Bearer TOKEN` with the content of run/token in the data folder, or open the page by the address that loqa up prints");
  }

  private static String shown(String value) {
    return Quoted.of(value);
  }
}
