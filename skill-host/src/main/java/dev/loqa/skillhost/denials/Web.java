package dev.loqa.skillhost.denials;

import dev.loqa.skillhost.Grant;
import dev.loqa.skillhost.denials.WhyDenied.Kind;
import dev.loqa.skillhost.manifest.HttpRule;
import dev.loqa.skillhost.manifest.Manifest;
import dev.loqa.skillhost.manifest.Permission;
import dev.loqa.skillhost.manifest.ServerRule;
import dev.loqa.skillhost.web.WebAddress;
import java.util.List;
import java.util.Optional;

/// Denied web calls: the permission, the secret, the rule, the grant.
final class Web {
  private static final String SECRET = "secret ";

  private Web() {}

  static WhyDenied explain(Denial denial, Manifest manifest, Grant grant) {
    return denial.target().startsWith(SECRET)
        ? secret(denial.target().substring(SECRET.length()), manifest, grant)
        : WhyDenied.permitted(Permission.HTTP_CALL, manifest, grant)
            .orElseGet(() -> address(denial, manifest, grant));
  }

  private static WhyDenied secret(String secret, Manifest manifest, Grant grant) {
    return WhyDenied.permitted(Permission.SECRETS_USE, manifest, grant)
        .orElseGet(() ->
            WhyDenied.listed(
                manifest.secrets().contains(secret),
                grant.secrets().contains(secret),
                "skill.yaml: secrets: [" + secret + "]",
                manifest.name()
                    + " could act with your "
                    + secret
                    + " at the addresses it may call; it never sees it.",
                manifest.name()));
  }

  private static WhyDenied address(Denial denial, Manifest manifest, Grant grant) {
    String[] words = denial.target().split(" ", 2);
    Optional<WebAddress> url = words.length == 2 ? url(words[1]) : Optional.empty();
    if (url.isEmpty()) {
      return WhyDenied.other(denial);
    }
    String method = words[0];
    WebAddress to = url.get();
    List<HttpRule> rules =
        manifest.http().stream().filter(rule -> rule.allows(method, to)).toList();
    Optional<ServerRule> named =
        manifest.servers().stream()
            .filter(rule -> rule.methods().contains(method))
            .filter(rule -> HttpRule.covers(rule.path(), to.path()))
            .findFirst();
    if (rules.isEmpty() && named.isPresent()) {
      return elsewhere(denial, manifest.name(), named.get(), to);
    }
    boolean reads = method.equals("GET") || method.equals("HEAD");
    WhyDenied found =
        WhyDenied.listed(
            !rules.isEmpty(),
            rules.stream().anyMatch(rule -> grant.hosts().contains(rule.host())),
            "skill.yaml: http: {allow: [{host: %s, port: %d, scheme: %s, methods: [%s], path: \"%s\"}]}"
                .formatted(to.host(), to.port(), to.scheme(), method, to.path()),
            manifest.name()
                + (reads
                    ? " could tell " + to.host() + " what it knows, and read the answer."
                    : " could change things at " + to.host() + ", and tell it what it knows."),
            manifest.name());
    // The rule is there and agreed to, so it was the address behind the name that was refused.
    return found.kind() == Kind.ALLOWED_NOW && !denial.reason().contains("no rule")
        ? network(denial, rules.getFirst())
        : found;
  }

  /// The owner says in a setting which server may be called.
  private static WhyDenied elsewhere(Denial denial, String skill, ServerRule rule, WebAddress to) {
    String server = to.scheme() + "://" + to.authority();
    return new WhyDenied(
        Kind.OTHER,
        "",
        "The owner names the server in the setting "
            + rule.setting()
            + ", and the call was refused: "
            + denial.reason()
            + ".",
        "If "
            + server
            + " is meant: loqa-skill config "
            + skill
            + " "
            + rule.setting()
            + "="
            + server);
  }

  private static WhyDenied network(Denial denial, HttpRule rule) {
    if (denial.reason().contains("has not granted")) {
      return WhyDenied.allowedNow();
    }
    return new WhyDenied(
        Kind.OTHER,
        "",
        "The call would leave what was agreed to for " + rule.host() + ": " + denial.reason() + ".",
        "Check where "
            + rule.host()
            + " leads to; `lan` of the rule names the network that was agreed to.");
  }

  private static Optional<WebAddress> url(String text) {
    try {
      return Optional.of(WebAddress.parse(text));
    } catch (IllegalArgumentException e) {
      return Optional.empty();
    }
  }
}
