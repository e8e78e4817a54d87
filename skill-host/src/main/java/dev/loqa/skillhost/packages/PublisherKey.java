package dev.loqa.skillhost.packages;

import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PublicKey;
import java.security.Signature;
import java.security.spec.X509EncodedKeySpec;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.regex.Pattern;

/// The public Ed25519 key of who answers for a skill. Its fingerprint, which is also the KEYID of a
/// signature, is the key itself: 32 bytes as 64 lower-case hex digits. So nothing has to be looked
/// up to check a signature, and two keys never share a fingerprint.
///
/// A value is strict: one encoding, on the curve, not of small order.
///
/// @param fingerprint 64 hex digits
public record PublisherKey(String fingerprint) {
  private static final Pattern FINGERPRINT = Pattern.compile("[0-9a-f]{64}");

  /// What stands before the 32 bytes in the X.509 form (RFC 8410).
  private static final byte[] X509 = HexFormat.of().parseHex("302a300506032b6570032100");

  /// @throws KeyException when it is no such key
  public PublisherKey {
    if (!FINGERPRINT.matcher(fingerprint).matches()) {
      throw new KeyException(
          "publisher key: it is not 64 digits of 0-9 a-f: copy it whole, for instance from"
              + " loqa-skill keygen");
    }
    if (!EdwardsPoint.isStrict(HexFormat.of().parseHex(fingerprint))) {
      throw new KeyException(
          "publisher key "
              + fingerprint
              + ": it is no Ed25519 key, or one that fits many signatures: ask for another");
    }
  }

  static PublisherKey of(PublicKey key) {
    byte[] encoded = key.getEncoded();
    return new PublisherKey(
        HexFormat.of().formatHex(Arrays.copyOfRange(encoded, X509.length, encoded.length)));
  }

  /// Whether the signature is this key's over these bytes, by the strict rules. Every kind of
  /// message begins with a line of its own, so that a signature of one is none of another.
  public boolean signed(byte[] message, byte[] signature) {
    if (signature.length != 2 * EdwardsPoint.BYTES
        || !EdwardsPoint.isStrict(Arrays.copyOf(signature, EdwardsPoint.BYTES))
        || !EdwardsPoint.isScalar(
            Arrays.copyOfRange(signature, EdwardsPoint.BYTES, signature.length))) {
      return false;
    }
    try {
      Signature check = Signature.getInstance("Ed25519");
      check.initVerify(java());
      check.update(message);
      return check.verify(signature);
    } catch (GeneralSecurityException e) {
      return false;
    }
  }

  private PublicKey java() throws GeneralSecurityException {
    byte[] raw = HexFormat.of().parseHex(fingerprint);
    byte[] encoded = Arrays.copyOf(X509, X509.length + raw.length);
    System.arraycopy(raw, 0, encoded, X509.length, raw.length);
    return KeyFactory.getInstance("Ed25519").generatePublic(new X509EncodedKeySpec(encoded));
  }

  @Override
  public String toString() {
    return fingerprint;
  }
}
