package dev.loqa.skillhost;

import dev.loqa.skillhost.manifest.Manifest;
import dev.loqa.skillhost.manifest.Permission;
import dev.loqa.skillhost.manifest.ServerRule;
import java.util.Set;
import java.util.stream.Collectors;

/// What the owner lets one skill do; the effective right is this and the manifest together.
///
/// @param publish the literal subjects it may send to
/// @param subscribe the subjects (literal or with wildcards, as in the manifest) it may be called
///   for
/// @param hosts the web hosts it may call
/// @param secrets the secrets it may have sent along
/// @param servers the settings whose server it may call, whichever the owner names
public record Grant(
    Set<Permission> permissions,
    Set<String> publish,
    Set<String> subscribe,
    Set<String> hosts,
    Set<String> secrets,
    Set<String> servers) {

  /// Nothing but running.
  public static final Grant NOTHING =
      new Grant(Set.of(), Set.of(), Set.of(), Set.of(), Set.of(), Set.of());

  public Grant {
    permissions = Set.copyOf(permissions);
    publish = Set.copyOf(publish);
    subscribe = Set.copyOf(subscribe);
    hosts = Set.copyOf(hosts);
    secrets = Set.copyOf(secrets);
    servers = Set.copyOf(servers);
  }

  /// All that the manifest asks for, as after the owner's consent.
  public static Grant asAsked(Manifest manifest) {
    return new Grant(
        manifest.permissions(),
        Set.copyOf(manifest.subjects().publish()),
        Set.copyOf(manifest.subjects().subscribe()),
        Set.copyOf(manifest.http().stream().map(rule -> rule.host()).toList()),
        Set.copyOf(manifest.secrets()),
        manifest.servers().stream().map(ServerRule::setting).collect(Collectors.toSet()));
  }

  /// The same without some permissions.
  public Grant without(Set<Permission> less) {
    Set<Permission> left =
        permissions.stream()
            .filter(permission -> !less.contains(permission))
            .collect(Collectors.toUnmodifiableSet());
    return new Grant(left, publish, subscribe, hosts, secrets, servers);
  }
}
