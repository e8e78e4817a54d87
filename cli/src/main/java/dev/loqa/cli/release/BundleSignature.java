package dev.loqa.cli.release;

import dev.loqa.skillhost.packages.KeyException;
import dev.loqa.skillhost.packages.PublisherKey;
import dev.loqa.skillhost.packages.SigningKey;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Who answers for a bundle: the content of `….tar.gz.sig`, one line `KEYID BASE64`, as beside a
/// skill's package. BASE64 are the 64 bytes of Ed25519 over `"loqa-bundle-v1\n"` and the bytes of
/// the checksum file.
public record BundleSignature(PublisherKey key, String base64) {
  private static final Pattern LINE =
      Pattern.compile("([0-9a-f]{64}) ([A-Za-z0-9+/]{86}==)(?:\r?\n)?");
  private static final byte[] WHAT = "loqa-bundle-v1\n".getBytes(StandardCharsets.US_ASCII);

  /// Signs a checksum file.
  public static BundleSignature of(byte[] checksum, SigningKey key) {
    return new BundleSignature(
        key.publisher(), Base64.getEncoder().encodeToString(key.sign(message(checksum))));
  }

  /// Reads the line.
  ///
  /// @throws KeyException when it is no signature or its key is none
  public static BundleSignature parse(String line) {
    Matcher parts = LINE.matcher(line);
    if (!parts.matches()) {
      throw new KeyException(
          "signature: it is not one line KEYID BASE64 of 64 and 88 characters: fetch the .sig file"
              + " again");
    }
    return new BundleSignature(new PublisherKey(parts.group(1)), parts.group(2));
  }

  /// Whether its key signed this checksum file. Whether that key is trusted is the caller's to say.
  public boolean verify(byte[] checksum) {
    return key.signed(message(checksum), Base64.getDecoder().decode(base64));
  }

  /// The line for the `.sig` file, with its end.
  public String line() {
    return key.fingerprint() + " " + base64 + "\n";
  }

  private static byte[] message(byte[] checksum) {
    ByteArrayOutputStream message = new ByteArrayOutputStream();
    message.writeBytes(WHAT);
    message.writeBytes(checksum);
    return message.toByteArray();
  }
}
