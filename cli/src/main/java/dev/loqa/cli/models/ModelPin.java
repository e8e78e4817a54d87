package dev.loqa.cli.models;

import java.net.URI;
import java.util.regex.Pattern;

/// A model that can be fetched: its official address and what must come from there.
///
/// @param name as people say it, `whisper-tiny.en`
/// @param sha256 in small hex digits
public record ModelPin(String name, URI url, String sha256, long bytes, String licence) {
  private static final Pattern DIGEST = Pattern.compile("[0-9a-f]{64}");

  public ModelPin {
    if (!DIGEST.matcher(sha256).matches()) {
      throw new IllegalArgumentException(
          "the sha256 of " + name + " is " + sha256 + ": write 64 hex digits");
    }
    if (bytes <= 0) {
      throw new IllegalArgumentException(name + " has " + bytes + " bytes: write its size");
    }
  }
}
