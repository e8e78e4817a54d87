package dev.loqa.bus;

import dev.loqa.bus.pki.Identity;
import java.nio.file.Path;

/// The text of the server's configuration file. The same options give the same text.
final class ServerConfig {
  private ServerConfig() {}

  /// @param port the port to listen on, -1 for any
  static String text(NatsServerOptions options, Identity server, int port) {
    return """
    # Written by loqad at every start; changes here are lost.
    server_name: %s
    listen: %s
    http: "127.0.0.1:-1"
    pid_file: %s
    ports_file_dir: %s
    max_payload: 1MB
    max_pending: 32MB
    write_deadline: "5s"
    ping_interval: "20s"
    lame_duck_grace_period: "1s"
    lame_duck_duration: "30s"
    tls {
    %s
    }
    %s
    jetstream {
      store_dir: %s
      sync_interval: always
      max_memory_store: 64MB
      max_file_store: 4GB
    }
    %s
    """
        .formatted(
            quoted(options.name()),
            quoted(options.host() + ":" + port),
            quoted(options.folder().resolve("nats.pid")),
            quoted(options.folder().resolve("ports")),
            tls(server),
            leaves(options, server),
            quoted(options.folder()),
            Accounts.text(options.nodes(), options.enrolled()));
  }

  private static String tls(Identity server) {
    return """
      cert_file: %s
      key_file: %s
      ca_file: %s
      verify_and_map: true
      min_version: "1.3"
      timeout: 5\
    """
        .formatted(quoted(server.certificate()), quoted(server.key()), quoted(server.authority()));
  }

  /// Where the door for clients of the original connects, if there is one.
  private static String leaves(NatsServerOptions options, Identity server) {
    return options.leafPort() == 0
        ? ""
        : """
        leafnodes {
          listen: "127.0.0.1:%d"
          tls {
        %s
          }
        }
        """
            .formatted(options.leafPort(), tls(server));
  }

  /// The door: a server that clients reach in plain text with a token, and that itself is a leaf of
  /// the house's server. What they may do is decided there.
  static String door(LegacyDoorOptions door, NatsServerOptions house, Identity leaf, Path folder) {
    return """
    # Written by loqad at every start; changes here are lost.
    server_name: %s
    listen: %s
    http: "127.0.0.1:-1"
    pid_file: %s
    ports_file_dir: %s
    max_payload: 1MB
    max_pending: 32MB
    write_deadline: "5s"
    authorization { token: %s, timeout: 5 }
    leafnodes {
      reconnect: "1s"
      remotes: [ {
        url: "tls://127.0.0.1:%d"
        tls {
          cert_file: %s
          key_file: %s
          ca_file: %s
        }
      } ]
    }
    """
        .formatted(
            quoted(house.name() + "-legacy"),
            quoted(door.host() + ":" + door.port()),
            quoted(folder.resolve("nats.pid")),
            quoted(folder.resolve("ports")),
            quoted(door.token()),
            house.leafPort(),
            quoted(leaf.certificate()),
            quoted(leaf.key()),
            quoted(leaf.authority()));
  }

  /// A string of nats-server's configuration language; a path with a quote or control character has
  /// no spelling there.
  static String quoted(Object value) {
    String text = String.valueOf(value);
    if (text.indexOf('"') >= 0 || text.chars().anyMatch(c -> c < ' ')) {
      throw new BusException(
          "\""
              + text
              + "\" cannot stand in the bus configuration: use a folder without quotes in its name");
    }
    return '"' + text.replace("\\", "\\\\") + '"';
  }
}
