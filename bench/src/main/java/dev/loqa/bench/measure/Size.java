package dev.loqa.bench.measure;

import java.nio.file.Path;

/// How much is measured, and of which checkout.
///
/// @param root the repository's root
/// @param tiny only enough to see that the benchmark works; its numbers mean nothing
public record Size(Path root, boolean tiny) {

  /// One of two counts.
  public int of(int full, int few) {
    return tiny ? few : full;
  }

  /// Says on standard error what is going on, because a row may take minutes.
  public void say(String what) {
    System.err.println("bench: " + what);
  }

  /// The folder of test data that lies beside a checkout, if there is one.
  public Path recordings() {
    return root.resolve("../shared/data/audio").normalize();
  }
}
