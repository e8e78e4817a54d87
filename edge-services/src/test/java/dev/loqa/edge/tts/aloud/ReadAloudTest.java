package dev.loqa.edge.tts.aloud;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class ReadAloudTest {
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "It is 7:30. | It is seven thirty.",
        "At 7:05 pm | At seven oh five PM",
        "at 8 a.m. sharp | at eight AM sharp",
        "It ends at 9 p.m. | It ends at nine PM.",
        "at 12:00 | at twelve o'clock",
        "at 14:05 | at fourteen oh five",
        "$5.50 or £1 | five dollars and fifty cents or one pound",
        "€0.99 | ninety nine cents",
        "$1.5 million | one point five million dollars",
        "It costs $3. | It costs three dollars.",
        "2026-11-21 | November twenty first, twenty twenty six",
        "Nov. 3, 1984 | November third, nineteen eighty four",
        "on 12 May | on May twelfth",
        "May I come in? | May I come in?",
        "in 1905 and 1900 | in nineteen oh five and nineteen hundred",
        "21.5 °C | twenty one point five degrees Celsius",
        "1 km at 50 km/h | one kilometer at fifty kilometers per hour",
        "80% | eighty percent",
        "-5° | minus five degrees",
        "5-10 min | five to ten minutes",
        "the 22nd | the twenty second",
        "1,234 lamps | one thousand two hundred and thirty four lamps",
        "agent 007 | agent zero zero seven",
        "pi is 3.14. | pi is three point one four.",
        "Dr. No & Mrs. Pi | Doctor No and Missus Pi",
        "e.g. No. 5 | for example number five",
        "12345678901234 | one two three four five six seven eight nine zero one two three four",
        "Nothing here, at all! | Nothing here, at all!",
      })
  void englishIsReadAsAPersonReadsIt(String written, String said) {
    assertThat(ReadAloud.in("en-GB").words(written)).isEqualTo(said);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "Es ist 7:30 Uhr. | Es ist sieben Uhr dreißig.",
        "um 13:00 | um dreizehn Uhr",
        "5,50 € | fünf Euro fünfzig",
        "1 € | ein Euro",
        "am 3. November 1984 | am dritten November neunzehnhundertvierundachtzig",
        "21.11.2026 | einundzwanzigster November zweitausendsechsundzwanzig",
        "am 1.5. | am ersten Mai",
        "21,5 °C | einundzwanzig Komma fünf Grad Celsius",
        "1 min bis 5 min | eine Minute bis fünf Minuten",
        "1.234 Lampen | eintausendzweihundertvierunddreißig Lampen",
        "80 % | achtzig Prozent",
        "z. B. Nr. 5 | zum Beispiel Nummer fünf",
        "Es sind 7. | Es sind sieben.",
      })
  void germanIsReadAsAPersonReadsIt(String written, String said) {
    assertThat(ReadAloud.in("de").words(written)).isEqualTo(said);
  }

  @Test
  void otherLanguagesAreLeftToTheEngine() {
    assertThat(ReadAloud.in("fr").words("Il est 7:30.")).isEqualTo("Il est 7:30.");
  }

  @Test
  void nonsenseNeitherFailsNorGrowsWithoutLimit() {
    for (String piece :
        new String[] {"9", "1,", "$", "1:", "2026-00-99 ", "°", "-", "3.", "€1.999 "}) {
      String text = piece.repeat(4_000 / piece.length());

      assertThat(ReadAloud.in("en").words(text)).hasSizeLessThan(80_000);
      assertThat(ReadAloud.in("de").words(text)).hasSizeLessThan(80_000);
    }
  }
}
