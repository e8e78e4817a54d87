package dev.loqa.cli.node;

import dev.loqa.cli.options.DataOption;
import dev.loqa.cli.text.Shell;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/// Where a node keeps its key.
final class PkiOption {
  @Mixin private DataOption data = new DataOption();

  @Option(
      names = "--pki",
      paramLabel = "DIR",
      description = "Folder of this node's key and certificate (default: pki in the data folder).")
  private @Nullable Path pki;

  Path folder(Shell shell) {
    return pki == null ? data.folder(shell).resolve("pki") : pki;
  }

  /// The option as it has to be typed again; empty where nobody gave it.
  String typed() {
    return pki == null ? data.typed() : " --pki " + Shell.typed(pki.toString());
  }
}
