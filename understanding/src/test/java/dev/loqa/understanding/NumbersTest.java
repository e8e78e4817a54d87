package dev.loqa.understanding;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.loqa.understanding.language.Language;
import dev.loqa.understanding.language.Languages;
import dev.loqa.understanding.language.Tokens;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class NumbersTest {
  @ParameterizedTest
  @CsvSource({
    "five, 5",
    "zero, 0",
    "nineteen, 19",
    "twenty one, 21",
    "twenty-one, 21",
    "a hundred and five, 105",
    "one hundred five, 105",
    "two thousand and six, 2006",
    "a million, 1000000",
    "three hundred thousand, 300000",
    "'1,000', 1000",
    "17, 17",
    "2.5, 2.5",
    "two point five, 2.5",
    "two and a half, 2.5",
    "half, 0.5",
    "a quarter, 0.25",
    "three quarters, 0.75",
    "2 1/2, 2.5",
    "3½, 3.5",
    "five hundred, 500"
  })
  void readsNumbers(String text, double number) {
    assertThat(Numbers.parse(text))
        .hasValueSatisfying(value -> assertThat(value.doubleValue()).isEqualTo(number));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "a",
        "and",
        "hundred of",
        "five five",
        "lamp",
        "one and",
        "99999999999999999999"
      })
  void readsNothingElseAsANumber(String text) {
    assertThat(Numbers.parse(text)).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({
    "five minutes, 300",
    "5 minutes, 300",
    "ninety seconds, 90",
    "an hour, 3600",
    "a minute, 60",
    "half an hour, 1800",
    "half a minute, 30",
    "a quarter of an hour, 900",
    "quarter of an hour, 900",
    "three quarters of an hour, 2700",
    "two and a half minutes, 150",
    "two minutes and a half, 150",
    "an hour and a half, 5400",
    "an hour and ten minutes, 4200",
    "1 hour 20, 4800",
    "one minute thirty, 90",
    "one hour thirty minutes, 5400",
    "a couple of minutes, 120",
    "10s, 10",
    "5m, 300",
    "1h30m, 5400",
    "90 mins, 5400",
    "2.5 hours, 9000",
    "one hour ten minutes and five seconds, 4205",
    "a day, 86400",
    "two weeks, 1209600",
    "one and a quarter hours, 4500",
    "an hour and a quarter, 4500",
    "a hundred and five minutes, 6300",
    "an hour and half a minute, 3630",
    "1 hr, 3600",
    "one day two hours, 93600",
    "20-minute, 1200"
  })
  void readsDurations(String text, long seconds) {
    assertThat(Durations.parse(text)).hasValue(seconds);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "five",
        "minutes",
        "five minutes and",
        "ten seconds five minutes",
        "five apples",
        "400 days",
        "an"
      })
  void readsNothingElseAsADuration(String text) {
    assertThat(Durations.parse(text)).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({
    "seven, 07:00",
    "7 pm, 19:00",
    "7:30 pm, 19:30",
    "half past seven, 07:30",
    "half past seven in the evening, 19:30",
    "quarter to eight, 07:45",
    "a quarter past six, 06:15",
    "ten past six, 06:10",
    "ten minutes to noon thirty, ''",
    "seven thirty, 07:30",
    "seven oh five, 07:05",
    "seven o'clock, 07:00",
    "noon, 12:00",
    "midnight, 00:00",
    "12 am, 00:00",
    "12:15 pm, 12:15",
    "19:45, 19:45",
    "nine at night, 21:00",
    "6 a.m., 06:00",
    "25:00, ''",
    "seven twenty five, 07:25"
  })
  void readsTimesOfDay(String text, String time) {
    Language english = Languages.english();
    Tokens tokens = Tokens.of(text, english);

    assertThat(Language.whole(english.time(tokens, 0), tokens).orElse("")).isEqualTo(time);
  }

  @ParameterizedTest
  @CsvSource({
    "fifty percent, 50",
    "50 %, 50",
    "50%, 50",
    "half, 50",
    "a quarter, 25",
    "12.5 per cent, 12.5",
    "five, 5",
    "101 %, -1"
  })
  void readsPercentages(String text, double percent) {
    Language english = Languages.english();
    Tokens tokens = Tokens.of(text, english);
    Object found = Language.whole(english.percentage(tokens, 0), tokens).orElse(-1L);

    assertThat(((Number) found).doubleValue()).isEqualTo(percent);
  }

  @Test
  void saysNumbersAndDurations() {
    assertThat(Numbers.spoken(105)).isEqualTo("one hundred and five");
    assertThat(Numbers.spoken(-21)).isEqualTo("minus twenty one");
    assertThat(Numbers.spoken(1_000_001)).isEqualTo("one million and one");
    assertThat(Durations.spoken(0)).isEqualTo("zero seconds");
    assertThat(Durations.spoken(300)).isEqualTo("five minutes");
    assertThat(Durations.spoken(4200)).isEqualTo("one hour and ten minutes");
    assertThat(Durations.spoken(3661)).isEqualTo("one hour, one minute and one second");
    assertThatThrownBy(() -> Durations.spoken(-1)).isInstanceOf(IllegalArgumentException.class);
  }
}
