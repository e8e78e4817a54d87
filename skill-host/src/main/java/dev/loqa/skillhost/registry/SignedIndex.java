package dev.loqa.skillhost.registry;

import dev.loqa.skillhost.packages.KeyException;
import dev.loqa.skillhost.packages.PublisherKey;
import dev.loqa.skillhost.packages.SigningKey;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// The file `index.loqa` of a registry: a line `loqa-registry-v1 KEYID BASE64`, then the index as
/// JSON. One file, so that a copy or a download is the old index or the new one. The signature is
/// over `"loqa-registry-v1\n" + hex(sha512(JSON))`.
///
/// @param key who signed it, valid; whether it is the right one is [Freshness]'s to say
/// @param sha512 the digest of the JSON
public record SignedIndex(PublisherKey key, String sha512, RegistryIndex index) {
  /// Where it is in a registry.
  public static final String PATH = "index.loqa";

  /// Bytes of the file at most.
  public static final int MOST_BYTES = RegistryIndex.MOST_BYTES + 256;

  private static final Pattern LINE =
      Pattern.compile("loqa-registry-v1 ([0-9a-f]{64}) ([A-Za-z0-9+/]{86}==)");
  private static final int MOST_LINE = 256;

  /// Reads the file and checks its signature.
  ///
  /// @throws IllegalArgumentException naming what is wrong
  public static SignedIndex read(byte[] file) {
    int end = 0;
    while (end < Math.min(file.length, MOST_LINE) && file[end] != '\n') {
      end++;
    }
    Matcher line = LINE.matcher(new String(file, 0, end, StandardCharsets.ISO_8859_1));
    if (!line.matches() || file.length > MOST_BYTES) {
      throw new IllegalArgumentException("it does not begin with a signature");
    }
    byte[] json = Arrays.copyOfRange(file, Math.min(end + 1, file.length), file.length);
    String digest = digest(json);
    try {
      PublisherKey key = new PublisherKey(line.group(1));
      if (!key.signed(message(digest), Base64.getDecoder().decode(line.group(2)))) {
        throw new IllegalArgumentException("its signature does not fit: it is cut off or changed");
      }
      return new SignedIndex(key, digest, RegistryIndex.parse(json));
    } catch (KeyException e) {
      throw new IllegalArgumentException(String.valueOf(e.getMessage()), e);
    }
  }

  /// The file of an index.
  static byte[] write(RegistryIndex index, SigningKey key) {
    byte[] json = index.json();
    String line =
        RegistryIndex.FORMAT
            + " "
            + key.publisher().fingerprint()
            + " "
            + Base64.getEncoder().encodeToString(key.sign(message(digest(json))))
            + "\n";
    ByteArrayOutputStream file = new ByteArrayOutputStream();
    file.writeBytes(line.getBytes(StandardCharsets.US_ASCII));
    file.writeBytes(json);
    return file.toByteArray();
  }

  private static byte[] message(String digest) {
    return (RegistryIndex.FORMAT + "\n" + digest).getBytes(StandardCharsets.US_ASCII);
  }

  private static String digest(byte[] json) {
    try {
      return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-512").digest(json));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("this Java has no SHA-512", e);
    }
  }

  /// What to remember of it, so that the next one can be judged.
  public KnownIndex known() {
    return new KnownIndex(key, index.version(), sha512);
  }
}
