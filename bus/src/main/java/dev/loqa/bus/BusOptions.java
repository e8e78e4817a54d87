package dev.loqa.bus;

import dev.loqa.bus.pki.Identity;
import dev.loqa.bus.pki.MutualTls;
import dev.loqa.protocol.Ids;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/// How to reach the bus and as whom.
///
/// @param servers `tls://host:port`, or `nats://host:port` without TLS
/// @param tls the identity's TLS; absent only for a server without TLS
/// @param nodeId who we are, for the server's logs
/// @param inboxPrefix where answers to our requests arrive; only this node may read below it
/// @param listener hears of connections, denials and drops; called by jnats' callback thread, must
///   return soon
public record BusOptions(
    List<String> servers,
    @Nullable MutualTls tls,
    String nodeId,
    String inboxPrefix,
    Consumer<BusEvent> listener) {

  public BusOptions {
    servers = List.copyOf(servers);
    if (servers.isEmpty()) {
      throw new BusException("bus.servers is empty: name one, as tls://127.0.0.1:4222");
    }
    Ids.check("node id", nodeId);
  }

  /// As this identity, with its own inbox.
  public static BusOptions of(List<String> servers, Identity identity) {
    return new BusOptions(
        servers,
        MutualTls.of(identity),
        identity.id(),
        Rights.inboxPrefix(identity.id()),
        event -> {});
  }

  /// Without TLS and rights: for tests of other modules.
  public static BusOptions plain(List<String> servers, String nodeId) {
    return new BusOptions(servers, null, nodeId, Rights.inboxPrefix(nodeId), event -> {});
  }

  public BusOptions withListener(Consumer<BusEvent> heard) {
    return new BusOptions(servers, tls, nodeId, inboxPrefix, heard);
  }
}
