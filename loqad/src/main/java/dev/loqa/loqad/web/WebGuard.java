package dev.loqa.loqad.web;

import dev.loqa.skillhost.HttpAsk;
import dev.loqa.skillhost.manifest.HttpRule;
import dev.loqa.skillhost.web.Cidr;
import dev.loqa.skillhost.web.SecretHandles;
import dev.loqa.skillhost.web.WebAddress;
import dev.loqa.skillhost.web.WebHeaders;
import java.net.InetAddress;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Decides on a skill's web call. Pure: the resolver's answer is handed in, and what is allowed
/// names the addresses to connect to, so that nothing is looked up a second time.
///
/// * Scheme, host, port, method and path must fit a rule that the owner agreed to.
/// * A rule without a network means the internet: one address in the answer that is not public
///   denies the call, because an honest name has none.
/// * A rule with a network (`lan`) means that network: addresses outside it are left out, as a
///   machine in the house usually has others too; if none is left the call is denied.
/// * Some addresses are denied whatever the rule says: see [AddressKind#NEVER].
/// * Secrets travel over TLS, or inside the network that the owner agreed to.
public final class WebGuard {
  /// Most addresses that are tried.
  private static final int MOST_PINNED = 4;

  private WebGuard() {}

  /// The verdict on a call whose host resolved to `resolved`.
  public static Verdict judge(
      HttpAsk ask, Collection<HttpRule> agreed, List<InetAddress> resolved) {
    return switch (form(ask, agreed)) {
      case Form.Misfit misfit -> new Verdict.Denied(misfit.reason());
      case Form.Fits fits -> pin(fits, resolved);
    };
  }

  /// A call before its host is looked up.
  sealed interface Form {
    /// It is well formed and a rule allows it.
    record Fits(WebAddress address, HttpRule.Match match) implements Form {}

    /// It is not, so its host need not be looked up.
    record Misfit(String reason) implements Form {}
  }

  static Form form(HttpAsk ask, Collection<HttpRule> agreed) {
    WebAddress address;
    Set<String> secrets;
    try {
      address = WebAddress.parse(ask.url().toString());
      WebHeaders.check(ask.headers());
      secrets = secrets(ask);
    } catch (IllegalArgumentException fault) {
      return new Form.Misfit(String.valueOf(fault.getMessage()));
    }
    Optional<HttpRule.Match> match = HttpRule.among(agreed, ask.method(), address);
    if (match.isEmpty()) {
      return new Form.Misfit(
          "no rule that the owner agreed to allows it: add `- "
              + HttpRule.line(ask.method(), address)
              + "` to http.allow");
    }
    if (!secrets.isEmpty() && address.scheme().equals("http") && match.get().rule().lan() == null) {
      return new Form.Misfit(
          "it would send a secret through the internet unprotected: use https, or a rule with the"
              + " network of the house as lan");
    }
    return new Form.Fits(address, match.get());
  }

  /// The names of the secrets that a call sends.
  static Set<String> secrets(HttpAsk ask) {
    Set<String> names = new LinkedHashSet<>(SecretHandles.names(ask.body()));
    ask.headers().values().forEach(value -> names.addAll(SecretHandles.names(value)));
    String bearer = ask.secret();
    if (bearer != null) {
      names.addAll(SecretHandles.names(SecretHandles.of(bearer)));
    }
    return names;
  }

  static Verdict pin(Form.Fits fits, List<InetAddress> resolved) {
    HttpRule rule = fits.match().rule();
    String lan = rule.lan();
    List<InetAddress> pinned = new ArrayList<>();
    List<String> unfit = new ArrayList<>();
    for (InetAddress address : resolved) {
      AddressKind.Standing standing = AddressKind.of(address);
      if (fits(address, standing.kind(), lan)) {
        pinned.add(address);
      } else {
        unfit.add(address.getHostAddress() + " is " + standing.name());
      }
    }
    if (pinned.isEmpty() || (lan == null && !unfit.isEmpty())) {
      return new Verdict.Denied(reason(fits.address().host(), lan, unfit));
    }
    return new Verdict.Allowed(
        pinned.subList(0, Math.min(MOST_PINNED, pinned.size())), rule, fits.match().risk());
  }

  private static boolean fits(InetAddress address, AddressKind kind, @Nullable String lan) {
    return switch (kind) {
      case PUBLIC -> lan == null;
      case HOUSE -> lan != null && Cidr.parse(lan).contains(address);
      case NEVER -> false;
    };
  }

  private static String reason(String host, @Nullable String lan, List<String> unfit) {
    if (unfit.isEmpty()) {
      return host + " has no address";
    }
    return host
        + " leads to the wrong place, "
        + unfit.getFirst()
        + (lan == null
            ? ": a machine in the house needs `lan` in its rule, for instance lan: 192.168.0.0/16"
            : ": the rule allows " + lan + " only");
  }
}
