package dev.loqa.loqad.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.HexFormat;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// A value in every form that a server may write it in.
final class RedactionTest {
  private static final String VALUE = "Tk/9+a\"b&c<d 'ü'";
  private static final Redaction REDACTION = new Redaction(Map.of("key", VALUE));

  @ParameterizedTest
  @ValueSource(
      strings = {
        VALUE,
        "tK/9+A\"B&c<d 'Ü'",
        "Tk/9+a\\\"b&c<d 'ü'",
        "Tk\\/9+a\\\"b&c<d 'ü'",
        "Tk%2F9%2Ba%22b%26c%3Cd+%27%C3%BC%27",
        "Tk%2f9%2ba%22b%26c%3cd%20%27%c3%bc%27",
        "Tk/9+a&quot;b&amp;c&lt;d &#39;ü&#39;"
      })
  void findsAValueAsServersWriteIt(String form) {
    assertThat(REDACTION.clean("got " + form + ".")).isEqualTo("got {{secret:key}}.");
  }

  @Test
  void findsHexAndBase64WhereverItBegins() {
    byte[] bytes = VALUE.getBytes(StandardCharsets.UTF_8);
    assertThat(REDACTION.clean(HexFormat.of().withUpperCase().formatHex(bytes)))
        .isEqualTo("{{secret:key}}");
    for (String before : new String[] {"", "a", "ab", "abc", "user:"}) {
      byte[] whole = (before + VALUE).getBytes(StandardCharsets.UTF_8);
      assertThat(REDACTION.clean(Base64.getEncoder().encodeToString(whole)))
          .contains("{{secret:key}}");
      assertThat(REDACTION.clean(Base64.getUrlEncoder().encodeToString(whole)))
          .contains("{{secret:key}}");
    }
  }

  @Test
  void leavesEverythingElse() {
    assertThat(REDACTION.clean("It rains.")).isEqualTo("It rains.");
    assertThat(new Redaction(Map.of()).clean("It rains.", 2)).isEqualTo("It");
    assertThat(new Redaction(Map.of()).overlap()).isZero();
  }

  @Test
  void tellsTwoSecretsApartAndTakesTheLongerOne() {
    Redaction two = new Redaction(Map.of("one", "abcdefgh", "two", "abcdefghij"));

    assertThat(two.clean("abcdefghij abcdefgh")).isEqualTo("{{secret:two}} {{secret:one}}");
  }

  @Test
  void cleansUpToAnEndAndNotOneCharacterOfAValueBehindIt() {
    assertThat(REDACTION.clean("ab" + VALUE + "cd", 3)).isEqualTo("ab{{secret:key}}");
    assertThat(REDACTION.clean("ab" + VALUE + "cd", 2)).isEqualTo("ab");
  }
}
