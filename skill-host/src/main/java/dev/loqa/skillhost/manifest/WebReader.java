package dev.loqa.skillhost.manifest;

import dev.loqa.base.config.NearMiss;
import dev.loqa.base.config.YamlNode;
import dev.loqa.skillhost.web.HouseNetworks;
import dev.loqa.skillhost.web.WebAddress;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// Understands `http.allow`: rules for servers that the manifest names, and for servers that the
/// owner names in a setting.
final class WebReader {
  private static final Pattern HOST =
      Pattern.compile(
          "(?=.{1,253}$)[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?(\\.[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?)*");
  private static final List<String> SCHEMES = List.of("http", "https");
  private static final Pattern PATH =
      Pattern.compile("(?!.*//)(?!.*/\\.{1,2}(/|$))/[A-Za-z0-9._~!$&'()*+,;=:@/-]{0,255}");
  private static final Pattern CIDR =
      Pattern.compile(
          "[0-9]{1,3}(\\.[0-9]{1,3}){3}/([0-9]|[12][0-9]|3[0-2])|[0-9a-f:]{2,39}/[0-9]{1,3}");
  private static final Pattern SETTING = Pattern.compile("[a-z][a-z0-9_]{0,63}");
  private static final List<String> FIXED = List.of("host", "port", "scheme", "lan");
  private static final List<String> METHODS =
      List.of("GET", "HEAD", "POST", "PUT", "PATCH", "DELETE");

  private final Findings findings;
  private final Set<Permission> permissions;
  private final Settings settings;
  private final List<HttpRule> rules = new ArrayList<>();
  private final List<ServerRule> servers = new ArrayList<>();
  private final Map<String, Risk> risks = new HashMap<>();

  WebReader(Findings findings, Set<Permission> permissions, Settings settings) {
    this.findings = findings;
    this.permissions = permissions;
    this.settings = settings;
  }

  /// Reads the block; what it holds is in [#rules] and [#servers] then.
  void read(Block block) {
    int at = 0;
    for (YamlNode item : block.items("allow", 32)) {
      Block rule = new Block(findings, block.name("allow") + "[" + at + "]", item);
      if (rule.has("setting")) {
        server(rule);
      } else {
        rules.add(rule(rule));
      }
      at++;
    }
    block.end();
    if (at > 0 && !permissions.contains(Permission.HTTP_CALL)) {
      block.problem(
          "allow", "needs the permission " + Permission.HTTP_CALL.word(), "add it to permissions");
    }
  }

  List<HttpRule> rules() {
    return rules;
  }

  List<ServerRule> servers() {
    return servers;
  }

  private void server(Block block) {
    String setting = block.required("setting", SETTING, "name a setting whose format is server");
    for (String key : FIXED) {
      if (block.has(key)) {
        block.problem(key, "stands beside setting", "leave it out: the owner names the server");
      }
    }
    Set<String> methods = methods(block);
    String path = path(block);
    Risk risk = risk(block);
    block.end();
    List<String> known =
        settings.all().values().stream().filter(Setting::server).map(Setting::name).toList();
    if (!known.contains(setting)) {
      block.problem(
          "setting",
          "is " + Findings.quoted(setting) + ", which names no server",
          known.isEmpty()
              ? "add `" + setting + ": {type: string, format: server}` to config.properties"
              : NearMiss.hint(setting, known));
    }
    // So that no rule of the server can go and open what it guarded.
    if (risks.merge(setting, risk, (one, other) -> one) != risk) {
      block.problem(
          "risk", "is not that of the setting's other rules", "give all of them one risk");
    }
    block.consent(
        "setting",
        settings.of(setting).map(Setting::fallback).isPresent()
            ? "it calls "
                + settings.of(setting).map(Setting::fallback).get()
                + ", or the server that you name in its setting "
                + setting
            : "it calls the server that you name in its setting " + setting);
    servers.add(new ServerRule(setting, methods, path, risk));
  }

  private HttpRule rule(Block block) {
    String host =
        block.required("host", HOST, "give a host name in lower case, for instance ha.local");
    @Nullable String given = block.word("scheme", SCHEMES);
    String scheme = given == null ? "https" : given;
    int port = block.number("port", scheme.equals("https") ? 443 : 80, 1, 65_535);
    Set<String> methods = methods(block);
    String path = path(block);
    @Nullable String lan = block.optional("lan", CIDR, "give a network like 192.168.0.0/16");
    if (lan != null) {
      lan(block, lan);
    }
    Risk risk = risk(block);
    block.end();
    @Nullable String fault = HOST.matcher(host).matches() ? WebAddress.hostFault(host) : null;
    if (fault != null) {
      block.problem("host", "is " + Findings.quoted(host), fault);
    }
    block.consent(
        "host",
        "it calls " + scheme + "://" + host + ":" + port + (lan == null ? "" : " in your network"));
    return new HttpRule(host.toLowerCase(Locale.ROOT), port, scheme, methods, path, lan, risk);
  }

  private Set<String> methods(Block block) {
    Set<String> methods = new TreeSet<>();
    for (Block.Line method : block.texts("methods", 8)) {
      if (METHODS.contains(method.text())) {
        methods.add(method.text());
      } else {
        findings.problem(
            method.line(),
            block.name("methods"),
            "has " + Findings.quoted(method.text()),
            NearMiss.hint(method.text(), METHODS));
      }
    }
    if (methods.isEmpty()) {
      methods.add("GET");
    }
    return methods;
  }

  private static String path(Block block) {
    @Nullable String path = block.optional("path", PATH, "begin with / and use no dot segments");
    return path == null ? "/" : path;
  }

  private static Risk risk(Block block) {
    @Nullable String word = block.word("risk", Risk.WORDS);
    return word == null ? Risk.NONE : Risk.of(word).orElse(Risk.NONE);
  }

  /// The network of a house: nothing that the internet could answer for.
  private static void lan(Block block, String lan) {
    String fault = HouseNetworks.fault(lan);
    if (fault != null) {
      int way = fault.indexOf(": ");
      block.problem("lan", "is " + fault.substring(0, way), fault.substring(way + 2));
    }
  }
}
