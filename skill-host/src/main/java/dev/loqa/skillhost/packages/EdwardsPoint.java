package dev.loqa.skillhost.packages;

import java.math.BigInteger;
import java.util.Set;

/// What the JDK's Ed25519 leaves to its caller (RFC 8032 §5.1.3, and what "Taming the many EdDSAs"
/// adds): a point has one encoding, lies on the curve and is not of small order, a scalar is below
/// the group's order. Without this, keys and signatures exist that fit many messages.
final class EdwardsPoint {
  static final int BYTES = 32;

  private static final BigInteger P = BigInteger.TWO.pow(255).subtract(BigInteger.valueOf(19));

  /// The order of the group that signatures live in.
  private static final BigInteger ORDER =
      BigInteger.TWO.pow(252).add(new BigInteger("27742317777372353535851937790883648493"));

  private static final BigInteger D =
      BigInteger.valueOf(-121665).multiply(BigInteger.valueOf(121666).modInverse(P)).mod(P);

  /// The y of a point of order 8; its negative is the other one.
  private static final BigInteger EIGHT =
      new BigInteger("05fc536d880238b13933c6d305acdfd5f098eff289f4c345b027b2c28f95e826", 16);

  /// The y of the eight points whose order divides 8.
  private static final Set<BigInteger> SMALL =
      Set.of(BigInteger.ONE, P.subtract(BigInteger.ONE), BigInteger.ZERO, EIGHT, P.subtract(EIGHT));

  private EdwardsPoint() {}

  /// Whether these 32 bytes are the one encoding of a point on the curve, not of small order.
  static boolean isStrict(byte[] encoded) {
    if (encoded.length != BYTES) {
      return false;
    }
    byte[] bytes = encoded.clone();
    bytes[BYTES - 1] &= 0x7f;
    BigInteger y = little(bytes);
    return y.compareTo(P) < 0 && !SMALL.contains(y) && onCurve(y);
  }

  /// Whether these 32 bytes are a scalar below the group's order.
  static boolean isScalar(byte[] encoded) {
    return encoded.length == BYTES && little(encoded).compareTo(ORDER) < 0;
  }

  /// Whether x² = (y² - 1) / (dy² + 1) has a root (Euler's criterion). x is not 0 here: that is
  /// only so for y = 1 and -1, which are of small order.
  private static boolean onCurve(BigInteger y) {
    BigInteger square = y.multiply(y).mod(P);
    BigInteger above = square.subtract(BigInteger.ONE);
    BigInteger below = D.multiply(square).add(BigInteger.ONE).mod(P);
    BigInteger half = P.subtract(BigInteger.ONE).shiftRight(1);
    return above.multiply(below.modInverse(P)).modPow(half, P).equals(BigInteger.ONE);
  }

  private static BigInteger little(byte[] bytes) {
    byte[] big = new byte[BYTES];
    for (int i = 0; i < BYTES; i++) {
      big[i] = bytes[BYTES - 1 - i];
    }
    return new BigInteger(1, big);
  }
}
