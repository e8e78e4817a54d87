package dev.loqa.loqad.install;

import dev.loqa.loqad.store.InstalledVersion;
import dev.loqa.skillhost.packages.PublisherKey;
import java.time.Instant;

/// Rows of installed versions.
final class Kept {
  private Kept() {}

  static InstalledVersion of(String skill, PublisherKey publisher) {
    return new InstalledVersion(
        skill,
        "0".repeat(128),
        "1.0.0",
        publisher.fingerprint(),
        true,
        Instant.EPOCH,
        null,
        "anna",
        null);
  }
}
