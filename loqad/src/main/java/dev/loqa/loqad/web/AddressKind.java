package dev.loqa.loqad.web;

import dev.loqa.skillhost.web.Cidr;
import java.net.InetAddress;
import java.util.List;

/// What an address is good for, by the special-purpose registries of IANA (RFC 6890) and the fixed
/// addresses of clouds. Pure.
enum AddressKind {
  /// Somewhere on the internet.
  PUBLIC,
  /// In a house or in this machine: only by a rule whose network holds it.
  HOUSE,
  /// Nothing that a skill could mean, or an address that hides another one.
  NEVER;

  /// A range and what it is.
  private record Range(Cidr network, AddressKind kind, String name) {}

  /// An address's kind with a word for it, as `NEVER, a cloud's metadata service`.
  record Standing(AddressKind kind, String name) {}

  private static final Standing MAPPED = new Standing(NEVER, "an IPv4 address written as IPv6");
  private static final Standing ANYWHERE = new Standing(PUBLIC, "a public address");
  private static final Standing RESERVED = new Standing(NEVER, "a reserved address");

  /// The first range that holds an address counts.
  private static final List<Range> RANGES =
      List.of(
          never("169.254.169.254/32", "a cloud's metadata service"),
          never("169.254.170.2/32", "a cloud's metadata service"),
          never("100.100.100.200/32", "a cloud's metadata service"),
          never("168.63.129.16/32", "a cloud's metadata service"),
          never("fd00:ec2::254/128", "a cloud's metadata service"),
          never("0.0.0.0/8", "no address at all"),
          house("10.0.0.0/8", "a private address"),
          house("100.64.0.0/10", "an address behind a provider's NAT"),
          house("127.0.0.0/8", "this machine"),
          house("169.254.0.0/16", "a link-local address"),
          house("172.16.0.0/12", "a private address"),
          never("192.0.0.0/24", "a protocol's address"),
          never("192.0.2.0/24", "an address for documentation"),
          never("192.88.99.0/24", "a 6to4 relay"),
          house("192.168.0.0/16", "a private address"),
          never("198.18.0.0/15", "an address for benchmarks"),
          never("198.51.100.0/24", "an address for documentation"),
          never("203.0.113.0/24", "an address for documentation"),
          never("224.0.0.0/4", "a multicast address"),
          never("255.255.255.255/32", "the broadcast address"),
          never("240.0.0.0/4", "a reserved address"),
          house("::1/128", "this machine"),
          never("::/128", "no address at all"),
          never("::/96", "an IPv4 address written as IPv6"),
          never("64:ff9b::/96", "an IPv4 address behind NAT64"),
          never("64:ff9b:1::/48", "an IPv4 address behind NAT64"),
          never("2001::/32", "a Teredo address, which hides another one"),
          never("2001::/23", "a protocol's address"),
          never("2001:db8::/32", "an address for documentation"),
          never("2002::/16", "a 6to4 address, which hides another one"),
          never("3fff::/20", "an address for documentation"),
          new Range(Cidr.parse("2000::/3"), PUBLIC, "a public address"),
          house("fc00::/7", "a unique local address"),
          house("fe80::/10", "a link-local address"),
          never("fec0::/10", "a site-local address"),
          never("ff00::/8", "a multicast address"));

  private static Range never(String network, String name) {
    return new Range(Cidr.parse(network), NEVER, name);
  }

  private static Range house(String network, String name) {
    return new Range(Cidr.parse(network), HOUSE, name);
  }

  static Standing of(InetAddress address) {
    byte[] bytes = address.getAddress();
    if (mapped(bytes)) {
      return MAPPED;
    }
    for (Range range : RANGES) {
      if (range.network().contains(bytes)) {
        return new Standing(range.kind(), range.name());
      }
    }
    return bytes.length == 4 ? ANYWHERE : RESERVED;
  }

  /// `::ffff:a.b.c.d`. The JDK's own parsers make IPv4 of it; a resolver's bytes need not have gone
  /// through them.
  private static boolean mapped(byte[] bytes) {
    if (bytes.length != 16 || bytes[10] != -1 || bytes[11] != -1) {
      return false;
    }
    for (int i = 0; i < 10; i++) {
      if (bytes[i] != 0) {
        return false;
      }
    }
    return true;
  }
}
