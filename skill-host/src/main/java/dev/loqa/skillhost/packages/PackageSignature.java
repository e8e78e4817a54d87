package dev.loqa.skillhost.packages;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Who answers for a package: the content of `NAME-VERSION.lskill.sig`, one line `KEYID BASE64`.
///
/// KEYID is [PublisherKey#fingerprint]; BASE64 are the 64 bytes of Ed25519 over `"loqa-skill-v1\n"
/// + hex(sha512(tar)) + "\n" + name + "\n" + version`. A valid signature says which key it was;
///   whether that key is trusted is the caller's to decide.
public final class PackageSignature {
  private static final Pattern LINE =
      Pattern.compile("([0-9a-f]{64}) ([A-Za-z0-9+/]{86}==)(?:\r?\n)?");
  private static final int BYTES = 64;

  private final PublisherKey key;
  private final byte[] signature;

  PackageSignature(PublisherKey key, byte[] signature) {
    this.key = key;
    this.signature = signature.clone();
  }

  /// Reads the line.
  ///
  /// @throws KeyException when it is no signature or its key is none
  public static PackageSignature parse(String line) {
    Matcher parts = LINE.matcher(line);
    if (!parts.matches()) {
      throw new KeyException(
          "signature: it is not one line KEYID BASE64 of 64 and 88 characters: fetch the .sig file"
              + " again");
    }
    byte[] signature = Base64.getDecoder().decode(parts.group(2));
    if (signature.length != BYTES
        || !Base64.getEncoder().encodeToString(signature).equals(parts.group(2))) {
      throw new KeyException("signature: it is not 64 bytes in Base64: fetch the .sig file again");
    }
    return new PackageSignature(new PublisherKey(parts.group(1)), signature);
  }

  /// The key that it says made it.
  public PublisherKey key() {
    return key;
  }

  /// Whether this key signed this package. False for another key than [#key], for another package,
  /// name or version, and for every signature that the strict rules refuse.
  public boolean verify(PublisherKey expected, SkillPackage skill) {
    return !skill.original() && expected.equals(key) && expected.signed(message(skill), signature);
  }

  /// The line for the `.sig` file, with its end.
  public String line() {
    return key.fingerprint() + " " + Base64.getEncoder().encodeToString(signature) + "\n";
  }

  static byte[] message(SkillPackage skill) {
    return ("loqa-skill-v1\n" + skill.digest() + "\n" + skill.name() + "\n" + skill.version())
        .getBytes(StandardCharsets.US_ASCII);
  }

  @Override
  public String toString() {
    return "signature of " + key;
  }
}
