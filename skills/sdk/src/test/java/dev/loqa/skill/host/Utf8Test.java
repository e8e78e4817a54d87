package dev.loqa.skill.host;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class Utf8Test {
  @Test
  void agreesWithTheJdkOnEveryCodePoint() {
    for (int code = 0; code <= Character.MAX_CODE_POINT; code++) {
      if (code >= Character.MIN_SURROGATE && code <= Character.MAX_SURROGATE) {
        continue;
      }
      String text = "a" + Character.toString(code);
      byte[] bytes = text.getBytes(StandardCharsets.UTF_8);

      assertThat(Utf8.encode(text)).isEqualTo(bytes);
      assertThat(Utf8.decode(bytes, bytes.length)).isEqualTo(text);
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"80", "C080", "ED A0 80", "F4908080", "F5", "E282", "C3", "C328", "F0808080"})
  void replacesWhatIsNoUtf8(String hex) {
    byte[] bytes = HexFormat.of().parseHex(hex.replace(" ", ""));

    assertThat(Utf8.decode(bytes, bytes.length)).contains("\uFFFD");
  }

  @Test
  void replacesHalfASurrogatePair() {
    assertThat(Utf8.encode("\uD83D!")).isEqualTo("\uFFFD!".getBytes(StandardCharsets.UTF_8));
    assertThat(Utf8.encode("\uDE00")).isEqualTo("\uFFFD".getBytes(StandardCharsets.UTF_8));
  }

  @Test
  void readsNoFurtherThanTheLengthGiven() {
    assertThat(Utf8.decode("abc€".getBytes(StandardCharsets.UTF_8), 4)).isEqualTo("abc\uFFFD");
  }
}
