package dev.loqa.edge.tts;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SpokenTextTest {
  @ParameterizedTest
  @CsvSource({
    "'Hello  there.\n\tHow are you?', 'Hello there. How are you?'",
    "'<speak>Hi</speak>', 'speak Hi /speak'",
    "'say [[h@\"l@U]] now', 'say h@\"l@U now'",
    "'Grüße, 5 °C', 'Grüße, 5 °C'"
  })
  void keepsWordsAndLeavesOutWhatEnginesActOn(String raw, String spoken) {
    assertThat(SpokenText.of(raw, 100).text()).isEqualTo(spoken);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "  \n ", "\u0000\u0007", "\u202e\u200b", "\ud83d", "\ue000"})
  void thereMayBeNothingToSay(String raw) {
    assertThat(SpokenText.of(raw, 100).isEmpty()).isTrue();
  }

  @Test
  void aLongTextIsCutAfterASentenceElseAfterAWordElseAnywhere() {
    assertThat(SpokenText.of("One two. Three four. Five six seven", 24).text())
        .isEqualTo("One two. Three four.");
    assertThat(SpokenText.of("one two three four five", 12).text()).isEqualTo("one two");
    assertThat(SpokenText.of("a".repeat(1_000_000), 100).text()).isEqualTo("a".repeat(100));
    assertThat(SpokenText.of("a😀".repeat(100), 2).text()).isEqualTo("a");
  }

  @Test
  void saysThatAndWhatItCut() {
    SpokenText cut = SpokenText.of("word ".repeat(1_000), 100);

    assertThat(cut.cut()).isTrue();
    assertThat(cut.givenLength()).isEqualTo(5_000);
    assertThat(SpokenText.of("word", 100).cut()).isFalse();
  }
}
