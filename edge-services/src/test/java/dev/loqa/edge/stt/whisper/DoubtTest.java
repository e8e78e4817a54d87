package dev.loqa.edge.stt.whisper;

import static org.assertj.core.api.Assertions.assertThat;

import dev.loqa.edge.stt.WrittenWords;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class DoubtTest {
  @ParameterizedTest
  @ValueSource(
      strings = {
        "you you you you you",
        "turn on the lamp turn on the lamp turn on the lamp",
        "and then and then and then he went",
        "it is so so so so so very late",
      })
  void seesWhatRepeatsItself(String words) {
    assertThat(Doubt.repeats(words)).isTrue();
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "no no no no", "turn on the lamp and turn on the fan", "bye bye"})
  void leavesAloneWhatPeopleSay(String words) {
    assertThat(Doubt.repeats(words)).isFalse();
  }

  @ParameterizedTest
  @CsvSource({
    "Set a timer for..., 2, true",
    "Set a timer for…, 2, true",
    "Set a ti-, 1, true",
    "You, 8, true",
    "Set a timer for ten minutes., 2, false",
    "Lights off, 3, false",
    "'', 8, false",
  })
  void seesWhatBreaksOff(String text, double seconds, boolean cut) {
    assertThat(Doubt.cut(text, WrittenWords.of(text), seconds)).isEqualTo(cut);
  }
}
