package dev.loqa.skillhost.abi;

import dev.loqa.base.json.Json;
import dev.loqa.skillhost.Effect;
import dev.loqa.skillhost.HttpAnswer;
import dev.loqa.skillhost.HttpAsk;
import dev.loqa.skillhost.manifest.HttpRule;
import dev.loqa.skillhost.manifest.Permission;
import java.net.URI;
import java.net.URISyntaxException;
import java.time.Duration;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// The web calls of one invocation: held against the manifest's rules, the grant and the budget,
/// then made by the port.
final class WebCalls {
  private static final List<String> METHODS =
      List.of("GET", "HEAD", "POST", "PUT", "PATCH", "DELETE");
  private static final Pattern HEADER = Pattern.compile("[A-Za-z0-9-]{1,64}");
  private static final List<String> HOSTS_HEADERS =
      List.of(
          "host",
          "authorization",
          "connection",
          "content-length",
          "expect",
          "upgrade",
          "transfer-encoding",
          "cookie");
  private static final int MOST_HEADERS = 16;
  private static final int LONGEST_URL = 2_048;

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

  Answer call(String request) {
    Map<String, Object> json = Json.readObject(request);
    String method = String.valueOf(json.get("method"));
    String address = String.valueOf(json.get("url"));
    if (!METHODS.contains(method)) {
      throw new IllegalArgumentException("method: use one of " + METHODS);
    }
    URI url = url(address);
    String shown =
        method + " " + url.getScheme() + "://" + url.getRawAuthority() + url.getRawPath();
    if (!context.rights().may(Permission.HTTP_CALL, "http", shown)) {
      return new Answer.Refused(Result.DENIED);
    }
    Optional<HttpRule> rule = rule(method, url);
    if (rule.isEmpty() || !context.grant().hosts().contains(rule.get().host())) {
      context
          .rights()
          .deny(
              "http",
              shown,
              rule.isEmpty()
                  ? "no rule of the manifest allows it: add one to http.allow"
                  : "the owner has not granted this host");
      return new Answer.Refused(Result.DENIED);
    }
    String secret = GuestJson.text(json.get("secret"));
    if (secret != null && !maySend(secret)) {
      return new Answer.Refused(Result.DENIED);
    }
    Effect.Http planned = new Effect.Http(transaction.next(), method, url.toString(), 0);
    if (!context.rights().cleared("http", shown, planned, rule.get().risk())) {
      return new Answer.Refused(Result.DENIED);
    }
    if (transaction.full() || !context.meter().webCall()) {
      return new Answer.Refused(Result.QUOTA);
    }
    String body = GuestJson.text(json.get("body"));
    HttpAsk ask =
        new HttpAsk(
            method,
            url,
            headers(json.get("headers")),
            body == null ? "" : body,
            secret,
            rule.get().lan());
    return send(ask, planned);
  }

  private Answer send(HttpAsk ask, Effect.Http planned) {
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
    } catch (RuntimeException fault) {
      if (Thread.currentThread().isInterrupted()) {
        throw new dev.loqa.skillhost.engine.GuestStopped();
      }
      context.log().write(2, "http " + ask.method() + " " + ask.url() + ": " + fault.getMessage());
      return new Answer.Refused(Result.UNAVAILABLE);
    }
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("status", answer.status());
    json.put("headers", answer.headers());
    json.put("body", answer.body());
    if (!ask.method().equals("GET")) {
      transaction.happened(
          new Effect.Http(planned.number(), ask.method(), ask.url().toString(), answer.status()));
      json.put("effect", planned.number());
    }
    return new Answer.Came(Json.write(json));
  }

  private boolean maySend(String secret) {
    if (!context.rights().may(Permission.SECRETS_USE, "http", "secret " + secret)) {
      return false;
    }
    if (!context.manifest().secrets().contains(secret)
        || !context.grant().secrets().contains(secret)) {
      context
          .rights()
          .deny("http", "secret " + secret, "the manifest or the owner's grant does not name it");
      return false;
    }
    return true;
  }

  private Optional<HttpRule> rule(String method, URI url) {
    int port = url.getPort() != -1 ? url.getPort() : url.getScheme().equals("https") ? 443 : 80;
    return context.manifest().http().stream()
        .filter(rule -> rule.allows(method, url.getScheme(), url.getHost(), port, url.getRawPath()))
        .findFirst();
  }

  /// An address without tricks: no user, no fragment, no dot segments, no escapes in the path.
  private static URI url(String address) {
    if (address.length() > LONGEST_URL) {
      throw new IllegalArgumentException("url: at most " + LONGEST_URL + " characters");
    }
    try {
      URI url = new URI(address);
      String scheme = url.getScheme();
      String path = url.getRawPath();
      if (scheme == null
          || !(scheme.equals("http") || scheme.equals("https"))
          || url.getHost() == null) {
        throw new IllegalArgumentException("url: use http://host/path or https://host/path");
      }
      if (url.getRawUserInfo() != null || url.getRawFragment() != null) {
        throw new IllegalArgumentException("url: leave out user and fragment");
      }
      if (path == null || path.isEmpty()) {
        return new URI(scheme, null, url.getHost(), url.getPort(), "/", url.getQuery(), null);
      }
      if (path.contains("%")
          || path.contains("//")
          || path.contains("/./")
          || path.contains("/../")
          || path.endsWith("/.")
          || path.endsWith("/..")) {
        throw new IllegalArgumentException("url: write the path plainly");
      }
      return url;
    } catch (URISyntaxException e) {
      throw new IllegalArgumentException("url: " + e.getReason(), e);
    }
  }

  private static Map<String, String> headers(@Nullable Object value) {
    Map<String, String> headers = new HashMap<>();
    if (value == null) {
      return headers;
    }
    for (Map.Entry<String, Object> header : GuestJson.object(value).entrySet()) {
      String text = GuestJson.text(header.getValue());
      if (text == null
          || !HEADER.matcher(header.getKey()).matches()
          || HOSTS_HEADERS.contains(header.getKey().toLowerCase(Locale.ROOT))
          || text.codePoints().anyMatch(Character::isISOControl)
          || headers.size() >= MOST_HEADERS) {
        throw new IllegalArgumentException(
            "headers: " + header.getKey() + " is not for a skill to set");
      }
      headers.put(header.getKey(), text);
    }
    return headers;
  }
}
