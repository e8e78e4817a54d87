package dev.loqa.bus.roster;

import dev.loqa.bus.pki.Identity;
import dev.loqa.bus.pki.Pki;
import dev.loqa.bus.pki.SigningRequest;
import dev.loqa.protocol.Ids;
import dev.loqa.protocol.Role;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Consumer;

/// Lets nodes in and puts them out: signs their requests with the house's authority, remembers it
/// in the [Roster], and has the bus follow. When the bus cannot follow, nothing is remembered.
///
/// Thread-safe; one process at a time has the authority's folder.
public final class Enrollment {
  /// How long what is signed lasts. Renewed every quarter, it never comes near its end.
  public static final Duration LIFETIME = Duration.ofDays(200);

  /// A certificate with less than this left is signed anew when its node asks again.
  static final Duration RENEW_BEFORE = Duration.ofDays(60);

  /// The id and role of the bus server's own certificate.
  public static final String BUS = "bus";

  private static final int MOST_HOSTS = 16;

  private final Path folder;
  private final Pki pki;
  private final Set<String> taken;
  private final Clock clock;
  private final Consumer<Roster> follow;
  private Roster roster;

  /// What a request led to.
  ///
  /// @param changed whether something was signed or remembered; a request that was answered before
  ///   gets the same answer
  public record Outcome(Enrolled node, boolean changed) {}

  private Enrollment(
      Path folder, Pki pki, Set<String> taken, Clock clock, Consumer<Roster> follow) {
    this.folder = folder;
    this.pki = pki;
    this.taken = Set.copyOf(taken);
    this.clock = clock;
    this.follow = follow;
    this.roster = Roster.in(folder);
  }

  /// The decisions of one house.
  ///
  /// @param folder of the authority's key and the roster
  /// @param taken ids that nobody may ask for: the processes of the machine itself
  /// @param follow makes the bus run with another roster; may throw, then nothing is changed
  public static Enrollment open(
      Path folder, Pki pki, Collection<String> taken, Clock clock, Consumer<Roster> follow) {
    return new Enrollment(folder, pki, Set.copyOf(taken), clock, follow);
  }

  public synchronized Roster roster() {
    return roster;
  }

  /// The authority's certificate as PEM.
  public String authority() {
    return new String(pki.authority(), StandardCharsets.US_ASCII);
  }

  /// Lets a node in. The same request again changes nothing while its certificate is not near its
  /// end; other roles for the same key are taken over at once.
  ///
  /// @param roles words of [Role]; `bus` for the bus server
  /// @param hosts names and addresses of the bus server
  /// @throws RosterException.Conflict when the id is in with another key, or belongs to this
  ///   machine
  public synchronized Outcome enroll(
      String id, Collection<String> roles, Collection<String> hosts, byte[] request) {
    SigningRequest asked = requested(id, request);
    List<String> words = checkedRoles(id, roles);
    List<String> names = checkedHosts(id, hosts);
    Enrolled before = roster.nodes().get(id);
    if (before != null && !before.revoked() && !before.key().equals(asked.fingerprint())) {
      throw new RosterException.Conflict(
          "node "
              + id
              + " is in with another key: renew it with loqa node rotate "
              + id
              + " --request FILE, or put the old one out with loqa node revoke "
              + id
              + " first");
    }
    boolean fits =
        before != null
            && !before.revoked()
            && before.hosts().equals(names)
            && before.ends().isAfter(clock.instant().plus(RENEW_BEFORE));
    if (before != null && fits) {
      if (before.roles().equals(words)) {
        return new Outcome(before, false);
      }
      return take(
          id,
          new Enrolled(
              words,
              names,
              before.generation(),
              before.key(),
              before.certificate(),
              before.ends(),
              false));
    }
    int generation = before == null ? 1 : before.generation() + (before.revoked() ? 1 : 0);
    return take(id, signed(asked, words, names, generation));
  }

  /// Gives a node that is in another certificate, for a new key or the same; its rights stay. The
  /// old certificate works until it ends: a key that is in wrong hands is put out with [#revoke].
  public synchronized Outcome rotate(String id, byte[] request) {
    SigningRequest asked = requested(id, request);
    Enrolled before = present(id);
    boolean answered =
        before.key().equals(asked.fingerprint())
            && before.ends().isAfter(clock.instant().plus(RENEW_BEFORE));
    return answered
        ? new Outcome(before, false)
        : take(id, signed(asked, before.roles(), before.hosts(), before.generation()));
  }

  /// Puts a node out: its connections end, and its certificates are worth nothing from then on.
  ///
  /// @return whether it was in
  public synchronized boolean revoke(String id) {
    Enrolled before = roster.nodes().get(id);
    if (before == null) {
      throw unknown(id);
    }
    if (before.roles().isEmpty()) {
      throw new RosterException.Conflict(
          "the bus's own certificate cannot be revoked: give it another with loqa node rotate bus");
    }
    return !before.revoked() && take(id, before.putOut()).changed();
  }

  private Outcome take(String id, Enrolled node) {
    Roster next = roster.with(id, node);
    next.write(folder);
    try {
      follow.accept(next);
    } catch (RuntimeException e) {
      roster.write(folder);
      throw e;
    }
    roster = next;
    return new Outcome(node, true);
  }

  private Enrolled signed(
      SigningRequest asked, List<String> roles, List<String> hosts, int generation) {
    boolean server = roles.isEmpty();
    String uri = server ? Identity.SERVER_URI : Identity.uri(asked.id(), generation);
    byte[] pem = pki.sign(asked, uri, hosts, LIFETIME);
    Instant ends = Pki.end(pem);
    return new Enrolled(
        roles,
        hosts,
        generation,
        asked.fingerprint(),
        new String(pem, StandardCharsets.US_ASCII),
        ends,
        false);
  }

  private SigningRequest requested(String id, byte[] request) {
    Ids.check("node id", id);
    SigningRequest asked = SigningRequest.read(request);
    if (!asked.id().equals(id)) {
      throw new RosterException(
          "the request is for "
              + asked.id()
              + ", not "
              + id
              + ": enroll it under the name that it asks for");
    }
    if (taken.contains(id)) {
      throw new RosterException.Conflict(
          "node " + id + " is a process of this machine: choose another name, such as kitchen");
    }
    return asked;
  }

  private Enrolled present(String id) {
    Enrolled node = roster.nodes().get(id);
    if (node == null || node.revoked()) {
      throw unknown(id);
    }
    return node;
  }

  private RosterException unknown(String id) {
    return new RosterException(
        "node "
            + id
            + " is not enrolled: "
            + (roster.in().isEmpty() ? "nobody is" : "those are " + roster.in().keySet()));
  }

  private static List<String> checkedRoles(String id, Collection<String> roles) {
    Set<String> words = new TreeSet<>();
    for (String role : roles) {
      String word = role.strip().toLowerCase(Locale.ROOT);
      if (!word.equals(BUS) && !ROLES.contains(word)) {
        throw new RosterException(
            "role \"" + role + "\" of " + id + " is not known: use " + String.join(", ", ROLES));
      }
      words.add(word);
    }
    boolean server = words.remove(BUS);
    if (server != id.equals(BUS) || (server && !words.isEmpty()) || (!server && words.isEmpty())) {
      throw new RosterException(
          server || id.equals(BUS)
              ? "the id bus and the role bus belong together and go with no other"
              : "node " + id + " has no role: name at least one of " + String.join(", ", ROLES));
    }
    return List.copyOf(words);
  }

  /// What a node may be let in as.
  public static final List<String> ROLES =
      List.of(
          word(Role.STT),
          word(Role.TTS),
          word(Role.LLM),
          word(Role.SATELLITE),
          word(Role.DISPLAY),
          word(Role.OPERATOR),
          word(Role.LOQAD));

  private static String word(Role role) {
    return role.name().toLowerCase(Locale.ROOT);
  }

  private static List<String> checkedHosts(String id, Collection<String> hosts) {
    Set<String> names = new TreeSet<>();
    if (id.equals(BUS)) {
      names.addAll(List.of("localhost", "127.0.0.1"));
      hosts.forEach(host -> names.add(host.strip()));
    } else if (!hosts.isEmpty()) {
      throw new RosterException("node " + id + " is no server: only bus has hosts");
    }
    for (String host : names) {
      if (!host.matches("[A-Za-z0-9._:-]{1,253}")) {
        throw new RosterException(
            "host \""
                + host
                + "\" is no name or address: use one such as nats.home or 192.168.1.4");
      }
    }
    if (names.size() > MOST_HOSTS) {
      throw new RosterException(
          "the bus has " + names.size() + " hosts: name at most " + MOST_HOSTS);
    }
    return List.copyOf(names);
  }
}
