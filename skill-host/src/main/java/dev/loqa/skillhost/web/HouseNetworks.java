package dev.loqa.skillhost.web;

import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// The networks that a house can have: nothing that the internet could answer for (RFC 1918, 4193,
/// 6598, link-local and this machine).
public final class HouseNetworks {
  private static final List<Cidr> ALL =
      Stream.of(
              "10.0.0.0/8",
              "172.16.0.0/12",
              "192.168.0.0/16",
              "100.64.0.0/10",
              "127.0.0.0/8",
              "169.254.0.0/16",
              "fc00::/7",
              "fe80::/10",
              "::1/128")
          .map(Cidr::parse)
          .toList();

  private HouseNetworks() {}

  /// Whether a network lies in a house.
  public static boolean hold(Cidr network) {
    return ALL.stream().anyMatch(known -> known.contains(network));
  }

  /// What is wrong with the text of a network; null when it is one of a house.
  public static @Nullable String fault(String network) {
    try {
      return hold(Cidr.parse(network))
          ? null
          : network + ": give a private network, for instance 192.168.0.0/16 or fd00::/8";
    } catch (IllegalArgumentException e) {
      return String.valueOf(e.getMessage());
    }
  }
}
