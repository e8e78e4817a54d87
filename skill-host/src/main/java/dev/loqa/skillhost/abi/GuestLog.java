package dev.loqa.skillhost.abi;

import dev.loqa.skillhost.Audit;
import dev.loqa.skillhost.HostPorts;
import dev.loqa.skillhost.SkillInvocation;

/// A guest's log: within the budget, and without control characters that could fake lines or
/// colours.
final class GuestLog {
  /// What a line costs besides its text, so that empty lines are not free.
  private static final int LINE_BYTES = 32;

  static final int LONGEST_LINE = 4_096;

  private final SkillInvocation invocation;
  private final HostPorts ports;
  private final Meter meter;
  private final Guarded rights;
  private boolean told;

  GuestLog(SkillInvocation invocation, HostPorts ports, Meter meter, Guarded rights) {
    this.invocation = invocation;
    this.ports = ports;
    this.meter = meter;
    this.rights = rights;
  }

  /// Writes a line; false if the budget is used up.
  boolean write(int level, String text) {
    if (!meter.log(text.length() + LINE_BYTES)) {
      if (!told) {
        told = true; // once a call: whoever talks too much does so in a loop
        rights.spent("log", "", "log_kib_per_min");
      }
      return false;
    }
    StringBuilder clean = new StringBuilder(text.length());
    text.stripTrailing()
        .codePoints()
        .forEach(c ->
            clean.appendCodePoint(Character.isISOControl(c) ? (c == '\n' ? '\u23ce' : '?') : c));
    ports
        .audit()
        .record(
            new Audit.LogLine(
                invocation.skill(), invocation.id(), Math.clamp(level, 0, 3), clean.toString()));
    return true;
  }
}
