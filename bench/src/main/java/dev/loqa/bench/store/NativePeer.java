package dev.loqa.bench.store;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;

/// The same append in C, `bench/src/main/c/store_append.c`, compiled when the benchmark starts.
///
/// Needs `cc`, libsqlite3 and libcrypto with their headers (Debian: `gcc libsqlite3-dev
/// libssl-dev`).
final class NativePeer {
  private static final int COMPILE_SECONDS = 60;
  private static final int RUN_SECONDS = 300;

  private final Path program;

  private NativePeer(Path program) {
    this.program = program;
  }

  /// What one run took, and with which library.
  record Result(Took took, String sqliteVersion) {}

  static NativePeer compile(Path root, Path folder) throws IOException, InterruptedException {
    Path program = folder.resolve("store_append");
    String source = root.resolve("bench/src/main/c/store_append.c").toString();
    run(
        COMPILE_SECONDS,
        List.of("cc", "-O2", "-o", program.toString(), source, "-lsqlite3", "-lcrypto"));
    return new NativePeer(program);
  }

  /// Appends to a database that has the schema and no events yet.
  Result append(Path database, Load load) throws IOException, InterruptedException {
    String said =
        run(
            RUN_SECONDS,
            List.of(
                program.toString(),
                database.toString(),
                String.valueOf(load.batches()),
                String.valueOf(load.batchSize()),
                String.valueOf(load.payloadBytes())));
    List<String> lines = said.lines().toList();
    return new Result(
        new Took(Long.parseLong(lines.get(0)), Long.parseLong(lines.get(1))), lines.get(2));
  }

  private static String run(int seconds, List<String> command)
      throws IOException, InterruptedException {
    Path output = Files.createTempFile("loqa-bench", ".out");
    Process process =
        new ProcessBuilder(command)
            .redirectErrorStream(true)
            .redirectOutput(output.toFile())
            .start();
    try (InputStream said = Files.newInputStream(output)) {
      boolean ended = process.waitFor(seconds, TimeUnit.SECONDS);
      String text = new String(said.readAllBytes(), StandardCharsets.UTF_8);
      if (!ended || process.exitValue() != 0) {
        throw new IOException(
            "%s failed: %s: install gcc, libsqlite3-dev and libssl-dev"
                .formatted(command.getFirst(), text.strip()));
      }
      return text;
    } finally {
      process.destroyForcibly();
      Files.delete(output);
    }
  }
}
