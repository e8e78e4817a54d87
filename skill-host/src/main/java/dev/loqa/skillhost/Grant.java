package dev.loqa.skillhost;

import dev.loqa.protocol.JsonValues;
import dev.loqa.skillhost.manifest.Manifest;
import dev.loqa.skillhost.manifest.Permission;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/// What the owner lets one skill do; the effective right is this and the manifest together.
///
/// @param publish the literal subjects it may send to
/// @param subscribe the subjects (literal or with wildcards, as in the manifest) it may be called
///   for
/// @param hosts the web hosts it may call
/// @param secrets the secrets it may have sent along
/// @param config the values of its settings
public record Grant(
    Set<Permission> permissions,
    Set<String> publish,
    Set<String> subscribe,
    Set<String> hosts,
    Set<String> secrets,
    Map<String, Object> config) {

  /// Nothing but running.
  public static final Grant NOTHING =
      new Grant(Set.of(), Set.of(), Set.of(), Set.of(), Set.of(), Map.of());

  public Grant {
    permissions = Set.copyOf(permissions);
    publish = Set.copyOf(publish);
    subscribe = Set.copyOf(subscribe);
    hosts = Set.copyOf(hosts);
    secrets = Set.copyOf(secrets);
    config = JsonValues.copy(config);
  }

  /// All that the manifest asks for, as after the owner's consent.
  public static Grant asAsked(Manifest manifest) {
    return new Grant(
        manifest.permissions(),
        Set.copyOf(manifest.subjects().publish()),
        Set.copyOf(manifest.subjects().subscribe()),
        Set.copyOf(manifest.http().stream().map(rule -> rule.host()).toList()),
        Set.copyOf(manifest.secrets()),
        Map.of());
  }

  /// The same without some permissions.
  public Grant without(Set<Permission> less) {
    Set<Permission> left =
        permissions.stream()
            .filter(permission -> !less.contains(permission))
            .collect(Collectors.toUnmodifiableSet());
    return new Grant(left, publish, subscribe, hosts, secrets, config);
  }

  /// The same with values for the skill's settings.
  public Grant with(Map<String, Object> config) {
    return new Grant(permissions, publish, subscribe, hosts, secrets, config);
  }
}
