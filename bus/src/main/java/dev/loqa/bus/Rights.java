package dev.loqa.bus;

import dev.loqa.protocol.Role;
import dev.loqa.protocol.RoleTable;
import dev.loqa.protocol.Subjects;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;

/// What one identity may publish and subscribe to, generated from the [RoleTable].
///
/// @param publish subjects, with wildcards
/// @param subscribe subjects, with wildcards
/// @param unheard what stays closed although `subscribe` covers it
public record Rights(List<String> publish, List<String> subscribe, List<String> unheard) {

  public Rights {
    publish = List.copyOf(publish);
    subscribe = List.copyOf(subscribe);
    unheard = List.copyOf(unheard);
  }

  private static final String LOQAD = "loqad";

  /// The rights of a node with these roles. loqad is the house's authority and carries what skills
  /// were granted, so it may use every subject but the server's own. Clients of the original choose
  /// their inboxes themselves, so they may read any but those of the `others`. A satellite answers
  /// when somebody has been heard and answered, which may be after the minute for which the server
  /// lets it, or after a server that has forgotten the question: it may always answer loqad.
  public static Rights of(String nodeId, Set<Role> roles, Set<String> others) {
    if (roles.contains(Role.LOQAD)) {
      return new Rights(List.of(">"), List.of(">"), List.of());
    }
    if (roles.contains(Role.LEGACY)) {
      return new Rights(
          RoleTable.publishes(Role.LEGACY),
          Stream.concat(RoleTable.subscribes(Role.LEGACY).stream(), Stream.of("_INBOX.>")).toList(),
          others.stream()
              .filter(other -> !other.equals(nodeId))
              .map(other -> inboxPrefix(other) + ".>")
              .sorted()
              .toList());
    }
    Set<String> publish = new TreeSet<>();
    Set<String> subscribe = new TreeSet<>();
    for (Role role : roles) {
      RoleTable.publishes(role)
          .forEach(subject -> publish.add(own(nodeId, subject, Subjects.SAID_BY_ONE_NODE)));
      RoleTable.subscribes(role)
          .forEach(subject -> subscribe.add(own(nodeId, subject, Subjects.HEARD_BY_ONE_NODE)));
    }
    subscribe.add(inboxPrefix(nodeId) + ".>");
    if (roles.contains(Role.SATELLITE)) {
      publish.add(inboxPrefix(LOQAD) + ".>");
    }
    return new Rights(List.copyOf(publish), List.copyOf(subscribe), List.of());
  }

  /// Where answers to a node's requests arrive.
  public static String inboxPrefix(String nodeId) {
    return "_INBOX." + nodeId;
  }

  /// Of a subject that is one node's, this node's own.
  private static String own(String nodeId, String subject, Set<String> ofOneNode) {
    return ofOneNode.contains(subject) ? subject.replace("*", nodeId) : subject;
  }
}
