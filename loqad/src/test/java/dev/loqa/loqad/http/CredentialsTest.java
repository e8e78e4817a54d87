package dev.loqa.loqad.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CredentialsTest {
  @TempDir Path folder;
  private Instant now = Instant.parse("2026-11-21T10:00:00Z");

  private Credentials credentials() {
    return Credentials.in(folder.resolve("token"), () -> now);
  }

  @Test
  void aCodeEndsAfterTenMinutes() {
    Credentials credentials = credentials();
    String code = credentials.newCode();
    String late = credentials.newCode();
    now = now.plus(Credentials.CODE_LIFE).minusMillis(1);
    assertThat(credentials.useCode(code)).isTrue();
    assertThat(credentials.useCode(code)).isFalse();
    now = now.plusMillis(1);
    assertThat(credentials.useCode(late)).isFalse();
  }

  @Test
  void keepsOnlyTheNewestSixteenCodes() {
    Credentials credentials = credentials();
    List<String> codes = new ArrayList<>();
    for (int i = 0; i < 17; i++) {
      codes.add(credentials.newCode());
    }
    assertThat(credentials.useCode(codes.getFirst())).isFalse();
    assertThat(credentials.useCode(codes.get(1))).isTrue();
    assertThat(codes).doesNotHaveDuplicates();
  }

  @Test
  void aCookieOutlivesARestartAndEndsAfterThirtyDays() {
    String cookie = credentials().newCookie();
    now = now.plus(Credentials.COOKIE_LIFE).minusMillis(1);
    assertThat(credentials().isCookie(cookie)).isTrue();
    now = now.plusMillis(1);
    assertThat(credentials().isCookie(cookie)).isFalse();
  }

  @Test
  void aNewTokenEndsEveryCookie() throws Exception {
    String cookie = credentials().newCookie();
    Files.delete(folder.resolve("token"));
    assertThat(credentials().isCookie(cookie)).isFalse();
  }

  @Test
  void replacesATokenThatIsTooShort() throws Exception {
    Files.writeString(folder.resolve("token"), "short");
    assertThat(credentials().isToken("short")).isFalse();
    assertThat(Files.readString(folder.resolve("token"))).hasSize(43);
  }

  @Test
  void takesNothingForACookieThatIsNone() {
    for (String text : List.of("", ".", "..", "1.2", "a.b.c", "9".repeat(300))) {
      assertThat(credentials().isCookie(text)).as(text).isFalse();
    }
  }
}
