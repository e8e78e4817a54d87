package dev.loqa.skillhost.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.loqa.skillhost.manifest.HttpRule;
import dev.loqa.skillhost.manifest.Risk;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// The one form of an address, the network of a rule, the handles of secrets.
final class WebAddressTest {
  private static HttpRule rule(String path, Risk risk) {
    return new HttpRule("ha.local", 80, "http", Set.of("POST"), path, null, risk);
  }

  @Test
  void takesAnAddressApart() {
    WebAddress address = WebAddress.parse("http://HA.local:8123/api/x?y=1%2F&z=a/b?c");

    assertThat(address)
        .isEqualTo(new WebAddress("http", "ha.local", 8123, "/api/x", "y=1%2F&z=a/b?c"));
    assertThat(address.uri()).hasToString("http://ha.local:8123/api/x?y=1%2F&z=a/b?c");
    assertThat(address.authority()).isEqualTo("ha.local:8123");
    assertThat(address.shown()).isEqualTo("http://ha.local:8123/api/x");
  }

  @Test
  void knowsTheUsualPortsAndTheRootPath() {
    assertThat(WebAddress.parse("https://example.org"))
        .isEqualTo(new WebAddress("https", "example.org", 443, "/", null));
    assertThat(WebAddress.parse("http://example.org:80/").authority()).isEqualTo("example.org");
  }

  @ParameterizedTest
  @ValueSource(strings = {"a\\b", "a\u0000b", "a\r\nb", "a b", "a\tb", "ä", "a%00", "?a=%0d%0a"})
  void refusesWhatServersReadInTwoWays(String part) {
    assertThatThrownBy(() -> WebAddress.parse("http://ha.local/" + part))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageStartingWith("url: ");
  }

  @ParameterizedTest
  @CsvSource({
    "/api, /api, true",
    "/api, /api/x, true",
    "/api, /apix, false",
    "/api/, /api, false",
    "/api/, /api/x, true",
    "/, /anything, true",
    "/api/x, /api, false",
    "/API, /api, false"
  })
  void matchesAPathByWholeSegments(String path, String called, boolean allowed) {
    assertThat(rule(path, Risk.NONE).allows("POST", WebAddress.parse("http://ha.local" + called)))
        .isEqualTo(allowed);
  }

  @Test
  void takesTheStrictestRiskOfAllRulesThatAllowACall() {
    HttpRule wide = rule("/api", Risk.NONE);
    HttpRule locks = rule("/api/lock", Risk.PIN);
    WebAddress unlock = WebAddress.parse("http://ha.local/api/lock/open");

    assertThat(HttpRule.among(List.of(wide, locks), "POST", unlock))
        .contains(new HttpRule.Match(locks, Risk.PIN));
    assertThat(
            HttpRule.among(
                    List.of(rule("/api", Risk.PIN), rule("/api/x", Risk.NONE)),
                    "POST",
                    WebAddress.parse("http://ha.local/api/x"))
                .orElseThrow()
                .risk())
        .isEqualTo(Risk.PIN);
  }

  @ParameterizedTest
  @CsvSource({
    "192.168.0.0/16, 192.168.255.1, true",
    "192.168.0.0/16, 192.169.0.1, false",
    "192.168.1.7/24, 192.168.1.200, true",
    "10.0.0.0/9, 10.127.0.1, true",
    "10.0.0.0/9, 10.128.0.1, false",
    "127.0.0.1/32, 127.0.0.2, false",
    "0.0.0.0/0, 8.8.8.8, true",
    "10.0.0.0/8, ::1, false",
    "fc00::/7, fd12::1, true",
    "fc00::/7, fe80::1, false",
    "::1/128, ::1, true"
  })
  void knowsWhatIsInANetwork(String network, String address, boolean inside)
      throws UnknownHostException {
    assertThat(Cidr.parse(network).contains(InetAddress.getByName(address))).isEqualTo(inside);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "10.0.0.0/33",
        "10.0.0/8",
        "010.0.0.0/8",
        "256.0.0.0/8",
        "10.0.0.0",
        "fe80::/129",
        "gg::/8",
        "10.0.0.0/08",
        "fe80::1%eth0/64",
        "/8"
      })
  void refusesWhatIsNoNetwork(String network) {
    assertThatThrownBy(() -> Cidr.parse(network)).isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void fillsHandlesOnceAndLeavesValuesAlone() {
    String text = "a {{secret:one}} b {{secret:two}} {{secret:one}}";
    Map<String, String> values = Map.of("one", "{{secret:two}}", "two", "$1\\");

    assertThat(SecretHandles.names(text)).containsExactly("one", "two");
    assertThat(SecretHandles.fill(text, name -> values.getOrDefault(name, "none")))
        .isEqualTo("a {{secret:two}} b $1\\ {{secret:two}}");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{{secret:}}",
        "{{secret:A}}",
        "{{secret:a",
        "{{secret:a}",
        "{{secret: a}}",
        "{{secret:{{secret:a}}"
      })
  void refusesAHandleThatIsNotWhole(String text) {
    assertThatThrownBy(() -> SecretHandles.names(text))
        .isInstanceOf(IllegalArgumentException.class);
  }
}
