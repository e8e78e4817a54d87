package dev.loqa.cli.options;

import picocli.CommandLine.Option;

/// Whether a program reads the output.
public final class JsonOption {
  @Option(names = "--json", description = "Print JSON, one document, instead of text.")
  private boolean json;

  public boolean asked() {
    return json;
  }
}
