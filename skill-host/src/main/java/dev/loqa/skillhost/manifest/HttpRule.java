package dev.loqa.skillhost.manifest;

import dev.loqa.skillhost.web.WebAddress;
import java.util.Collection;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// A web address that a skill may call.
///
/// @param path the path that a call's must be or continue with whole segments
/// @param lan the network (CIDR) that the host name must resolve into; without it only public
///   addresses are meant
public record HttpRule(
    String host,
    int port,
    String scheme,
    Set<String> methods,
    String path,
    @Nullable String lan,
    Risk risk) {

  public HttpRule {
    methods = Set.copyOf(methods);
  }

  /// The rule for a call among several, and the strictest risk of all that allow it: a wide rule
  /// does not take the lock off a narrow one.
  public record Match(HttpRule rule, Risk risk) {}

  /// What allows a call: of several rules the one with the longest path, empty if none does.
  public static Optional<Match> among(
      Collection<HttpRule> rules, String method, WebAddress address) {
    HttpRule best = null;
    Risk strictest = Risk.NONE;
    for (HttpRule rule : rules) {
      if (rule.allows(method, address)) {
        best = best == null || rule.path.length() > best.path.length() ? rule : best;
        strictest = strictest.or(rule.risk);
      }
    }
    return best == null ? Optional.empty() : Optional.of(new Match(best, strictest));
  }

  /// Whether a call is inside this rule. A path is inside another one's when it continues it with
  /// whole segments: `/api` allows `/api` and `/api/x`, not `/apix`.
  public boolean allows(String method, WebAddress address) {
    return methods.contains(method)
        && scheme.equals(address.scheme())
        && host.equals(address.host())
        && port == address.port()
        && covers(path, address.path());
  }

  /// Whether one path is another or continues it with whole segments.
  public static boolean covers(String path, String other) {
    return other.startsWith(path)
        && (path.endsWith("/")
            || other.length() == path.length()
            || other.charAt(path.length()) == '/');
  }

  /// The line of `http.allow` that would allow exactly this call.
  public static String line(String method, WebAddress address) {
    return "{host: "
        + address.host()
        + ", port: "
        + address.port()
        + ", scheme: "
        + address.scheme()
        + ", methods: ["
        + method
        + "], path: "
        + address.path()
        + "}";
  }
}
