package dev.loqa.bench.install;

import dev.loqa.loqad.install.Offer;
import dev.loqa.skillhost.packages.SigningKey;
import dev.loqa.skillhost.packages.SkillPackage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HexFormat;

/// Signed packages of a skill that takes every message and does nothing, in any version.
final class SilentSkill {
  static final String NAME = "silent";

  private static final String MODULE =
      "0061736d01000000" // magic, version
          + "01100360"
          + "00017f"
          + "60017f017f"
          + "60027f7f017f" // types
          + "030403000102" // functions
          + "0503010002" // memory: 2 pages
          // exports: memory, loqa_abi_v2, loqa_alloc, loqa_handle
          + "073304066d656d6f727902000b6c6f71615f6162695f763200000a6c6f71615f616c6c6f6300010b"
          + "6c6f71615f68616e646c650002"
          // alloc gives 1024; handle returns 0
          + "0a1103040041020b05004180080b040041000b";

  private SilentSkill() {}

  static Offer offer(Path folder, String version, SigningKey key) throws IOException {
    Path skill = Files.createTempDirectory(folder, "silent-");
    Files.createDirectories(skill.resolve("build"));
    Files.write(skill.resolve("build/skill.wasm"), HexFormat.of().parseHex(MODULE));
    Files.writeString(
        skill.resolve("skill.yaml"),
        """
        metadata: {name: silent, version: %s, description: Does nothing., author: Loqa}
        runtime: {mode: wasm, module: build/skill.wasm, host_version: v2}
        capabilities: {bus: {subscribe: [skill.silent.take]}}
        permissions: ["bus:subscribe"]
        budgets: {wall_ms: 20000}
        """
            .formatted(version));
    SkillPackage made = SkillPackage.of(skill);
    return new Offer(made.packed(), key.sign(made).line(), Offer.Form.SIGNED, false, "bench");
  }
}
