package dev.loqa.bus;

import dev.loqa.bus.pki.Identity;
import dev.loqa.bus.roster.Enrolled;
import dev.loqa.bus.roster.Roster;
import dev.loqa.protocol.Role;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;

/// The part of a server's configuration that says who may connect and what each may do there: the
/// blocks `accounts` and `system_account`, made from the role table. The same nodes give the same
/// text.
public final class Accounts {
  private Accounts() {}

  /// What a server that is not loqad's child includes (`include rights.conf`): those whom the
  /// roster lets in and nobody else.
  public static String text(Roster roster) {
    return "# Made from the roster; changes here are lost.\n" + text(Map.of(), roster.in());
  }

  /// @param local the processes of loqad's own machine
  /// @param enrolled the nodes of others
  static String text(Map<String, Set<Role>> local, Map<String, Enrolled> enrolled) {
    Set<String> ids = new TreeSet<>(local.keySet());
    ids.addAll(enrolled.keySet());
    Map<String, String> users = new TreeMap<>();
    local.forEach((id, roles) -> users.put(id, user(Identity.uri(id), Rights.of(id, roles, ids))));
    enrolled.forEach((id, node) ->
        users.put(
            id, user(Identity.uri(id, node.generation()), Rights.of(id, node.rights(), ids))));
    return """
    accounts {
      CORE {
        jetstream: enabled
        users: [
    %s
        ]
      }
      MON {}
      SYS {}
    }
    system_account: SYS
    """
        .formatted(String.join("\n", users.values()));
  }

  private static String user(String uri, Rights rights) {
    return """
    {
      user: %s
      permissions {
        publish: { allow: %s }
        subscribe: { allow: %s, deny: %s }
        allow_responses: { max: 16, expires: "1m" }
      }
    }\
    """
        .formatted(
            ServerConfig.quoted(uri),
            list(rights.publish()),
            list(rights.subscribe()),
            list(rights.unheard()));
  }

  private static String list(List<String> subjects) {
    return subjects.stream().map(ServerConfig::quoted).collect(Collectors.joining(", ", "[", "]"));
  }
}
