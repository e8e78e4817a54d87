package dev.loqa.skillhost.manifest;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/// Understands what a manifest asks for, and notes what only the owner can allow.
final class RightsReader {
  private static final Pattern SECRET = Pattern.compile("[a-z][a-z0-9_]{0,63}");
  private static final int UNUSUAL_MEMORY_MIB = 64;
  private static final int UNUSUAL_WALL_MILLIS = 10_000;

  private final Findings findings;
  private final String skill;
  private final boolean original;
  private final Set<Permission> permissions;

  RightsReader(Findings findings, String skill, boolean original, Set<Permission> permissions) {
    this.findings = findings;
    this.skill = skill;
    this.original = original;
    this.permissions = permissions;
  }

  Manifest.Subjects subjects(Block bus) {
    List<String> publish = new ArrayList<>();
    for (Block.Line subject : bus.texts("publish", 64)) {
      named(bus, "publish", subject, SubjectRule.publishFault(subject.text()))
          .ifPresent(publish::add);
    }
    List<String> subscribe = new ArrayList<>();
    for (Block.Line subject : bus.texts("subscribe", 64)) {
      named(bus, "subscribe", subject, SubjectRule.subscribeFault(skill, subject.text()))
          .ifPresent(subscribe::add);
    }
    bus.end();
    if (!publish.isEmpty()) {
      needs(bus, "publish", Permission.BUS_PUBLISH);
    }
    if (!subscribe.isEmpty() && !permissions.contains(Permission.BUS_SUBSCRIBE)) {
      if (original) {
        bus.consent(
            "subscribe", "it listens without asking for " + Permission.BUS_SUBSCRIBE.word());
      } else {
        needs(bus, "subscribe", Permission.BUS_SUBSCRIBE);
      }
    }
    return new Manifest.Subjects(publish, subscribe);
  }

  private Optional<String> named(
      Block bus, String key, Block.Line subject, Optional<String> fault) {
    String shown = Findings.quoted(subject.text());
    if (fault.isPresent()) {
      findings.problem(
          subject.line(),
          bus.name(key),
          shown + ": " + fault.get(),
          "name a subject like skill." + skill + ".done");
      return Optional.empty();
    }
    SubjectRule.consent(skill, subject.text())
        .ifPresent(why -> findings.consent(subject.line(), bus.name(key), shown + ": " + why));
    return Optional.of(subject.text());
  }

  private void needs(Block block, String key, Permission permission) {
    if (!permissions.contains(permission)) {
      block.problem(key, "needs the permission " + permission.word(), "add it to permissions");
    }
  }

  Manifest.Storage storage(Block block, boolean capability) {
    boolean kv = block.flag("kv", capability);
    if (kv) {
      needs(block, "kv", Permission.STORAGE_KV);
    }
    int quota = block.number("quota_kib", 256, 1, 16_384);
    block.end();
    return new Manifest.Storage(kv, quota);
  }

  Manifest.Timers timers(Block block, boolean capability) {
    boolean allowed = capability || block.has("max_active");
    if (allowed) {
      needs(block, "max_active", Permission.TIMERS_SET);
    }
    int most = block.number("max_active", 32, 1, 1_024);
    block.end();
    return new Manifest.Timers(allowed, most);
  }

  List<String> secrets(Block top) {
    List<String> secrets = new ArrayList<>();
    for (Block.Line secret : top.texts("secrets", 32)) {
      if (!SECRET.matcher(secret.text()).matches()) {
        findings.problem(
            secret.line(),
            "secrets",
            "has " + Findings.quoted(secret.text()),
            "use 1 to 64 of a-z 0-9 _");
      }
      secrets.add(secret.text());
      findings.consent(
          secret.line(), "secrets", "it sends your " + secret.text() + " along with its web calls");
    }
    if (!secrets.isEmpty()) {
      needs(top, "secrets", Permission.SECRETS_USE);
    }
    return secrets;
  }

  Budgets budgets(Block block) {
    Budgets usual = Budgets.DEFAULT;
    int memory = block.number("memory_mib", usual.memoryMib(), 1, 256);
    int wall = block.number("wall_ms", usual.wallMillis(), 10, 60_000);
    Budgets budgets =
        new Budgets(
            memory,
            wall,
            block.number("publish_per_min", usual.publishPerMinute(), 0, 6_000),
            block.number("payload_kib", usual.payloadKib(), 1, 1_024),
            block.number("log_kib_per_min", usual.logKibPerMinute(), 0, 1_024),
            block.number("http_per_min", usual.httpPerMinute(), 0, 600));
    block.end();
    if (memory > UNUSUAL_MEMORY_MIB) {
      block.consent("memory_mib", "it wants " + memory + " MiB of memory");
    }
    if (wall > UNUSUAL_WALL_MILLIS) {
      block.consent("wall_ms", "it may compute for " + wall + " ms a call");
    }
    return budgets;
  }
}
