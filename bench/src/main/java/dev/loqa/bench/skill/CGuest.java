package dev.loqa.bench.skill;

import dev.loqa.bench.measure.Command;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

/// The skills in C that the skill host is tested with, compiled when the benchmark starts.
public final class CGuest {
  private static final String MANIFEST =
      """
      metadata: {name: counter, version: 1.0.0, description: Counts., author: Loqa}
      runtime: {mode: wasm, module: build/skill.wasm, host_version: v2}
      permissions: [storage:kv, timers:set]
      storage: {kv: true, quota_kib: 1}
      timers: {max_active: 2}
      intents: {counter.run: {sentences: [run]}}
      budgets: {memory_mib: 2, wall_ms: 2000}
      """;

  private CGuest() {}

  /// Builds the one that counts into a skill's folder.
  ///
  /// @throws IOException with clang's words, or with what to install
  static Path build(Path root, Path folder) throws IOException {
    return build(root, folder.resolve("counter"), MANIFEST, "v2_counter.c");
  }

  /// Builds one of the skill host's fixtures into a folder of its own.
  ///
  /// @param source the name of a file in `skill-host/src/test/c`
  /// @throws IOException with clang's words, or with what to install
  public static Path build(Path root, Path skill, String manifest, String source)
      throws IOException {
    if (!Command.has("clang")) {
      throw new IOException(
          "there is no clang (Debian: apt install clang lld wasi-libc), so no skill in C");
    }
    Files.createDirectories(skill.resolve("build"));
    Files.writeString(skill.resolve("skill.yaml"), manifest);
    Command.run(
        Duration.ofSeconds(60),
        List.of(
            "clang",
            "--target=wasm32-wasi",
            "-mexec-model=reactor",
            "-O2",
            "-nodefaultlibs",
            "-lc",
            "-o",
            skill.resolve("build/skill.wasm").toString(),
            root.resolve("skill-host/src/test/c").resolve(source).toString()));
    return skill;
  }
}
