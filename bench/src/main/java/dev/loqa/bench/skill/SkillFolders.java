package dev.loqa.bench.skill;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/// Writes skills for the rows.
public final class SkillFolders {
  private SkillFolders() {}

  /// A skill that may do nothing; its one intent is `NAME.run`.
  ///
  /// @param sentence what it is called for
  public static Path write(Path folder, String name, String sentence, int wallMillis, byte[] module)
      throws IOException {
    Path skill = folder.resolve(name);
    Files.createDirectories(skill.resolve("build"));
    Files.write(skill.resolve("build/skill.wasm"), module);
    Files.writeString(
        skill.resolve("skill.yaml"),
        """
        metadata: {name: %s, version: 1.0.0, description: Made by a benchmark., author: Loqa}
        runtime: {mode: wasm, module: build/skill.wasm, host_version: v2}
        intents: {%s.run: {sentences: ["%s"]}}
        budgets: {memory_mib: 16, wall_ms: %d}
        """
            .formatted(name, name, sentence, wallMillis));
    return skill;
  }
}
