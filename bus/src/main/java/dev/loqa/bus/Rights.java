package dev.loqa.bus;

import dev.loqa.protocol.Role;
import dev.loqa.protocol.RoleTable;
import dev.loqa.protocol.Subjects;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/// What one identity may publish and subscribe to, generated from the [RoleTable].
///
/// @param publish subjects, with wildcards
/// @param subscribe subjects, with wildcards
public record Rights(List<String> publish, List<String> subscribe) {

  public Rights {
    publish = List.copyOf(publish);
    subscribe = List.copyOf(subscribe);
  }

  /// The rights of a node with these roles. loqad is the house's authority and carries what skills
  /// were granted, so it may use every subject but the server's own.
  public static Rights of(String nodeId, Set<Role> roles) {
    if (roles.contains(Role.LOQAD)) {
      return new Rights(List.of(">"), List.of(">"));
    }
    Set<String> publish = new TreeSet<>();
    Set<String> subscribe = new TreeSet<>();
    for (Role role : roles) {
      RoleTable.publishes(role).forEach(subject -> publish.add(own(nodeId, subject)));
      subscribe.addAll(RoleTable.subscribes(role));
    }
    subscribe.add(inboxPrefix(nodeId) + ".>");
    return new Rights(List.copyOf(publish), List.copyOf(subscribe));
  }

  /// Where answers to a node's requests arrive.
  public static String inboxPrefix(String nodeId) {
    return "_INBOX." + nodeId;
  }

  /// A heartbeat is a node's own: nobody speaks for another.
  private static String own(String nodeId, String subject) {
    return subject.equals(Subjects.NODE_HEARTBEATS) ? "ctrl.node.heartbeat." + nodeId : subject;
  }
}
