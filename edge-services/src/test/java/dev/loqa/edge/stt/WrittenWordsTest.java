package dev.loqa.edge.stt;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class WrittenWordsTest {
  @ParameterizedTest
  @CsvSource({
    "' Turn on the lamp.', turn on the lamp",
    "'[BLANK_AUDIO]', ''",
    "'(music) Dim it to 50%!', dim it to 50%",
    "'Wake me at 7:30, please.', wake me at 7:30 please",
    "'Set it to 20.5 degrees...', set it to 20.5 degrees",
    "'What’s the time?', what's the time",
    "'*sighs* Küche an - jetzt', küche an jetzt",
    "'10:', 10",
    "'. , :', ''",
  })
  void keepsWordsOnly(String text, String words) {
    assertThat(WrittenWords.of(text)).isEqualTo(words);
  }
}
