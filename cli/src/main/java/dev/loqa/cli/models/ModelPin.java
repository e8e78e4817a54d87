package dev.loqa.cli.models;

import dev.loqa.base.models.ModelKind;
import dev.loqa.cli.download.Download;
import java.net.URI;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/// A model that can be fetched: its official address and what must come from there.
///
/// @param name as people say it, `whisper-tiny.en`
/// @param sha256 64 small hex digits; empty when nobody knows it for certain, and then the person
///   who fetches it has to give one
public record ModelPin(
    String name, ModelKind kind, URI url, Optional<String> sha256, long bytes, String licence) {
  private static final Pattern DIGEST = Pattern.compile("[0-9a-f]{64}");

  public ModelPin {
    sha256.ifPresent(digest -> checkDigest("the sha256 of " + name, digest));
    if (bytes <= 0) {
      throw new IllegalArgumentException(name + " has " + bytes + " bytes: write its size");
    }
  }

  private static void checkDigest(String thing, String digest) {
    if (!isDigest(digest)) {
      throw new IllegalArgumentException(thing + " is " + digest + ": write 64 hex digits");
    }
  }

  /// Whether `text` is 64 small hex digits.
  static boolean isDigest(String text) {
    return DIGEST.matcher(text).matches();
  }

  /// The same model with a digest that the person vouches for.
  ModelPin with(String digest) {
    return new ModelPin(name, kind, url, Optional.of(digest), bytes, licence);
  }

  /// What a transfer of it wants to know.
  Download.Source source() {
    return new Download.Source(
        name, url, bytes, Map.of(), "take the model from elsewhere and add it by hand");
  }

  /// The same model from a mirror: a web folder in which files are called as in `DATA/models`.
  ModelPin from(String mirror) {
    String folder = mirror.endsWith("/") ? mirror : mirror + "/";
    return new ModelPin(
        name, kind, URI.create(folder + name + kind.suffix()), sha256, bytes, licence);
  }
}
