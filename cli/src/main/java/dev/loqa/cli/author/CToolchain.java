package dev.loqa.cli.author;

import dev.loqa.cli.api.CliException;
import dev.loqa.cli.api.Exit;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/// C through clang for WebAssembly: every `src/*.c` becomes one library without `main`.
///
/// @param searchPath where programs are, as in `PATH`
record CToolchain(String searchPath) implements Toolchain {
  private static final Duration LIMIT = Duration.ofMinutes(2);

  /// `FILE:LINE:COLUMN: error: text`
  private static final Pattern PLACED =
      Pattern.compile("(.+?):([0-9]+):[0-9]+: (fatal error|error|warning): (.*)");

  private static final Pattern UNPLACED = Pattern.compile(".*\\b(error|undefined symbol): .*");

  @Override
  public Compiled compile(Path project, String module) {
    Path clang = tools();
    Path wasm = project.resolve(module);
    List<String> command =
        new ArrayList<>(
            List.of(
                clang.toString(),
                "--target=wasm32-wasi",
                "-mexec-model=reactor",
                "-O2",
                "-Wall",
                "-Werror=implicit-function-declaration",
                "-Wl,--strip-all",
                "-fno-color-diagnostics",
                // The compiler's own library is left out: not every package of clang brings it for
                // this target.
                "-nodefaultlibs",
                "-o",
                wasm.toString()));
    try {
      Files.createDirectories(wasm.toAbsolutePath().getParent());
      try (Stream<Path> files = Files.list(project.resolve("src"))) {
        files
            .filter(file -> file.toString().endsWith(".c"))
            .sorted()
            .forEach(file -> command.add(file.toString()));
      }
    } catch (IOException e) {
      throw new UncheckedIOException(project + " can't be built in: check its rights", e);
    }
    command.add("-lc");
    Tool.Ended ended = Tool.run(command, Path.of(""), LIMIT);
    return new Compiled(ended.ok(), lines(ended));
  }

  private Path tools() {
    List<String> missing = new ArrayList<>();
    Path clang = Tool.find("clang", searchPath).orElse(Path.of("clang"));
    if (!clang.isAbsolute()) {
      missing.add("clang");
    }
    if (Tool.find("wasm-ld", searchPath).isEmpty()) {
      missing.add("lld");
    }
    if (Stream.of("/usr/lib/wasm32-wasi", "/usr/share/wasi-sysroot", "/usr/include/wasm32-wasi")
        .noneMatch(folder -> Files.isDirectory(Path.of(folder)))) {
      missing.add("wasi-libc");
    }
    if (!missing.isEmpty()) {
      throw new CliException(
          Exit.UNAVAILABLE,
          "a skill in C needs clang for WebAssembly, and "
              + String.join(", ", missing)
              + (missing.size() == 1 ? " is" : " are")
              + " missing: on Debian and Ubuntu: sudo apt install clang lld wasi-libc");
    }
    return clang;
  }

  /// The lines with a place, shortened to it; all of it when there is none.
  private static List<String> lines(Tool.Ended ended) {
    List<String> lines = new ArrayList<>();
    for (String line : ended.lines()) {
      Matcher placed = PLACED.matcher(line);
      if (placed.matches()) {
        String kind = placed.group(3).equals("warning") ? "warning: " : "";
        lines.add(placed.group(1) + ":" + placed.group(2) + ": " + kind + placed.group(4));
      } else if (UNPLACED.matcher(line).matches() && !line.contains("linker command failed")) {
        lines.add(line);
      }
    }
    return lines.isEmpty() && !ended.ok() ? ended.lines() : lines;
  }
}
