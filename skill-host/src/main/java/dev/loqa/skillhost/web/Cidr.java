package dev.loqa.skillhost.web;

import java.net.Inet6Address;
import java.net.InetAddress;
import java.util.Arrays;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// A network: an address and how many of its leading bits count, as `192.168.0.0/16`. Bits behind
/// those are ignored.
public final class Cidr {
  private static final Pattern FORM = Pattern.compile("([0-9a-f:.]{2,45})/(0|[1-9][0-9]{0,2})");
  private static final Pattern QUAD =
      Pattern.compile("(0|[1-9][0-9]{0,2})(\\.(0|[1-9][0-9]{0,2})){3}");

  private final byte[] network;
  private final int bits;

  private Cidr(byte[] network, int bits) {
    this.network = network;
    this.bits = bits;
  }

  /// Reads a network; a fault is an [IllegalArgumentException] that says what to write.
  public static Cidr parse(String text) {
    Matcher form = FORM.matcher(text);
    if (!form.matches()) {
      throw new IllegalArgumentException(text + ": give a network like 192.168.0.0/16");
    }
    byte[] network = address(form.group(1));
    int bits = Integer.parseInt(form.group(2));
    if (bits > network.length * 8) {
      throw new IllegalArgumentException(
          text + ": use at most /" + network.length * 8 + " for this kind of address");
    }
    return new Cidr(network, bits);
  }

  private static byte[] address(String text) {
    if (text.indexOf(':') >= 0) {
      // A literal: nothing is looked up. A mapped IPv4 address comes back as one of 4 bytes.
      return Inet6Address.ofLiteral(text).getAddress();
    }
    if (!QUAD.matcher(text).matches()) {
      throw new IllegalArgumentException(text + ": write an address as four decimal parts");
    }
    byte[] address = new byte[4];
    String[] parts = text.split("\\.", -1);
    for (int i = 0; i < 4; i++) {
      int part = Integer.parseInt(parts[i]);
      if (part > 255) {
        throw new IllegalArgumentException(text + ": a part of an address is at most 255");
      }
      address[i] = (byte) part;
    }
    return address;
  }

  /// Whether an address is in this network; one of the other kind never is.
  public boolean contains(InetAddress address) {
    return contains(address.getAddress());
  }

  /// Whether an address of 4 or 16 bytes is in this network.
  public boolean contains(byte[] address) {
    if (address.length != network.length) {
      return false;
    }
    int whole = bits / 8;
    if (!Arrays.equals(address, 0, whole, network, 0, whole)) {
      return false;
    }
    int mask = 0xff00 >> bits % 8 & 0xff;
    return bits % 8 == 0 || (address[whole] & mask) == (network[whole] & mask);
  }

  /// Whether all of `other` is in this network.
  public boolean contains(Cidr other) {
    return other.bits >= bits && contains(other.network);
  }
}
