package dev.loqa.loqad.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.loqa.skillhost.HttpAsk;
import dev.loqa.skillhost.manifest.HttpRule;
import dev.loqa.skillhost.manifest.Risk;
import dev.loqa.skillhost.web.WebAddress;
import java.net.InetAddress;
import java.net.URI;
import java.net.URISyntaxException;
import java.net.UnknownHostException;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/// The table of the guard: which calls are allowed, to which addresses, and why not.
final class WebGuardTest {
  private static final GuardTable TABLE = GuardTable.read();
  private static final List<HttpRule> AGREED = TABLE.rules();

  private static List<InetAddress> addresses(String texts) throws UnknownHostException {
    return GuardTable.addresses(texts);
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

  static List<GuardTable.Case> table() {
    return TABLE.cases();
  }

  @ParameterizedTest
  @MethodSource("table")
  void decidesAsTheTableSays(GuardTable.Case row) throws UnknownHostException {
    switch (judge(row.method(), row.url(), addresses(row.resolved()))) {
      case Verdict.Allowed allowed ->
          assertThat(
                  "allowed "
                      + allowed.addresses().stream()
                          .map(InetAddress::getHostAddress)
                          .collect(Collectors.joining(" ")))
              .isEqualTo(row.expected());
      case Verdict.Denied denied ->
          assertThat("denied " + denied.reason())
              .startsWith("denied")
              .matches(said ->
                  row.expected().startsWith("denied ")
                      && said.contains(row.expected().substring("denied ".length())));
    }
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
