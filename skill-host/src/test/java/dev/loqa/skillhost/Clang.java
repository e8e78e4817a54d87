package dev.loqa.skillhost;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/// Builds the fixtures in `src/test/c` where clang for WebAssembly is installed; without it a test
/// says so and is skipped.
final class Clang {
  private static final Path SOURCES =
      Path.of(System.getProperty("loqa.root", ".."), "skill-host/src/test/c");

  private Clang() {}

  /// A library without `main`.
  static byte[] reactor(String name, Path folder) throws IOException, InterruptedException {
    return build(name, folder, "-mexec-model=reactor");
  }

  /// A program with `main`.
  static byte[] command(String name, Path folder) throws IOException, InterruptedException {
    return build(name, folder, "-mexec-model=command");
  }

  private static byte[] build(String name, Path folder, String model)
      throws IOException, InterruptedException {
    assumeTrue(
        List.of("/usr/bin", "/usr/local/bin").stream()
                .anyMatch(bin -> Files.isExecutable(Path.of(bin, "clang")))
            && Files.isDirectory(Path.of("/usr/lib/wasm32-wasi")),
        "no clang with wasi-libc here (Debian: apt install clang lld wasi-libc): "
            + name
            + ".c is not built");
    Path wasm = folder.resolve(name + ".wasm");
    List<String> command =
        new ArrayList<>(
            List.of(
                "clang",
                "--target=wasm32-wasi",
                model,
                "-O2",
                "-Wall",
                "-Werror",
                "-nodefaultlibs",
                "-lc",
                "-o",
                wasm.toString()));
    // Without the compiler's own library, which not every Debian package of clang brings for this
    // target.
    command.add(SOURCES.resolve(name + ".c").toString());
    Process process =
        new ProcessBuilder(command)
            .redirectErrorStream(true)
            .redirectOutput(folder.resolve("clang.log").toFile())
            .start();
    if (!process.waitFor(60, TimeUnit.SECONDS)) {
      process.destroyForcibly();
      throw new IOException("clang took more than 60 s for " + name);
    }
    if (process.exitValue() != 0) {
      throw new IOException("clang: " + Files.readString(folder.resolve("clang.log")));
    }
    return Files.readAllBytes(wasm);
  }
}
