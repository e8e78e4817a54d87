package dev.loqa.loqad.pin;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.loqa.loqad.route.PinState;
import dev.loqa.loqad.route.PinVerdict;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class PinLockTest {
  @TempDir private Path folder;
  private long now;
  private PinLock pin;

  @BeforeEach
  void make() {
    pin = new PinLock(folder.resolve("pin"), () -> now, 1_000);
  }

  @Test
  void takesThePinInAnyWordsAndNoOther() {
    assertThat(pin.state()).isEqualTo(PinState.NOT_SET);
    assertThat(pin.check("1234")).isEqualTo(PinVerdict.NOT_SET);

    pin.set("1234");

    assertThat(pin.state()).isEqualTo(PinState.READY);
    assertThat(pin.check("eins zwei drei vier")).isEqualTo(PinVerdict.RIGHT);
    assertThat(pin.check("12345")).isEqualTo(PinVerdict.WRONG);
    assertThat(pin.check("one two three four")).isEqualTo(PinVerdict.RIGHT);
    assertThat(pin.remove()).isTrue();
    assertThat(pin.remove()).isFalse();
    assertThat(pin.state()).isEqualTo(PinState.NOT_SET);
  }

  @Test
  void threeWrongOnesLockItForFiveMinutes() {
    pin.set("1234");
    assertThat(pin.check("1")).isEqualTo(PinVerdict.WRONG);
    assertThat(pin.check("2")).isEqualTo(PinVerdict.WRONG);
    assertThat(pin.check("3")).isEqualTo(PinVerdict.WRONG_TOO_OFTEN);

    assertThat(pin.state()).isEqualTo(PinState.LOCKED);
    assertThat(pin.check("1234")).isEqualTo(PinVerdict.LOCKED);
    now += PinLock.LOCKED.toNanos() - 1;
    assertThat(pin.check("1234")).isEqualTo(PinVerdict.LOCKED);
    now += Duration.ofSeconds(1).toNanos();
    assertThat(pin.state()).isEqualTo(PinState.READY);
    assertThat(pin.check("4")).isEqualTo(PinVerdict.WRONG);
    assertThat(pin.check("1234")).isEqualTo(PinVerdict.RIGHT);
  }

  @Test
  void isKeptAsASaltedHashThatOnlyItsOwnerReads() throws Exception {
    pin.set("open sesame 1234");
    String first = Files.readString(folder.resolve("pin"));
    pin.set("open sesame 1234");

    assertThat(first).startsWith("pbkdf2-sha512$1000$").doesNotContain("sesame", "1234");
    assertThat(Files.readString(folder.resolve("pin"))).isNotEqualTo(first);
    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(folder.resolve("pin"))))
        .isEqualTo("rw-------");
  }

  @Test
  void aPinThatIsNoneIsRefusedWithoutBeingNamed() throws Exception {
    for (String bad : new String[] {"", "123", "one two three", "x".repeat(65)}) {
      assertThatThrownBy(() -> pin.set(bad))
          .isInstanceOf(PinException.class)
          .hasMessageContaining("4 to 64")
          .message()
          .satisfies(message -> assertThat(bad.isEmpty() || !message.contains(bad)).isTrue());
    }
    Files.writeString(folder.resolve("pin"), "rubbish");
    assertThatThrownBy(() -> pin.check("1234")).hasMessageContaining("set it again");
  }
}
