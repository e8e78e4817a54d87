package dev.loqa.skillhost.packages;

import dev.loqa.skillhost.wasm.Code;
import dev.loqa.skillhost.wasm.V2Module;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/// A small skill that passes every check, as an author's folder.
public final class DemoSkill {
  private DemoSkill() {}

  public static final String MANIFEST =
      """
      metadata: {name: bell, version: 1.2.0, description: Rings., author: Anna}
      runtime: {mode: wasm, module: build/bell.wasm, host_version: v2}
      intents:
        bell.ring:
          sentences: ["ring the bell"]
      responses: {bell.ring: "It rang."}
      """;

  static final String GERMAN =
      """
      intents:
        bell.ring:
          sentences: ["(läute|läut) die Glocke"]
      responses: {bell.ring: "Sie hat geläutet."}
      """;

  /// Writes the skill into `folder`, beside things that do not belong into a package.
  public static Path in(Path folder) throws IOException {
    write(folder, "skill.yaml", MANIFEST);
    write(folder, "locales/de.yaml", GERMAN);
    write(folder, "tests/ring.json", "{}\n");
    write(folder, "README.md", "# Bell\n");
    write(folder, "LICENSE", "MIT\n");
    write(folder, "src/bell.c", "int main;\n");
    write(folder, "tests/notes.txt", "not packaged\n");
    Files.createDirectories(folder.resolve("build"));
    Files.write(folder.resolve("build/bell.wasm"), module());
    return folder;
  }

  static byte[] module() {
    return V2Module.handling(_ -> Code.code().i32(0));
  }

  public static void write(Path folder, String path, String text) throws IOException {
    Path file = folder.resolve(path);
    Files.createDirectories(file.getParent());
    Files.write(file, text.getBytes(StandardCharsets.UTF_8));
  }
}
