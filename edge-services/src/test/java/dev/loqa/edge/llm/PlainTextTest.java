package dev.loqa.edge.llm;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PlainTextTest {
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "**The Eiffel Tower** is in *Paris*.|The Eiffel Tower is in Paris.",
        "- It is 330 m high.|It is 330 m high.",
        "* __One__ of `three`|One of three",
        "## A heading|A heading",
        "See [its page](https://example.com/x).|See its page.",
        "It is 20 °C 😀 outside ☀️|It is 20 °C outside",
        "5 * 3 is 15, and a_b is a name.|5 * 3 is 15, and a_b is a name.",
        "1. First, open it.|1. First, open it.",
        "That is a well-known - and old - fact.|That is a well-known - and old - fact.",
        "Grüß Gott, ça va?|Grüß Gott, ça va?"
      })
  void marksAndEmojiAreLeftOutAndNothingElse(String sentence, String plain) {
    assertThat(PlainText.of(sentence)).isEqualTo(plain);
  }

  @ParameterizedTest
  @CsvSource({"```java", "---", "😀", "'**'", "''"})
  void whatIsNothingElseIsNothing(String sentence) {
    assertThat(PlainText.of(sentence)).isEmpty();
  }
}
