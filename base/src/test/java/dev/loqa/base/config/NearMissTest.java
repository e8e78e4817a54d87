package dev.loqa.base.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class NearMissTest {
  @Test
  void namesTheWordThatIsAThirdOfItsLettersAway() {
    assertThat(NearMiss.hint("publsih", List.of("publish", "subscribe")))
        .isEqualTo("did you mean \"publish\"?");
  }

  @Test
  void namesAllWordsWhenNoneIsNear() {
    assertThat(NearMiss.hint("colour", List.of("name", "age"))).isEqualTo("use one of age, name");
  }

  @Test
  void saysThatThereIsNothingToMean() {
    assertThat(NearMiss.hint("colour", List.of()))
        .isEqualTo("leave it out: there is none that it could be");
  }
}
