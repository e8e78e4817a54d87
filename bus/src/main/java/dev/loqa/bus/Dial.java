package dev.loqa.bus;

import io.nats.client.Connection;
import io.nats.client.ConnectionListener;
import io.nats.client.ErrorListener;
import io.nats.client.Nats;
import io.nats.client.Options;
import java.io.IOException;
import java.time.Duration;

/// Makes one connection to the bus: how jnats is set up, what the server must be, and which words
/// say that nobody is there.
final class Dial {
  static final Duration WITHIN = Duration.ofSeconds(5);

  private Dial() {}

  /// Connects as a node and a kind of traffic, within five seconds.
  ///
  /// @throws BusException.Unavailable when nobody answers or the identity is refused
  /// @throws BusException when the server is older than what we rely on
  static Connection connect(
      Link.Kind kind, BusOptions options, ConnectionListener connections, ErrorListener errors) {
    Options.Builder builder =
        new Options.Builder()
            .servers(options.servers().toArray(String[]::new))
            .connectionName(options.nodeId() + "-" + kind.word())
            .inboxPrefix(options.inboxPrefix() + ".")
            .connectionTimeout(WITHIN)
            .maxReconnects(-1)
            .reconnectWait(Duration.ofMillis(250))
            .pingInterval(Duration.ofSeconds(2))
            .maxPingsOut(2)
            .socketWriteTimeout(Duration.ofSeconds(3))
            .subjectValidationType(Options.SubjectValidationType.Strict)
            .advancedRequestBehavior()
            .reportNoResponders()
            .connectionListener(connections)
            .errorListener(errors);
    var tls = options.tls();
    if (tls != null) {
      builder.sslContext(tls.context());
    }
    if (kind == Link.Kind.AUDIO) {
      builder.reconnectBufferSize(0);
    }
    if (tls != null && !tls.fault().isEmpty()) {
      throw new BusException.Unavailable(
          "no bus at " + String.join(", ", options.servers()) + ": " + tls.fault());
    }
    Connection made;
    try {
      made = Nats.connect(builder.build());
    } catch (IOException e) {
      throw new BusException.Unavailable(
          "no bus at "
              + String.join(", ", options.servers())
              + " for "
              + options.nodeId()
              + " ("
              + (tls == null || tls.refusal().isEmpty() ? reason(e) : tls.refusal())
              + "): check that loqad runs, bus.servers and the certificates",
          e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new BusException.Unavailable("interrupted while connecting to " + options.servers(), e);
    }
    String version = made.getServerInfo().getVersion();
    try {
      ServerVersion.parse(version).requireFloor(String.join(", ", options.servers()));
    } catch (BusException e) {
      try {
        made.close();
      } catch (InterruptedException interrupted) {
        Thread.currentThread().interrupt();
      }
      throw e;
    }
    return made;
  }

  private static String reason(Exception e) {
    Throwable cause = e;
    while (cause.getCause() != null) {
      cause = cause.getCause();
    }
    return String.valueOf(cause.getMessage());
  }
}
