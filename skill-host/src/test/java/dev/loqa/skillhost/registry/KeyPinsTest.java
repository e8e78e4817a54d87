package dev.loqa.skillhost.registry;

import static org.assertj.core.api.Assertions.assertThat;

import dev.loqa.skillhost.packages.PublisherKey;
import dev.loqa.skillhost.packages.SigningKey;
import java.util.List;
import org.junit.jupiter.api.Test;

class KeyPinsTest {
  private final PublisherKey anna = SigningKey.generate().publisher();
  private final PublisherKey eve = SigningKey.generate().publisher();

  @Test
  void theFirstKeyIsAskedForAndThenTheOnlyOne() {
    KeyPins none = KeyPins.NONE;
    assertThat(none.decide("bell", anna)).isEqualTo(new KeyPins.Decision.First(anna));

    KeyPins pins = none.with("bell", anna);
    assertThat(pins.decide("bell", anna)).isEqualTo(new KeyPins.Decision.Same(anna));
    assertThat(pins.decide("lamp", eve)).isEqualTo(new KeyPins.Decision.First(eve));
    assertThat(none.decide("bell", eve)).isInstanceOf(KeyPins.Decision.First.class);
  }

  @Test
  void anotherKeyBlocksAndBothAreShown() {
    assertThat(KeyPins.NONE.with("bell", anna).decide("bell", eve))
        .isInstanceOfSatisfying(
            KeyPins.Decision.Blocked.class,
            blocked -> assertThat(blocked.words()).contains(anna.fingerprint(), eve.fingerprint()));
  }

  @Test
  void versionsHaveTheOrderOfSemver() {
    List<String> ordered =
        List.of(
            "0.9.9",
            "1.0.0-1",
            "1.0.0-2",
            "1.0.0-10",
            "1.0.0-alpha",
            "1.0.0-alpha.1",
            "1.0.0-alpha.beta",
            "1.0.0-beta",
            "1.0.0-beta.2",
            "1.0.0-beta.11",
            "1.0.0",
            "1.0.1",
            "1.2.0",
            "1.10.0",
            "2.0.0",
            "999999999.0.0");
    List<String> shuffled = new java.util.ArrayList<>(ordered);
    java.util.Collections.shuffle(shuffled, new java.util.Random(3));
    shuffled.sort(SkillVersion.ORDER);

    assertThat(shuffled).isEqualTo(ordered);
    assertThat(ordered).allMatch(SkillVersion::is);
    assertThat(List.of("1", "1.0", "01.0.0", "1.0.0.0", "v1.0.0", "1.0.0+x", "latest", "1.0.0/x"))
        .noneMatch(SkillVersion::is);
  }
}
