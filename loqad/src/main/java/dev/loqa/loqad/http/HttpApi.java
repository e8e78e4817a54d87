package dev.loqa.loqad.http;

import dev.loqa.base.life.Part;
import dev.loqa.bus.BusException;
import dev.loqa.loqad.converse.BusyException;
import dev.loqa.loqad.install.InstallException;
import dev.loqa.loqad.store.StoreException;
import dev.loqa.protocol.ProtocolException;
import dev.loqa.skillhost.registry.RegistryException;
import io.helidon.http.HeaderNames;
import io.helidon.http.Method;
import io.helidon.webserver.WebServer;
import io.helidon.webserver.http.HttpRouting;
import io.helidon.webserver.http.ServerRequest;
import io.helidon.webserver.http.ServerResponse;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.InstantSource;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.logging.Level;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// The daemon's HTTP server on loopback: the page at `/`, the API below `/v1`, health and metrics.
///
/// Every `/v1` call needs the token of `DIR/run/token` or a signed-in browser; requests under a
/// foreign name or from a foreign page are refused. Each request runs on a virtual thread of its
/// own, at most [#MOST_REQUESTS] at once.
public final class HttpApi implements Part {
  /// Requests at once; more are answered with 503.
  public static final int MOST_REQUESTS = 512;

  private static final Logger LOG = LoggerFactory.getLogger(HttpApi.class);

  // Held, else the level is forgotten: the server's own notes are no story for an operator.
  private static final java.util.logging.Logger SERVER_LOG =
      java.util.logging.Logger.getLogger("io.helidon");

  private static final int MOST_CONNECTIONS = 1_024;
  private static final long MOST_BYTES = 32L * 1024 * 1024;
  private static final Map<String, String> SECURITY =
      Map.of(
          "Content-Security-Policy",
          "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; connect-src 'self'; media-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'",
          "X-Content-Type-Options",
          "nosniff",
          "X-Frame-Options",
          "DENY",
          "Referrer-Policy",
          "no-referrer",
          "Cross-Origin-Resource-Policy",
          "same-origin",
          "Cross-Origin-Opener-Policy",
          "same-origin");

  private final WebServer server;
  private final String host;
  private final Credentials credentials;
  private final Api api;

  private HttpApi(WebServer server, String host, Credentials credentials, Api api) {
    this.server = server;
    this.host = host.contains(":") ? "[" + host + "]" : host;
    this.credentials = credentials;
    this.api = api;
  }

  /// Starts to listen.
  public static HttpApi start(ApiContext context) {
    Credentials credentials =
        Credentials.in(context.data().resolve("run/token"), InstantSource.system());
    Guard guard = new Guard(credentials);
    Api api = Api.of(context, credentials);
    HttpRouting.Builder routing =
        HttpRouting.builder()
            .addFilter((chain, request, response) -> {
              SECURITY.forEach((name, value) -> response.header(HeaderNames.create(name), value));
              guard.checkWhere(new Call(request));
              chain.proceed();
            })
            .error(Exception.class, HttpApi::fail);
    for (Route route : api.routes()) {
      routing.route(
          Method.create(route.method()),
          route.path(),
          (request, response) -> serve(route, guard, new Call(request), response));
    }
    for (Route route : api.routes()) {
      routing.any(
          route.path(),
          (request, response) -> {
            throw otherMethod(api.routes(), route.path());
          });
    }
    routing.any((request, response) -> {
      throw new HttpFault(
          404, "the address " + request.path().path(), "is unknown", "see /openapi.json");
    });
    SERVER_LOG.setLevel(Level.WARNING);
    WebServer server =
        WebServer.builder()
            .host(context.config().http().host())
            .port(context.config().http().port())
            .maxPayloadSize(MOST_BYTES)
            .maxConcurrentRequests(MOST_REQUESTS)
            .maxTcpConnections(MOST_CONNECTIONS)
            .shutdownGracePeriod(Duration.ofMillis(500))
            .shutdownHook(false)
            .routing(routing)
            .build()
            .start();
    return new HttpApi(server, context.config().http().host(), credentials, api);
  }

  private static void serve(Route route, Guard guard, Call call, ServerResponse response) {
    if (route.access() == Route.Access.OWNER) {
      guard.checkWho(call);
    }
    send(route.action().handle(call), response);
  }

  private static void send(Answer answer, ServerResponse response) {
    response.status(answer.status());
    response.header(HeaderNames.CACHE_CONTROL, "no-store");
    answer
        .headers()
        .forEach((name, value) -> response.headers().set(HeaderNames.create(name), value));
    response.send(answer.body());
  }

  private static HttpFault otherMethod(List<Route> routes, String path) {
    String methods =
        String.join(
            ", ",
            routes.stream()
                .filter(route -> route.path().equals(path))
                .map(Route::method)
                .sorted()
                .toList());
    return new HttpFault(405, path, "has no such method", "use " + methods);
  }

  /// The fence: whatever a handler could not do becomes an answer in words.
  private static void fail(ServerRequest request, ServerResponse response, Exception failure) {
    HttpFault fault = explain(request, failure);
    Answer answer = Answer.json(fault.status(), fault.body());
    if (fault.status() == 401) {
      answer = answer.with("WWW-Authenticate", "Bearer realm=\"loqa\"");
    }
    if (fault.status() == 503) {
      answer = answer.with("Retry-After", "1");
    }
    send(answer, response);
  }

  private static HttpFault explain(ServerRequest request, Exception failure) {
    return switch (failure) {
      case HttpFault fault -> fault;
      case ProtocolException e -> HttpFault.of(400, "the request", message(e));
      case InstallException e -> refused(e);
      case RegistryException e -> refused(e);
      case BusyException e -> HttpFault.of(503, "Loqa", message(e));
      case BusException.TimedOut e -> HttpFault.of(504, "the bus", message(e));
      case BusException e -> HttpFault.of(503, "the bus", message(e));
      case StoreException e ->
          HttpFault.of(
              e.fault() == StoreException.Fault.REFUSED ? 400 : 503, "the store", message(e));
      default -> unexpected(request, failure);
    };
  }

  private static HttpFault refused(InstallException e) {
    int status =
        switch (e.kind()) {
          case INVALID -> 400;
          case UNKNOWN -> 404;
          case CONSENT -> 403;
          case CONFLICT -> 409;
          case UNTRUSTED -> 422;
          case UNAVAILABLE -> 503;
        };
    return HttpFault.of(status, "the installation", message(e));
  }

  private static HttpFault refused(RegistryException e) {
    int status =
        switch (e.kind()) {
          case INVALID -> 400;
          case CONFLICT -> 409;
          case UNTRUSTED -> 422;
          case UNAVAILABLE -> 503;
        };
    // It begins with the thing, which may be an address and then has a colon of its own.
    String thing = message(e).split(": ", 2)[0] + ":";
    return HttpFault.of(status, thing, message(e));
  }

  private static String message(Exception e) {
    return String.valueOf(e.getMessage());
  }

  private static HttpFault unexpected(ServerRequest request, Exception failure) {
    byte[] bytes = new byte[6];
    new SecureRandom().nextBytes(bytes);
    String id = HexFormat.of().formatHex(bytes);
    LOG.atError()
        .addKeyValue("error", id)
        .addKeyValue("method", request.prologue().method().text())
        .addKeyValue("path", request.path().path())
        .setCause(failure)
        .log("request failed");
    return new HttpFault(
        500, "Loqa", "failed on this request", "look for " + id + " in the daemon's log");
  }

  /// The address, as `http://127.0.0.1:PORT`.
  public String url() {
    return "http://" + host + ":" + server.port();
  }

  /// The page's address with a code that signs one browser in; each call makes a new code, which
  /// works once and for ten minutes.
  public String signInUrl() {
    return url() + "/?code=" + credentials.newCode();
  }

  List<Route> routes() {
    return api.routes();
  }

  @Override
  public void close() {
    api.close();
    server.stop();
  }
}
