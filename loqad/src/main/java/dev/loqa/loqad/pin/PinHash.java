package dev.loqa.loqad.pin;

import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.Optional;
import java.util.random.RandomGenerator;
import javax.crypto.SecretKeyFactory;
import javax.crypto.spec.PBEKeySpec;

/// A PIN as it is kept: PBKDF2 with HMAC-SHA-512 and a salt of its own. A PIN of four digits can be
/// guessed by whoever has this; it stays in the data folder.
///
/// @param salt hex, 16 bytes
/// @param hash hex, 32 bytes
record PinHash(int iterations, String salt, String hash) {
  private static final String NAME = "pbkdf2-sha512";
  private static final HexFormat HEX = HexFormat.of();
  private static final int MOST_ITERATIONS = 100_000_000;

  static PinHash of(String canonical, int iterations, RandomGenerator random) {
    byte[] salt = new byte[16];
    random.nextBytes(salt);
    String hex = HEX.formatHex(salt);
    return new PinHash(iterations, hex, derive(canonical, iterations, hex));
  }

  boolean matches(String canonical) {
    return MessageDigest.isEqual(
        HEX.parseHex(hash), HEX.parseHex(derive(canonical, iterations, salt)));
  }

  String text() {
    return NAME + "$" + iterations + "$" + salt + "$" + hash + "\n";
  }

  /// Reads what [#text] wrote; empty for anything else.
  static Optional<PinHash> parse(String text) {
    String[] parts = text.strip().split("\\$", -1);
    if (parts.length != 4
        || !parts[0].equals(NAME)
        || !parts[1].matches("[1-9][0-9]{0,8}")
        || Integer.parseInt(parts[1]) > MOST_ITERATIONS
        || !parts[2].matches("[0-9a-f]{32}")
        || !parts[3].matches("[0-9a-f]{64}")) {
      return Optional.empty();
    }
    return Optional.of(new PinHash(Integer.parseInt(parts[1]), parts[2], parts[3]));
  }

  private static String derive(String canonical, int iterations, String salt) {
    PBEKeySpec spec =
        new PBEKeySpec(canonical.toCharArray(), HEX.parseHex(salt), iterations, 32 * 8);
    try {
      return HEX.formatHex(
          SecretKeyFactory.getInstance("PBKDF2WithHmacSHA512").generateSecret(spec).getEncoded());
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("this Java has no PBKDF2WithHmacSHA512", e);
    } finally {
      spec.clearPassword();
    }
  }
}
