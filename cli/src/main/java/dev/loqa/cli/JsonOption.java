package dev.loqa.cli;

import picocli.CommandLine.Option;

/// Whether a program reads the output.
final class JsonOption {
  @Option(names = "--json", description = "Print JSON, one document, instead of text.")
  private boolean json;

  boolean asked() {
    return json;
  }
}
