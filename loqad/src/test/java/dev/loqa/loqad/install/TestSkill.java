package dev.loqa.loqad.install;

import dev.loqa.skillhost.packages.SigningKey;
import dev.loqa.skillhost.packages.SkillPackage;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HexFormat;
import org.jspecify.annotations.Nullable;

/// Packages of a small skill named `echo`, in versions that differ as a test wants.
public final class TestSkill {
  /// Publishes what it is called with as `test.heard`.
  private static final String ECHO =
      "0061736d01000000" // magic, version
          + "01180460047f7f7f7f017f6000017f60017f017f60027f7f017f" // types
          + "021301076c6f71615f7632077075626c6973680000" // import loqa_v2.publish
          + "030403010203" // functions
          + "0503010002" // memory: 2 pages
          // exports: memory, loqa_abi_v2, loqa_alloc, loqa_handle
          + "073304066d656d6f727902000b6c6f71615f6162695f763200010a6c6f71615f616c6c6f6300020b"
          + "6c6f71615f68616e646c650003"
          // alloc gives 1024; handle publishes its input to the subject at 16
          + "0a1c03040041020b05004180080b0f004110410a2000200110001a41000b"
          + "0b10010041100b0a746573742e6865617264"; // data at 16: test.heard

  private String version = "1.0.0";
  private String publish = "test.heard";
  private String subscribe = "door.opened";
  private String budgets = "wall_ms: 20000, publish_per_min: 6000";
  private String module = ECHO;

  public TestSkill version(String number) {
    version = number;
    return this;
  }

  public TestSkill publishing(String subjects) {
    publish = subjects;
    return this;
  }

  /// With no more budget than every skill gets, called for its own subjects only.
  public TestSkill modest() {
    subscribe = "skill.echo.in";
    budgets = "wall_ms: 2000";
    return this;
  }

  /// A module that traps on every call: its handle is `unreachable`.
  public TestSkill trapping() {
    module =
        ECHO.replace("0f004110410a2000200110001a41000b", "0f0000" + "01".repeat(10) + "41000b");
    return this;
  }

  /// A module that passes every check and does not come up: its data has no place.
  public TestSkill lame() {
    module = ECHO.replace("0b10010041100b", "0b100100417f0b");
    return this;
  }

  public Path folder(Path below) {
    try {
      Path folder = Files.createTempDirectory(below, "echo-");
      Files.createDirectories(folder.resolve("build"));
      Files.write(folder.resolve("build/skill.wasm"), HexFormat.of().parseHex(module));
      Files.writeString(folder.resolve("README.md"), "Echoes.\n");
      Files.writeString(folder.resolve("LICENSE"), "Apache-2.0\n");
      Files.writeString(
          folder.resolve("skill.yaml"),
          """
          metadata: {name: echo, version: %s, description: Echoes., author: Tests}
          runtime: {mode: wasm, module: build/skill.wasm, host_version: v2}
          capabilities: {bus: {publish: [%s], subscribe: [%s]}}
          permissions: ["bus:publish", "bus:subscribe"]
          budgets: {%s}
          """
              .formatted(version, publish, subscribe, budgets));
      return folder;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  public SkillPackage packed(Path below) {
    return SkillPackage.of(folder(below));
  }

  /// Signed by `key`; by nobody, for development, without one.
  public Offer offer(Path below, @Nullable SigningKey key) {
    SkillPackage skill = packed(below);
    return new Offer(
        skill.packed(),
        key == null ? null : key.sign(skill).line(),
        key == null ? Offer.Form.DEV : Offer.Form.SIGNED,
        false,
        "anna");
  }
}
