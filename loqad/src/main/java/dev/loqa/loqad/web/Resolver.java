package dev.loqa.loqad.web;

import java.io.IOException;
import java.net.InetAddress;
import java.util.List;

/// Looks up a host's addresses, once a call. May block; called on the call's own thread.
@FunctionalInterface
public interface Resolver {
  List<InetAddress> resolve(String host) throws IOException;

  /// The machine's own.
  Resolver SYSTEM = host -> List.of(InetAddress.getAllByName(host));
}
