package dev.loqa.loqad.install;

import dev.loqa.loqad.skills.CallScope;
import dev.loqa.loqad.skills.SkillRun;
import dev.loqa.skillhost.manifest.Risk;

/// Calls of the test skill.
final class Calls {
  private Calls() {}

  /// One message to it, answered when this returns.
  static SkillRun directly(House house) {
    return house.skills.message(
        "echo",
        "door.opened",
        new byte[] {'{', '}'},
        "",
        new CallScope(null, null, "en", null, null, Risk.NONE, "bus", null));
  }
}
