package dev.loqa.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HexFormat;

/// A built skill's folder that passes every check: its module answers 0 to everything.
final class BellSkill {
  private static final String MODULE =
      "0061736d010000000110036000017f60017f017f60027f7f017f0304030001020505010102800207330406"
          + "6d656d6f727902000b6c6f71615f6162695f763200000a6c6f71615f616c6c6f6300010b6c6f71615f"
          + "68616e646c6500020a1403040041020b0600418080020b0601047f41000b";

  private BellSkill() {}

  static Path in(Path folder, String version) throws IOException {
    Files.createDirectories(folder.resolve("build"));
    Files.writeString(
        folder.resolve("skill.yaml"),
        """
        metadata: {name: bell, version: %s, description: Rings., author: Anna}
        runtime: {mode: wasm, module: build/bell.wasm, host_version: v2}
        """
            .formatted(version));
    Files.write(folder.resolve("build/bell.wasm"), HexFormat.of().parseHex(MODULE));
    return folder;
  }
}
