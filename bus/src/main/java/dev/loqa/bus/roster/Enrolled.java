package dev.loqa.bus.roster;

import dev.loqa.protocol.Role;
import java.time.Instant;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/// One node that was let in.
///
/// @param roles what it may do; none for the bus server itself
/// @param hosts names and addresses of the bus server; none for others
/// @param generation from 1; one more each time a node that was put out comes in again
/// @param key the fingerprint of its public key
/// @param certificate the newest one and the authority's, as PEM
/// @param ends when that one ends
/// @param revoked whether it was put out
public record Enrolled(
    List<String> roles,
    List<String> hosts,
    int generation,
    String key,
    String certificate,
    Instant ends,
    boolean revoked) {
  public Enrolled {
    roles = List.copyOf(roles);
    hosts = List.copyOf(hosts);
    if (generation < 1) {
      throw new RosterException("generation is " + generation + ": they count from 1");
    }
  }

  /// The roles as the table of rights knows them.
  public Set<Role> rights() {
    Set<Role> rights = EnumSet.noneOf(Role.class);
    roles.forEach(word -> rights.add(Role.valueOf(word.toUpperCase(Locale.ROOT))));
    return rights;
  }

  Enrolled putOut() {
    return new Enrolled(roles, hosts, generation, key, certificate, ends, true);
  }
}
