package dev.loqa.cli.node;

import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/// A node's request, and where its certificate goes.
final class SigningOption {
  @Option(
      names = "--request",
      paramLabel = "FILE",
      required = true,
      description = "What loqa node request made on the node.")
  private Path request = Path.of("");

  @Option(
      names = "--out",
      paramLabel = "FILE",
      description = "Where the certificate goes (default: NAME.crt here).")
  private @Nullable Path out;

  byte[] request() {
    return PemFiles.read(request);
  }

  Path out(String node) {
    return out == null ? Path.of(node + ".crt") : out;
  }
}
