package dev.loqa.loqad.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.loqa.skillhost.HttpAsk;
import dev.loqa.skillhost.manifest.HttpRule;
import dev.loqa.skillhost.manifest.Risk;
import dev.loqa.skillhost.web.WebAddress;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.URI;
import java.net.URISyntaxException;
import java.net.UnknownHostException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// The table of the guard: which calls are allowed, to which addresses, and why not.
final class WebGuardTest {
  private static final List<HttpRule> AGREED =
      List.of(
          rule("api.example.org", 443, "https", "GET POST", "/v1", null, Risk.NONE),
          rule("plain.example.org", 80, "http", "GET POST", "/", null, Risk.NONE),
          rule("xn--bcher-kva.example", 443, "https", "GET", "/", null, Risk.NONE),
          rule("ha.local", 8123, "http", "GET POST", "/api/", "192.168.0.0/16", Risk.NONE),
          rule("ha.local", 8123, "http", "POST", "/api/lock/", "192.168.0.0/16", Risk.PIN),
          rule("here.local", 9000, "http", "GET", "/", "127.0.0.0/8", Risk.NONE),
          rule("here6.local", 9000, "http", "GET", "/", "::1/128", Risk.NONE),
          rule("ula.local", 80, "http", "GET", "/", "fd00::/8", Risk.NONE),
          rule("link.local", 80, "http", "GET", "/", "169.254.0.0/16", Risk.NONE),
          rule("link6.local", 80, "http", "GET", "/", "fe80::/10", Risk.NONE),
          rule("nat.local", 80, "http", "GET", "/", "100.64.0.0/10", Risk.NONE),
          rule("192.168.1.5", 80, "http", "GET", "/", "192.168.1.0/24", Risk.NONE),
          rule("all.local", 80, "http", "GET", "/", "0.0.0.0/0", Risk.NONE),
          rule("all6.local", 80, "http", "GET", "/", "::/0", Risk.NONE));

  private static HttpRule rule(
      String host,
      int port,
      String scheme,
      String methods,
      String path,
      @Nullable String lan,
      Risk risk) {
    return new HttpRule(host, port, scheme, Set.of(methods.split(" ")), path, lan, risk);
  }

  /// Addresses apart by blanks; `raw:` gives an IPv6 address its bytes without the JDK's parser.
  private static List<InetAddress> addresses(@Nullable String texts) throws UnknownHostException {
    List<InetAddress> addresses = new ArrayList<>();
    for (String text : texts == null ? new String[0] : texts.split(" ")) {
      addresses.add(
          text.startsWith("raw:")
              ? Inet6Address.getByAddress(null, HexFormat.of().parseHex(text.substring(4)), -1)
              : InetAddress.getByName(text));
    }
    return addresses;
  }

  private static Verdict judge(String method, String url, List<InetAddress> resolved) {
    URI uri;
    try {
      uri = new URI(url);
    } catch (URISyntaxException e) {
      assertThatThrownBy(() -> WebAddress.parse(url)).isInstanceOf(IllegalArgumentException.class);
      return new Verdict.Denied("no address");
    }
    return WebGuard.judge(
        new HttpAsk(method, uri, Map.of(), "", null, AGREED.getFirst()), AGREED, resolved);
  }

  @ParameterizedTest(name = "{0} {1} -> {2}: {3}")
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          # What is allowed, and to which addresses.
          GET  | https://api.example.org/v1                    | 93.184.215.14                  | 93.184.215.14
          GET  | https://api.example.org:443/v1/a?b=c          | 93.184.215.14                  | 93.184.215.14
          POST | https://API.example.ORG/v1/a                  | 93.184.215.14 2600:1406::1     | 93.184.215.14 2600:1406:0:0:0:0:0:1
          GET  | https://xn--bcher-kva.example/                | 93.184.215.14                  | 93.184.215.14
          GET  | https://api.example.org/v1                    | 1.1.1.1 1.1.1.2 1.1.1.3 1.1.1.4 1.1.1.5 | 1.1.1.1 1.1.1.2 1.1.1.3 1.1.1.4
          GET  | http://ha.local:8123/api/states               | 192.168.1.7                    | 192.168.1.7
          GET  | http://ha.local:8123/api/states               | fe80::1 192.168.1.7 10.0.0.1   | 192.168.1.7
          GET  | http://here.local:9000/                       | 127.0.0.1 ::1                  | 127.0.0.1
          GET  | http://here6.local:9000/                      | 127.0.0.1 ::1                  | 0:0:0:0:0:0:0:1
          GET  | http://ula.local/                             | fd12::7                        | fd12:0:0:0:0:0:0:7
          GET  | http://link.local/                            | 169.254.3.4                    | 169.254.3.4
          GET  | http://link6.local/                           | fe80::7                        | fe80:0:0:0:0:0:0:7
          GET  | http://nat.local/                             | 100.64.0.9                     | 100.64.0.9
          GET  | http://192.168.1.5/                           | 192.168.1.5                    | 192.168.1.5
          GET  | http://all.local/                             | 10.1.2.3                       | 10.1.2.3
          """)
  void allows(String method, String url, String resolved, String pinned)
      throws UnknownHostException {
    assertThat(judge(method, url, addresses(resolved)))
        .isInstanceOfSatisfying(
            Verdict.Allowed.class,
            allowed ->
                assertThat(allowed.addresses())
                    .extracting(InetAddress::getHostAddress)
                    .containsExactly(pinned.split(" ")));
  }

  @ParameterizedTest(name = "{0} {1} -> {2}: {3}")
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          # Scheme, port, method.
          GET    | http://api.example.org/v1                   | 93.184.215.14 | no rule
          GET    | http://api.example.org:443/v1               | 93.184.215.14 | no rule
          GET    | https://api.example.org:8443/v1             | 93.184.215.14 | no rule
          GET    | https://ha.local:8123/api/x                 | 192.168.1.7   | no rule
          GET    | http://ha.local/api/x                       | 192.168.1.7   | no rule
          DELETE | https://api.example.org/v1                  | 93.184.215.14 | no rule
          get    | https://api.example.org/v1                  | 93.184.215.14 | no rule
          GET    | HTTPS://api.example.org/v1                  | 93.184.215.14 | url:
          GET    | ftp://api.example.org/v1                    | 93.184.215.14 | url:
          GET    | file:///etc/passwd                          | 93.184.215.14 | url:
          GET    | gopher://api.example.org/v1                 | 93.184.215.14 | url:
          GET    | jar:https://api.example.org/v1!/x           | 93.184.215.14 | url:
          GET    | //api.example.org/v1                        | 93.184.215.14 | url:
          GET    | https:api.example.org/v1                    | 93.184.215.14 | url:
          GET    | https:///v1                                 | 93.184.215.14 | url:
          GET    | https://api.example.org:/v1                 | 93.184.215.14 | port
          GET    | https://api.example.org:0/v1                | 93.184.215.14 | port
          GET    | https://api.example.org:00443/v1            | 93.184.215.14 | port
          GET    | https://api.example.org:65979/v1            | 93.184.215.14 | port
          GET    | https://api.example.org:443x/v1             | 93.184.215.14 | url:
          # The host: suffixes, users, escapes, numbers.
          GET    | https://example.org/v1                      | 93.184.215.14 | no rule
          GET    | https://evil-api.example.org/v1             | 93.184.215.14 | no rule
          GET    | https://x.api.example.org/v1                | 93.184.215.14 | no rule
          GET    | https://api.example.org.evil.net/v1         | 93.184.215.14 | no rule
          GET    | https://api.example.orgevil/v1              | 93.184.215.14 | no rule
          GET    | https://api.example.org./v1                 | 93.184.215.14 | host name
          GET    | https://api..example.org/v1                 | 93.184.215.14 | host name
          GET    | https://.api.example.org/v1                 | 93.184.215.14 | host name
          GET    | https://api_example.org/v1                  | 93.184.215.14 | host name
          GET    | https://-api.example.org/v1                 | 93.184.215.14 | host name
          GET    | https://api%2eexample.org/v1                | 93.184.215.14 | host name
          GET    | https://api.example.org%00.evil.net/v1      | 93.184.215.14 | host name
          GET    | https://bücher.example/                     | 93.184.215.14 | ASCII
          GET    | https://api.exаmple.org/v1                  | 93.184.215.14 | ASCII
          GET    | https://ａｐｉ.example.org/v1               | 93.184.215.14 | ASCII
          GET    | https://me@api.example.org/v1               | 93.184.215.14 | url:
          GET    | https://api.example.org@evil.net/v1         | 93.184.215.14 | url:
          GET    | https://api.example.org:443@evil.net/v1     | 93.184.215.14 | url:
          GET    | https://evil.net\\@api.example.org/v1       | 93.184.215.14 | no address
          GET    | https://api.example.org\\v1                 | 93.184.215.14 | no address
          GET    | https://api.example.org#@evil.net/v1        | 93.184.215.14 | url:
          GET    | https://evil.net#.api.example.org/v1        | 93.184.215.14 | url:
          GET    | https://evil.net?.api.example.org/v1        | 93.184.215.14 | no rule
          GET    | http://2130706433/                          | 127.0.0.1     | four decimal parts
          GET    | http://127.1/                               | 127.0.0.1     | four decimal parts
          GET    | http://0x7f.0.0.1/                          | 127.0.0.1     | four decimal parts
          GET    | http://0x7f000001/                          | 127.0.0.1     | four decimal parts
          GET    | http://0177.0.0.1/                          | 127.0.0.1     | four decimal parts
          GET    | http://192.168.1.05/                        | 192.168.1.5   | four decimal parts
          GET    | http://192.168.1.261/                       | 192.168.1.5   | four decimal parts
          GET    | http://192.168.261/                         | 192.168.1.5   | four decimal parts
          GET    | http://192.168.1.5./                        | 192.168.1.5   | host name
          GET    | http://[::1]/                               | ::1           | url:
          GET    | http://[::ffff:127.0.0.1]/                  | 127.0.0.1     | url:
          GET    | http://[fe80::1%25eth0]/                    | fe80::1       | url:
          # The path.
          GET    | https://api.example.org/                    | 93.184.215.14 | no rule
          GET    | https://api.example.org/v10                 | 93.184.215.14 | no rule
          GET    | https://api.example.org/V1                  | 93.184.215.14 | no rule
          GET    | https://api.example.org?/v1                 | 93.184.215.14 | no rule
          GET    | http://ha.local:8123/api                    | 192.168.1.7   | no rule
          GET    | https://api.example.org/v1/../admin         | 93.184.215.14 | plainly
          GET    | https://api.example.org/v1/..               | 93.184.215.14 | plainly
          GET    | https://api.example.org/v1/./x              | 93.184.215.14 | plainly
          GET    | https://api.example.org/v1/..;/admin        | 93.184.215.14 | plainly
          GET    | https://api.example.org/v1/.;a=b/x          | 93.184.215.14 | plainly
          GET    | https://api.example.org/v1/%2e%2e/admin     | 93.184.215.14 | plainly
          GET    | https://api.example.org/v1/%2E./admin       | 93.184.215.14 | plainly
          GET    | https://api.example.org/v1/%252e%252e/admin | 93.184.215.14 | plainly
          GET    | https://api.example.org/v1%2fadmin          | 93.184.215.14 | plainly
          GET    | https://api.example.org/v1/..%5cadmin       | 93.184.215.14 | plainly
          GET    | https://api.example.org/v1/..\\admin        | 93.184.215.14 | no address
          GET    | https://api.example.org//v1                 | 93.184.215.14 | plainly
          GET    | https://api.example.org/v1//x               | 93.184.215.14 | plainly
          GET    | https://api.example.org/v1/%00              | 93.184.215.14 | plainly
          GET    | https://api.example.org/v1#x                | 93.184.215.14 | url:
          GET    | https://api.example.org/v1?a=%0d%0aHost:x   | 93.184.215.14 | control
          GET    | https://api.example.org/v1?a=%00            | 93.184.215.14 | control
          # A rule for the internet: not one address of the answer may be anything else.
          GET    | https://api.example.org/v1 |                             | has no address
          GET    | https://api.example.org/v1 | 127.0.0.1                   | this machine
          GET    | https://api.example.org/v1 | 127.8.9.1                   | this machine
          GET    | https://api.example.org/v1 | 93.184.215.14 127.0.0.1     | this machine
          GET    | https://api.example.org/v1 | 93.184.215.14 10.0.0.1      | private
          GET    | https://api.example.org/v1 | 172.16.0.1                  | private
          GET    | https://api.example.org/v1 | 172.31.255.255              | private
          GET    | https://api.example.org/v1 | 192.168.0.1                 | private
          GET    | https://api.example.org/v1 | 100.64.0.1                  | NAT
          GET    | https://api.example.org/v1 | 169.254.1.1                 | link-local
          GET    | https://api.example.org/v1 | 169.254.169.254             | metadata
          GET    | https://api.example.org/v1 | 168.63.129.16               | metadata
          GET    | https://api.example.org/v1 | 0.0.0.0                     | no address at all
          GET    | https://api.example.org/v1 | 0.1.2.3                     | no address at all
          GET    | https://api.example.org/v1 | 192.0.0.192                 | protocol
          GET    | https://api.example.org/v1 | 192.0.2.1                   | documentation
          GET    | https://api.example.org/v1 | 198.51.100.1                | documentation
          GET    | https://api.example.org/v1 | 203.0.113.1                 | documentation
          GET    | https://api.example.org/v1 | 192.88.99.1                 | 6to4
          GET    | https://api.example.org/v1 | 198.19.0.1                  | benchmarks
          GET    | https://api.example.org/v1 | 224.0.0.1                   | multicast
          GET    | https://api.example.org/v1 | 240.0.0.1                   | reserved
          GET    | https://api.example.org/v1 | 255.255.255.255             | broadcast
          GET    | https://api.example.org/v1 | ::                          | no address at all
          GET    | https://api.example.org/v1 | ::1                         | this machine
          GET    | https://api.example.org/v1 | ::7f00:1                    | IPv4 address written as IPv6
          GET    | https://api.example.org/v1 | ::ffff:10.0.0.1             | private
          GET    | https://api.example.org/v1 | raw:00000000000000000000ffff7f000001 | IPv4 address written as IPv6
          GET    | https://api.example.org/v1 | raw:00000000000000000000ffff5db8d70e | IPv4 address written as IPv6
          GET    | https://api.example.org/v1 | 64:ff9b::7f00:1             | NAT64
          GET    | https://api.example.org/v1 | 64:ff9b:1::a00:1            | NAT64
          GET    | https://api.example.org/v1 | 2002:7f00:1::               | 6to4
          GET    | https://api.example.org/v1 | 2001:0:4136:e378:8000:63bf:3fff:fdd2 | Teredo
          GET    | https://api.example.org/v1 | 2001:2::1                   | protocol
          GET    | https://api.example.org/v1 | 2001:20::1                  | protocol
          GET    | https://api.example.org/v1 | 2001:db8::1                 | documentation
          GET    | https://api.example.org/v1 | 3fff::1                     | documentation
          GET    | https://api.example.org/v1 | 100::1                      | reserved
          GET    | https://api.example.org/v1 | 5f00::1                     | reserved
          GET    | https://api.example.org/v1 | 4000::1                     | reserved
          GET    | https://api.example.org/v1 | fc00::1                     | unique local
          GET    | https://api.example.org/v1 | fd00:ec2::254               | metadata
          GET    | https://api.example.org/v1 | fe80::1                     | link-local
          GET    | https://api.example.org/v1 | fec0::1                     | site-local
          GET    | https://api.example.org/v1 | ff02::1                     | multicast
          # A rule for a network: that network and nothing else.
          GET    | http://ha.local:8123/api/x | 93.184.215.14               | a public address
          GET    | http://ha.local:8123/api/x | 10.0.0.1                    | private
          GET    | http://ha.local:8123/api/x | 127.0.0.1                   | this machine
          GET    | http://ha.local:8123/api/x | raw:00000000000000000000ffffc0a80107 | IPv4 address written as IPv6
          GET    | http://here.local:9000/    | 192.168.1.7                 | private
          GET    | http://here6.local:9000/   | ::ffff:127.0.0.1            | this machine
          GET    | http://ula.local/          | fe80::1                     | link-local
          GET    | http://link.local/         | 169.254.169.254             | metadata
          GET    | http://nat.local/          | 100.100.100.200             | metadata
          GET    | http://192.168.1.5/        | 192.168.2.5                 | private
          GET    | http://all.local/          | 169.254.169.254             | metadata
          GET    | http://all.local/          | 0.0.0.0                     | no address at all
          GET    | http://all.local/          | 224.0.0.251                 | multicast
          GET    | http://all.local/          | 93.184.215.14               | a public address
          GET    | http://all6.local/         | 64:ff9b::a00:1              | NAT64
          GET    | http://all6.local/         | ::                          | no address at all
          """)
  void denies(String method, String url, @Nullable String resolved, String why)
      throws UnknownHostException {
    assertThat(judge(method, url, addresses(resolved)))
        .isInstanceOfSatisfying(
            Verdict.Denied.class, denied -> assertThat(denied.reason()).contains(why));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "Host",
        "host",
        "Connection",
        "Content-Length",
        "Transfer-Encoding",
        "TE",
        "Trailer",
        "Upgrade",
        "Expect",
        "Keep-Alive",
        "Cookie",
        "Set-Cookie",
        "Proxy-Authorization",
        "Proxy-Connection",
        "X-Forwarded-For",
        "X-Forwarded-Host",
        "Forwarded",
        "Via",
        "X-Real-IP",
        "X-Original-URL",
        "X-HTTP-Method-Override",
        "Sec-Fetch-Site",
        "Accept-Encoding",
        "Authorization",
        "A B",
        "A:",
        "",
        "A\r\nHost",
        "Ä",
        ":path"
      })
  void deniesHeadersThatAreNotForASkill(String name) throws UnknownHostException {
    assertThat(withHeader(name, "x"))
        .isInstanceOfSatisfying(
            Verdict.Denied.class,
            denied -> assertThat(denied.reason()).contains("not for a skill to set"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"a\r\nHost: evil", "a\nb", "a\u0000b", " a", "a ", "ä", "a\tb", "\u007f"})
  void deniesHeaderValuesThatAreMoreThanAValue(String value) throws UnknownHostException {
    assertThat(withHeader("X-Thing", value)).isInstanceOf(Verdict.Denied.class);
  }

  @Test
  void allowsPlainHeadersAndAuthorizationByHandle() throws UnknownHostException {
    assertThat(withHeader("X-Thing", "a: b; c=\"d\"")).isInstanceOf(Verdict.Allowed.class);
    assertThat(withHeader("Authorization", "Basic {{secret:key}}"))
        .isInstanceOf(Verdict.Allowed.class);
  }

  private static Verdict withHeader(String name, String value) throws UnknownHostException {
    return WebGuard.judge(
        new HttpAsk(
            "GET",
            URI.create("https://api.example.org/v1"),
            Map.of(name, value),
            "",
            null,
            AGREED.getFirst()),
        AGREED,
        addresses("93.184.215.14"));
  }

  @Test
  void saysTheStrictestRiskOfTheRules() throws UnknownHostException {
    assertThat(judge("POST", "http://ha.local:8123/api/lock/open", addresses("192.168.1.7")))
        .isInstanceOfSatisfying(
            Verdict.Allowed.class, allowed -> assertThat(allowed.risk()).isEqualTo(Risk.PIN));
  }

  @Test
  void namesTheLineThatWouldAllowTheCall() throws UnknownHostException {
    assertThat(judge("PUT", "http://ha.local:8123/api/x?key=v", addresses("192.168.1.7")))
        .isEqualTo(
            new Verdict.Denied(
                "no rule that the owner agreed to allows it: add `- {host: ha.local, port: 8123,"
                    + " scheme: http, methods: [PUT], path: /api/x}` to http.allow"));
  }

  @ParameterizedTest
  @CsvSource({
    "http://plain.example.org/, 93.184.215.14, false",
    "https://api.example.org/v1, 93.184.215.14, true",
    "http://ha.local:8123/api/x, 192.168.1.7, true"
  })
  void sendsSecretsOnlyProtectedOrInTheAgreedNetwork(String url, String address, boolean allowed)
      throws UnknownHostException {
    for (HttpAsk ask :
        List.of(
            new HttpAsk("POST", URI.create(url), Map.of(), "", "key", AGREED.getFirst()),
            new HttpAsk(
                "POST", URI.create(url), Map.of(), "{{secret:key}}", null, AGREED.getFirst()),
            new HttpAsk(
                "POST",
                URI.create(url),
                Map.of("X-Key", "{{secret:key}}"),
                "",
                null,
                AGREED.getFirst()))) {
      assertThat(WebGuard.judge(ask, AGREED, addresses(address)) instanceof Verdict.Allowed)
          .isEqualTo(allowed);
    }
  }
}
