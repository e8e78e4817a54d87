package dev.loqa.bus;

import dev.loqa.bus.roster.Enrolled;
import dev.loqa.bus.roster.Roster;
import dev.loqa.protocol.Role;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// How the child server is set up.
///
/// @param folder everything the server keeps: configuration, port, JetStream
/// @param pki the certificates' folder
/// @param name of this server, the node's id
/// @param host where it listens: `127.0.0.1`, or an address of this machine for edge nodes
/// @param port a fixed port, or 0: the server's choice at first, kept in a file from then on
/// @param moreHosts names and addresses for the server's certificate besides localhost and `host`
/// @param leafPort where the door for clients of the original connects, on loopback; 0: there is
///   none
/// @param nodes the processes of this machine, by node id, and as what: the server makes their
///   certificates
/// @param enrolled nodes whose requests were signed
/// @param binary a nats-server to use instead of the first one found
public record NatsServerOptions(
    Path folder,
    Path pki,
    String name,
    String host,
    int port,
    List<String> moreHosts,
    int leafPort,
    Map<String, Set<Role>> nodes,
    Map<String, Enrolled> enrolled,
    @Nullable Path binary) {

  /// The processes of one machine: loqad, an edge process for each kind, and the operator's
  /// commands.
  public static final Map<String, Set<Role>> ONE_MACHINE =
      Map.of(
          "loqad", Set.of(Role.LOQAD),
          "edge-stt", Set.of(Role.STT),
          "edge-tts", Set.of(Role.TTS),
          "edge-llm", Set.of(Role.LLM),
          "edge-satellite", Set.of(Role.SATELLITE),
          "operator", Set.of(Role.OPERATOR));

  public NatsServerOptions {
    moreHosts = List.copyOf(moreHosts);
    nodes = Map.copyOf(nodes);
    enrolled = Map.copyOf(enrolled);
    if (port < 0 || port > 65_535) {
      throw new BusException(
          "bus.port is " + port + ": use 1 to 65535, or 0 for one that is chosen and kept");
    }
  }

  /// Below a data folder: server in `DATA/bus`, certificates in `DATA/pki`, on loopback, for
  /// [#ONE_MACHINE].
  public static NatsServerOptions in(Path data, String name) {
    return new NatsServerOptions(
        data.resolve("bus"),
        data.resolve("pki"),
        name,
        "127.0.0.1",
        0,
        List.of(),
        0,
        ONE_MACHINE,
        Map.of(),
        null);
  }

  public NatsServerOptions withPort(int fixed) {
    return new NatsServerOptions(
        folder, pki, name, host, fixed, moreHosts, leafPort, nodes, enrolled, binary);
  }

  public NatsServerOptions withHost(String address) {
    return new NatsServerOptions(
        folder, pki, name, address, port, moreHosts, leafPort, nodes, enrolled, binary);
  }

  public NatsServerOptions withNodes(Map<String, Set<Role>> allowed) {
    return new NatsServerOptions(
        folder, pki, name, host, port, moreHosts, leafPort, allowed, enrolled, binary);
  }

  /// With the nodes that a roster lets in.
  public NatsServerOptions withRoster(Roster roster) {
    return withEnrolled(roster.in());
  }

  NatsServerOptions withEnrolled(Map<String, Enrolled> let) {
    return new NatsServerOptions(
        folder, pki, name, host, port, moreHosts, leafPort, nodes, let, binary);
  }

  /// With further names and addresses in the server's certificate.
  public NatsServerOptions withMoreHosts(List<String> names) {
    return new NatsServerOptions(
        folder, pki, name, host, port, names, leafPort, nodes, enrolled, binary);
  }

  public NatsServerOptions withBinary(Path program) {
    return new NatsServerOptions(
        folder, pki, name, host, port, moreHosts, leafPort, nodes, enrolled, program);
  }

  /// With a place for a [LegacyDoor].
  public NatsServerOptions withDoor() {
    Map<String, Set<Role>> more = new HashMap<>(nodes);
    more.put(LegacyDoor.NODE, Set.of(Role.LEGACY));
    return new NatsServerOptions(
        folder, pki, name, host, port, moreHosts, ServerPorts.anyFree(), more, enrolled, binary);
  }
}
