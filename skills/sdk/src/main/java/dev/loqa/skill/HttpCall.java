package dev.loqa.skill;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/// A web request. It must fit a rule of the manifest's `http.allow`; what it may hold is in
/// docs/reference/skill-web.md.
///
/// @param contentType empty for none
/// @param body empty for none; GET has none
/// @param secret the name of a secret of the manifest which the host sends as a bearer token; empty
///   for none
/// @param headers further ones by name
public record HttpCall(
    String method,
    String url,
    String contentType,
    String body,
    String secret,
    Map<String, String> headers) {
  public HttpCall {
    headers = Collections.unmodifiableMap(new LinkedHashMap<>(headers));
  }

  /// One without further headers.
  public HttpCall(String method, String url, String contentType, String body, String secret) {
    this(method, url, contentType, body, secret, Collections.emptyMap());
  }

  public static HttpCall get(String url) {
    return new HttpCall("GET", url, "", "", "");
  }

  public static HttpCall postJson(String url, String body) {
    return new HttpCall("POST", url, "application/json", body, "");
  }

  /// The text that stands for a secret in a header's value or the body: the host puts the value in
  /// its place on the way out, and the skill never sees it.
  public static String secret(String name) {
    return "{{secret:" + name + "}}";
  }

  /// The same with a header.
  public HttpCall with(String name, String value) {
    Map<String, String> more = new LinkedHashMap<>(headers);
    more.put(name, value);
    return new HttpCall(method, url, contentType, body, secret, more);
  }

  /// The same with that secret as its bearer token.
  public HttpCall authorized(String name) {
    return new HttpCall(method, url, contentType, body, name, headers);
  }
}
