package dev.loqa.skillhost.manifest;

import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// A web address that a skill may call.
///
/// @param path the prefix that the path must start with
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

  /// Whether a call is inside this rule. The path must already be free of dot segments and escapes.
  public boolean allows(String method, String scheme, String host, int port, String path) {
    return methods.contains(method)
        && this.scheme.equals(scheme)
        && this.host.equals(host.toLowerCase(Locale.ROOT))
        && this.port == port
        && path.startsWith(this.path);
  }
}
