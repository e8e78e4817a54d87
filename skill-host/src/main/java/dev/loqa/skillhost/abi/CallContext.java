package dev.loqa.skillhost.abi;

import dev.loqa.skillhost.Grant;
import dev.loqa.skillhost.HostPorts;
import dev.loqa.skillhost.SkillInvocation;
import dev.loqa.skillhost.engine.GuestTrap;
import dev.loqa.skillhost.manifest.Manifest;
import java.util.Map;
import java.util.Optional;

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

  /// The value of a setting: the owner's, else the default of the manifest's schema.
  Optional<Object> setting(String key) {
    Object own = grant.config().get(key);
    if (own != null) {
      return Optional.of(own);
    }
    if (manifest.config().get("properties") instanceof Map<?, ?> properties
        && properties.get(key) instanceof Map<?, ?> schema) {
      return Optional.ofNullable(schema.get("default"));
    }
    return Optional.empty();
  }
}
