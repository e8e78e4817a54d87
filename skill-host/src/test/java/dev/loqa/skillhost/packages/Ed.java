package dev.loqa.skillhost.packages;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;

/// The curve of Ed25519 by the definition: -x² + y² = 1 + dx²y² over 2^255 - 19. Slow and plain, to
/// compute test vectors with.
final class Ed {
  static final BigInteger P = BigInteger.ONE.shiftLeft(255).subtract(BigInteger.valueOf(19));
  static final BigInteger ORDER =
      BigInteger.ONE.shiftLeft(252).add(new BigInteger("27742317777372353535851937790883648493"));
  static final BigInteger D =
      BigInteger.valueOf(121665).negate().multiply(inverse(BigInteger.valueOf(121666))).mod(P);
  static final Point ZERO = new Point(BigInteger.ZERO, BigInteger.ONE);
  static final Point BASE =
      point(BigInteger.valueOf(4).multiply(inverse(BigInteger.valueOf(5))).mod(P));

  private Ed() {}

  record Point(BigInteger x, BigInteger y) {}

  /// The eight points whose order divides 8: a point of full order times the prime order is one of
  /// order 8, and its multiples are the others.
  static List<Point> small() {
    for (long y = 3; ; y++) {
      if (onCurve(BigInteger.valueOf(y))) {
        Point torsion = multiply(point(BigInteger.valueOf(y)), ORDER);
        if (!multiply(torsion, 4).equals(ZERO)) {
          List<Point> all = new ArrayList<>();
          for (int i = 0; i < 8; i++) {
            all.add(multiply(torsion, i));
          }
          return all.stream().distinct().toList();
        }
      }
    }
  }

  static boolean onCurve(BigInteger y) {
    BigInteger x2 = xSquared(y);
    return x2.signum() == 0
        || x2.modPow(P.subtract(BigInteger.ONE).shiftRight(1), P).equals(BigInteger.ONE);
  }

  static Point multiply(Point point, long times) {
    return multiply(point, BigInteger.valueOf(times));
  }

  private static Point multiply(Point point, BigInteger times) {
    Point sum = ZERO;
    for (int bit = times.bitLength() - 1; bit >= 0; bit--) {
      sum = add(sum, sum);
      sum = times.testBit(bit) ? add(sum, point) : sum;
    }
    return sum;
  }

  private static Point add(Point a, Point b) {
    BigInteger xs = a.x.multiply(b.y).add(b.x.multiply(a.y));
    BigInteger ys = a.y.multiply(b.y).add(a.x.multiply(b.x));
    BigInteger t = D.multiply(a.x).multiply(b.x).mod(P).multiply(a.y).multiply(b.y).mod(P);
    return new Point(
        xs.multiply(inverse(BigInteger.ONE.add(t))).mod(P),
        ys.multiply(inverse(BigInteger.ONE.subtract(t))).mod(P));
  }

  private static Point point(BigInteger y) {
    BigInteger x2 = xSquared(y);
    BigInteger x = x2.modPow(P.add(BigInteger.valueOf(3)).shiftRight(3), P);
    if (!x.multiply(x).mod(P).equals(x2)) {
      BigInteger root = BigInteger.TWO.modPow(P.subtract(BigInteger.ONE).shiftRight(2), P);
      x = x.multiply(root).mod(P);
    }
    return new Point(x, y);
  }

  private static BigInteger xSquared(BigInteger y) {
    BigInteger y2 = y.multiply(y);
    return y2.subtract(BigInteger.ONE).multiply(inverse(D.multiply(y2).add(BigInteger.ONE))).mod(P);
  }

  private static BigInteger inverse(BigInteger value) {
    return value.mod(P).modInverse(P);
  }

  static byte[] little(BigInteger value) {
    byte[] bytes = new byte[32];
    BigInteger left = value;
    for (int i = 0; i < 32; i++) {
      bytes[i] = left.byteValue();
      left = left.shiftRight(8);
    }
    return bytes;
  }
}
