package dev.loqa.skill;

import dev.loqa.skill.wasm.WasmSkill;

/// Where a skill's `main` hands over.
public final class Loqa {
  private Loqa() {}

  /// Names the skill that answers this module's invocations; returns at once.
  public static void serve(Skill skill) {
    WasmSkill.serve(skill);
  }
}
