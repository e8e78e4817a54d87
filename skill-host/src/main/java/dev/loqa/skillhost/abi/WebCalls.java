package dev.loqa.skillhost.abi;

import dev.loqa.base.json.Json;
import dev.loqa.skillhost.Effect;
import dev.loqa.skillhost.HttpAnswer;
import dev.loqa.skillhost.HttpAsk;
import dev.loqa.skillhost.HttpRefusedException;
import dev.loqa.skillhost.engine.GuestStopped;
import dev.loqa.skillhost.manifest.HttpRule;
import dev.loqa.skillhost.manifest.Permission;
import dev.loqa.skillhost.web.SecretHandles;
import dev.loqa.skillhost.web.WebAddress;
import dev.loqa.skillhost.web.WebHeaders;
import java.time.Duration;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// The web calls of one invocation: held against the manifest's rules, the grant and the budget,
/// then made by the port.
final class WebCalls {
  private static final List<String> METHODS =
      List.of("GET", "HEAD", "POST", "PUT", "PATCH", "DELETE");

  private final CallContext context;
  private final Transaction transaction;

  WebCalls(CallContext context, Transaction transaction) {
    this.context = context;
    this.transaction = transaction;
  }

  /// What comes back.
  sealed interface Answer {
    /// The result number for the guest.
    record Refused(int result) implements Answer {}

    /// What the guest gets.
    @SuppressWarnings("ArrayRecordComponent") // handed over once, never compared
    record Came(byte[] json) implements Answer {}
  }

  /// A request in its right form, before anybody looked at rights.
  private record Request(
      String method,
      WebAddress address,
      Map<String, String> headers,
      String body,
      @Nullable String bearer,
      Set<String> secrets) {
    String shown() {
      return method + " " + address.shown();
    }
  }

  Answer call(String json) {
    Request request = read(Json.readObject(json));
    String shown = request.shown();
    if (!context.rights().may(Permission.HTTP_CALL, "http", shown)) {
      return new Answer.Refused(Result.DENIED);
    }
    Optional<HttpRule.Match> match = match(request);
    if (match.isEmpty() || !request.secrets().stream().allMatch(this::maySend)) {
      return new Answer.Refused(Result.DENIED);
    }
    String url = request.address().uri().toString();
    Effect.Http planned = new Effect.Http(transaction.next(), request.method(), url, 0);
    if (!context.rights().cleared("http", shown, planned, match.get().risk())) {
      return new Answer.Refused(Result.DENIED);
    }
    if (transaction.full(shown.length()) || !context.meter().webCall()) {
      context.rights().spent("http", shown, "http_per_min");
      return new Answer.Refused(Result.QUOTA);
    }
    return send(
        new HttpAsk(
            request.method(),
            request.address().uri(),
            request.headers(),
            request.body(),
            request.bearer(),
            match.get().rule()),
        planned,
        shown);
  }

  private static Request read(Map<String, Object> json) {
    String method = String.valueOf(json.get("method"));
    if (!METHODS.contains(method)) {
      throw new IllegalArgumentException("method: use one of " + METHODS);
    }
    WebAddress address = WebAddress.parse(String.valueOf(json.get("url")));
    Map<String, String> headers = headers(json.get("headers"));
    String text = GuestJson.text(json.get("body"));
    String body = text == null ? "" : text;
    if (!body.isEmpty() && (method.equals("GET") || method.equals("HEAD"))) {
      throw new IllegalArgumentException("body: " + method + " has none");
    }
    String bearer = GuestJson.text(json.get("secret"));
    Set<String> secrets = new LinkedHashSet<>(SecretHandles.names(body));
    headers.values().forEach(value -> secrets.addAll(SecretHandles.names(value)));
    if (bearer != null) {
      secrets.addAll(SecretHandles.names(SecretHandles.of(bearer)));
      if (headers.keySet().stream().anyMatch("authorization"::equalsIgnoreCase)) {
        throw new IllegalArgumentException("secret: it is the authorization already");
      }
    }
    return new Request(method, address, headers, body, bearer, secrets);
  }

  private static Map<String, String> headers(@Nullable Object value) {
    Map<String, String> headers = new HashMap<>();
    if (value != null) {
      GuestJson.object(value)
          .forEach((name, content) -> {
            String text = GuestJson.text(content);
            headers.put(name, text == null ? "" : text);
          });
    }
    WebHeaders.check(headers);
    return headers;
  }

  /// What allows it among the rules whose host the owner granted; that there is none is audited.
  private Optional<HttpRule.Match> match(Request request) {
    Optional<HttpRule.Match> match =
        HttpRule.among(context.agreedWebRules(), request.method(), request.address());
    if (match.isEmpty()) {
      boolean asked =
          HttpRule.among(context.webRules(), request.method(), request.address()).isPresent();
      context
          .rights()
          .deny(
              "http",
              request.shown(),
              asked
                  ? "the owner has not granted this host"
                  : "no rule of the manifest allows it: add `- "
                      + HttpRule.line(request.method(), request.address())
                      + "` to http.allow");
    }
    return match;
  }

  private boolean maySend(String secret) {
    if (!context.rights().may(Permission.SECRETS_USE, "http", "secret " + secret)) {
      return false;
    }
    if (!context.manifest().secrets().contains(secret)) {
      context
          .rights()
          .deny(
              "http",
              "secret " + secret,
              "the manifest does not name it: add `" + secret + "` to secrets");
      return false;
    }
    if (!context.grant().secrets().contains(secret)) {
      context.rights().deny("http", "secret " + secret, "the owner has not granted this secret");
      return false;
    }
    return true;
  }

  private Answer send(HttpAsk ask, Effect.Http planned, String shown) {
    HttpAnswer answer;
    try {
      answer =
          context
              .ports()
              .immediate()
              .http(
                  context.invocation().skill(),
                  context.invocation().id(),
                  ask,
                  context.payloadBytes(),
                  Duration.ofNanos(Math.max(1, context.clock().leftNanos())));
    } catch (HttpRefusedException refused) {
      context.rights().deny("http", shown, String.valueOf(refused.getMessage()));
      return new Answer.Refused(Result.DENIED);
    } catch (RuntimeException fault) {
      if (Thread.currentThread().isInterrupted()) {
        throw new GuestStopped();
      }
      context.log().write(2, "http " + shown + ": " + fault.getMessage());
      return new Answer.Refused(Result.UNAVAILABLE);
    }
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("status", answer.status());
    json.put("headers", answer.headers());
    json.put("body", answer.body());
    if (answer.truncated()) {
      json.put("truncated", true);
    }
    if (!ask.method().equals("GET")) {
      transaction.happened(
          new Effect.Http(planned.number(), ask.method(), planned.url(), answer.status()));
      json.put("effect", planned.number());
    }
    return new Answer.Came(Json.write(json));
  }
}
