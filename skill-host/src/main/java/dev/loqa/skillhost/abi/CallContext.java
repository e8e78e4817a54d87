package dev.loqa.skillhost.abi;

import dev.loqa.skillhost.Grant;
import dev.loqa.skillhost.HostPorts;
import dev.loqa.skillhost.SkillInvocation;
import dev.loqa.skillhost.engine.GuestTrap;
import dev.loqa.skillhost.manifest.HttpRule;
import dev.loqa.skillhost.manifest.Manifest;
import dev.loqa.skillhost.manifest.ServerRule;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/// All that the functions of one invocation share. Made for each call, used on its guest's thread
/// only.
final class CallContext {
  /// Far more than any skill needs, and few enough to be over soon.
  static final int MOST_CALLS = 100_000;

  private final SkillInvocation invocation;
  private final Manifest manifest;
  private final Grant grant;
  private final HostPorts ports;
  private final Meter meter;
  private final CallClock clock;
  private final Guarded rights;
  private final GuestLog log;
  private @Nullable Map<String, Object> settings;
  private int calls;

  CallContext(
      SkillInvocation invocation,
      Manifest manifest,
      Grant grant,
      HostPorts ports,
      Meter meter,
      CallClock clock) {
    this.invocation = invocation;
    this.manifest = manifest;
    this.grant = grant;
    this.ports = ports;
    this.meter = meter;
    this.clock = clock;
    this.rights = new Guarded(invocation, manifest, grant, ports);
    this.log = new GuestLog(invocation, ports, meter, rights);
  }

  SkillInvocation invocation() {
    return invocation;
  }

  Manifest manifest() {
    return manifest;
  }

  Grant grant() {
    return grant;
  }

  HostPorts ports() {
    return ports;
  }

  Meter meter() {
    return meter;
  }

  CallClock clock() {
    return clock;
  }

  Guarded rights() {
    return rights;
  }

  GuestLog log() {
    return log;
  }

  int payloadBytes() {
    return manifest.budgets().payloadBytes();
  }

  /// Counts a call into the host.
  void called() {
    if (++calls > MOST_CALLS) {
      throw new GuestTrap(
          GuestTrap.Rule.PROTOCOL, "it called the host more than " + MOST_CALLS + " times");
    }
  }

  int calls() {
    return calls;
  }

  /// Whether the call has as many effects as it may, or they would hold too much with `bytes` more;
  /// that is audited.
  boolean full(Transaction transaction, String call, String target, long bytes) {
    if (!transaction.full(bytes)) {
      return false;
    }
    rights.spent(call, target, "the effects of one call");
    return true;
  }

  /// The value of a setting as the guest sees it: the owner's, else the manifest's default.
  Optional<Object> setting(String key) {
    return manifest.settings().shown(key, settings());
  }

  /// The rules for web calls that the manifest asks for, with the servers that the owner names now.
  List<HttpRule> webRules() {
    List<HttpRule> rules = new ArrayList<>(manifest.http());
    rules.addAll(named(rule -> true));
    return rules;
  }

  /// Those of them that the owner has agreed to.
  List<HttpRule> agreedWebRules() {
    List<HttpRule> rules = new ArrayList<>(manifest.http());
    rules.removeIf(rule -> !grant.hosts().contains(rule.host()));
    rules.addAll(named(rule -> grant.servers().contains(rule.setting())));
    return rules;
  }

  private List<HttpRule> named(Predicate<ServerRule> wanted) {
    return manifest.servers().stream()
        .filter(wanted)
        .flatMap(
            rule -> manifest.settings().server(rule.setting(), settings()).map(rule::at).stream())
        .toList();
  }

  /// Read once, so that one call sees one state of them.
  private Map<String, Object> settings() {
    Map<String, Object> known = settings;
    if (known == null) {
      known = ports.state().settings(invocation.skill());
      settings = known;
    }
    return known;
  }
}
