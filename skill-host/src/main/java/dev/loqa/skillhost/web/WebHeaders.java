package dev.loqa.skillhost.web;

import java.util.HashSet;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;

/// The request headers that a skill may set: what the connection, the host or the way through
/// proxies needs is the host's to set, and so are cookies.
public final class WebHeaders {
  /// Most headers of one call.
  public static final int MOST = 16;

  /// The longest value, in characters.
  public static final int LONGEST = 1_024;

  private static final Pattern NAME = Pattern.compile("[A-Za-z][A-Za-z0-9-]{0,63}");
  private static final Pattern VALUE = Pattern.compile("([!-~]([ -~]*[!-~])?)?");
  private static final String AUTHORIZATION = "authorization";
  private static final Set<String> HOSTS =
      Set.of(
          "accept-encoding",
          "connection",
          "content-encoding",
          "content-length",
          "cookie",
          "cookie2",
          "expect",
          "forwarded",
          "host",
          "http2-settings",
          "keep-alive",
          "max-forwards",
          "set-cookie",
          "te",
          "trailer",
          "transfer-encoding",
          "upgrade",
          "via",
          "x-http-method",
          "x-http-method-override",
          "x-method-override",
          "x-original-url",
          "x-real-ip",
          "x-rewrite-url");

  private WebHeaders() {}

  /// Refuses headers that are not for a skill to set, with an [IllegalArgumentException].
  ///
  /// `Authorization` is allowed with the handle of a secret in it: a skill that knows the value
  /// itself has no need of the host's protection, and one that does not cannot write it.
  public static void check(Map<String, String> headers) {
    if (headers.size() > MOST) {
      throw new IllegalArgumentException("headers: at most " + MOST);
    }
    Set<String> seen = new HashSet<>();
    headers.forEach((name, value) -> {
      String lower = name.toLowerCase(Locale.ROOT);
      boolean authorization = lower.equals(AUTHORIZATION);
      if (!NAME.matcher(name).matches()
          || HOSTS.contains(lower)
          || lower.startsWith("proxy-")
          || lower.startsWith("sec-")
          || lower.startsWith("x-forwarded-")
          || !seen.add(lower)
          || (authorization && SecretHandles.names(value).isEmpty())) {
        throw new IllegalArgumentException(
            "headers: " + shown(name) + " is not for a skill to set");
      }
      if (value.length() > LONGEST || !VALUE.matcher(value).matches()) {
        throw new IllegalArgumentException(
            "headers: " + shown(name) + ": use up to " + LONGEST + " visible ASCII characters");
      }
    });
  }

  private static String shown(String name) {
    return NAME.matcher(name).matches() ? name : "a name of other than A-Z a-z 0-9 -";
  }
}
