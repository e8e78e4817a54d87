package dev.loqa.loqad.web;

import dev.loqa.skillhost.manifest.HttpRule;
import dev.loqa.skillhost.manifest.Risk;
import java.net.InetAddress;
import java.util.List;

/// What the guard says to one web call.
public sealed interface Verdict {
  /// It may be made, to these addresses and no other.
  ///
  /// @param addresses in the resolver's order; at least one
  /// @param risk the strictest of all rules that allow it
  record Allowed(List<InetAddress> addresses, HttpRule rule, Risk risk) implements Verdict {
    public Allowed {
      addresses = List.copyOf(addresses);
    }
  }

  /// It may not.
  ///
  /// @param reason why, and what would allow it
  record Denied(String reason) implements Verdict {}
}
