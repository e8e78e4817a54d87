package dev.loqa.skillhost.manifest;

import dev.loqa.skillhost.web.WebServer;
import java.util.Set;

/// Web calls to whatever server the owner names in a setting: the manifest fixes methods and path,
/// the owner scheme, host, port and network. Together they are a rule like any other.
///
/// @param setting the name of a setting whose format is `server`
/// @param path the path that a call's must be or continue with whole segments
public record ServerRule(String setting, Set<String> methods, String path, Risk risk) {
  public ServerRule {
    methods = Set.copyOf(methods);
  }

  /// The rule as long as the setting names this server.
  public HttpRule at(WebServer server) {
    return new HttpRule(
        server.host(), server.port(), server.scheme(), methods, path, server.lan(), risk);
  }
}
