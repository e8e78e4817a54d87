package dev.loqa.loqad.pin;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class PinWordsTest {
  @ParameterizedTest
  @CsvSource({
    "1234, 1234",
    "1 2 3 4, 1234",
    "'1, 2-3.4', 1234",
    "one two three four, 1234",
    "One two THREE four!, 1234",
    "eins zwei drei vier, 1234",
    "zwölf vierunddreißig, 1234",
    "twelve thirty-four, 1234",
    "twelve thirty four, 1234",
    "my pin is one two three four, 1234",
    "meine PIN ist eins zwo drei vier, 1234",
    "oh oh seven zero, 0070",
    "null null sieben null, 0070",
    "twenty zero, 200",
    "twenty one two, 212",
    "zwanzig eins, 21",
    "zehn zehn, 1010",
    "Open Sesame, open sesame",
    "blue forty-two horse, blue 42 horse",
    "blue 42 horse, blue 42 horse",
    "pin, pin",
    "'', ''",
    "'  ', ''"
  })
  void whatMeansTheSameIsTheSame(String said, String form) {
    assertThat(PinWords.canonical(said)).isEqualTo(form);
  }
}
