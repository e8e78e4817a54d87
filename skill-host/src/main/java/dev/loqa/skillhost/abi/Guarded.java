package dev.loqa.skillhost.abi;

import dev.loqa.skillhost.Audit;
import dev.loqa.skillhost.Effect;
import dev.loqa.skillhost.Grant;
import dev.loqa.skillhost.HostPorts;
import dev.loqa.skillhost.SkillInvocation;
import dev.loqa.skillhost.Trail;
import dev.loqa.skillhost.manifest.Manifest;
import dev.loqa.skillhost.manifest.Permission;
import dev.loqa.skillhost.manifest.Risk;
import dev.loqa.skillhost.manifest.SubjectRule;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// The rights of one call: manifest and grant and host policy together, asked at each call into the
/// host. What is denied is audited, at most 32 times a call. Used on the guest's thread only.
final class Guarded {
  private static final int MOST_AUDITED = 32;
  private static final int SHOWN = 120;
  private static final int MOST_UNCLEARED = 16;

  private final SkillInvocation invocation;
  private final Manifest manifest;
  private final Grant grant;
  private final HostPorts ports;
  private final List<Trail.Uncleared> uncleared = new ArrayList<>();
  private int denials;

  Guarded(SkillInvocation invocation, Manifest manifest, Grant grant, HostPorts ports) {
    this.invocation = invocation;
    this.manifest = manifest;
    this.grant = grant;
    this.ports = ports;
  }

  int denials() {
    return denials;
  }

  /// The effects that were denied because nobody had agreed to them.
  List<Trail.Uncleared> uncleared() {
    return List.copyOf(uncleared);
  }

  /// Whether the call is permitted at all; a denial is audited.
  boolean may(Permission permission, String call, String target) {
    if (!manifest.asks(permission)) {
      deny(
          call,
          target,
          "the manifest does not ask for it: add `" + permission.word() + "` to permissions");
      return false;
    }
    if (!grant.permissions().contains(permission)) {
      deny(call, target, "the owner has not granted " + permission.word());
      return false;
    }
    return true;
  }

  /// Whether a message may go to that subject; the subject's form was checked.
  boolean mayPublish(String subject) {
    if (!may(Permission.BUS_PUBLISH, "publish", subject)) {
      return false;
    }
    Optional<String> fault = SubjectRule.publishFault(subject);
    if (fault.isPresent()) {
      deny("publish", subject, fault.get());
      return false;
    }
    if (!manifest.subjects().publish().contains(subject)) {
      deny("publish", subject, "the manifest does not list it: add it to capabilities.bus.publish");
      return false;
    }
    if (!grant.publish().contains(subject)) {
      deny("publish", subject, "the owner has not granted this subject");
      return false;
    }
    return true;
  }

  /// Whether the effect's risk was cleared for this call.
  boolean cleared(String call, String target, Effect effect, Risk floor) {
    Risk risk = floor.or(ports.policy().riskOf(invocation.skill(), effect));
    boolean covered = risk.coveredBy(invocation.cleared());
    if (covered && (risk == Risk.NONE || ports.policy().meant(invocation, effect))) {
      return true;
    }
    if (uncleared.size() < MOST_UNCLEARED) {
      uncleared.add(new Trail.Uncleared(effect, risk));
    }
    String what = ports.policy().shown(effect);
    deny(
        call,
        target,
        (what.isEmpty() ? "it" : shown(what))
            + " needs "
            + risk
            + " and this call was cleared for "
            + invocation.cleared()
            + (covered ? " of something else" : "")
            + ": ask the person first");
    return false;
  }

  /// A budget or quota is used up: audited as a denial is.
  void spent(String call, String target, String budget) {
    deny(call, target, "its budget is used up: " + budget);
  }

  void deny(String call, String target, String reason) {
    denials++;
    if (denials <= MOST_AUDITED) {
      ports
          .audit()
          .record(
              new Audit.DeniedCall(
                  invocation.skill(),
                  invocation.id(),
                  invocation.session(),
                  invocation.turn(),
                  call,
                  shown(target),
                  reason));
    }
  }

  private static String shown(String target) {
    StringBuilder clean = new StringBuilder();
    target
        .codePoints()
        .limit(SHOWN)
        .forEach(c -> clean.appendCodePoint(Character.isISOControl(c) ? '?' : c));
    return clean.toString();
  }
}
