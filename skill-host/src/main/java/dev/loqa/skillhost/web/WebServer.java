package dev.loqa.skillhost.web;

import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// A web server that an owner names in a setting of a skill: `https://api.example.org`,
/// `http://192.168.1.20:8080`, `http://weather.local:8080 in 192.168.1.0/24`. Scheme, host and port
/// are exact; the path is the manifest's business.
///
/// @param port as written, else the scheme's own
/// @param lan the network of the house that the server is in; without it only public addresses are
///   meant
public record WebServer(String scheme, String host, int port, @Nullable String lan) {
  /// How to write one, for whoever wrote none.
  public static final String FORM =
      "a web server: https://api.example.org, http://192.168.1.20:8080, or with its network"
          + " \"http://weather.local:8080 in 192.168.1.0/24\"";

  private static final Pattern IN = Pattern.compile(" +in +");
  private static final Pattern OF_THE_HOUSE =
      Pattern.compile("[^.]+|.*\\.(local|localhost|lan|home|internal|fritz\\.box|home\\.arpa)");

  /// Reads one; every other text is an [IllegalArgumentException] that says what to write.
  ///
  /// An address of the house needs no network beside it: it is the network. A name does, because
  /// what it leads to is the resolver's business.
  public static WebServer parse(String text) {
    String[] parts = IN.split(text.strip(), 2);
    WebAddress address = WebAddress.parse(parts[0]);
    if (!address.path().equals("/") || address.query() != null) {
      throw new IllegalArgumentException(
          "it goes on behind the server: end it after the host or the port");
    }
    String host = address.host();
    boolean quad = Character.isDigit(host.charAt(host.length() - 1));
    if (parts.length == 2) {
      String lan = parts[1];
      String fault = HouseNetworks.fault(lan);
      if (fault != null) {
        throw new IllegalArgumentException(fault);
      }
      return new WebServer(address.scheme(), host, address.port(), lan);
    }
    if (quad) {
      String only = host + "/32";
      boolean inside = HouseNetworks.hold(Cidr.parse(only));
      return new WebServer(address.scheme(), host, address.port(), inside ? only : null);
    }
    if (OF_THE_HOUSE.matcher(host).matches()) {
      throw new IllegalArgumentException(
          host
              + " is a name of the house: say in which network, for instance \""
              + parts[0]
              + " in 192.168.0.0/16\"");
    }
    return new WebServer(address.scheme(), host, address.port(), null);
  }

  /// What to put before a path: `http://192.168.1.20:8080`.
  public String origin() {
    return new WebAddress(scheme, host, port, "", null).shown();
  }
}
