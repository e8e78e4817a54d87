package dev.loqa.understanding;

import static org.assertj.core.api.Assertions.assertThat;

import dev.loqa.understanding.grammar.WordGraph;
import dev.loqa.understanding.language.Language;
import dev.loqa.understanding.language.Languages;
import dev.loqa.understanding.language.Tokens;
import dev.loqa.understanding.reply.ReplyRenderer;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class GermanTest {
  private static final Language GERMAN = Languages.of("de-AT").orElseThrow();

  @ParameterizedTest
  @CsvSource({
    "eins, 1",
    "zwölf, 12",
    "zwoelf, 12",
    "einundzwanzig, 21",
    "dreiunddreißig, 33",
    "siebenundneunzig, 97",
    "hundert, 100",
    "einhundertfünf, 105",
    "hunderteins, 101",
    "zweihundertzweiundzwanzig, 222",
    "tausend, 1000",
    "zweitausendvierundzwanzig, 2024",
    "neunhundertneunundneunzigtausendneunhundertneunundneunzig, 999999",
    "1.000, 1000",
    "anderthalb, 1.5",
    "zweieinhalb, 2.5",
    "eineinhalb, 1.5",
    "zwei komma fünf, 2.5",
    "zwo, 2"
  })
  void readsNumbers(String text, double value) {
    assertThat(Numbers.parse(text, GERMAN).map(Number::doubleValue)).hasValue(value);
  }

  @Test
  void readsTheCommaOfAFraction() {
    assertThat(Numbers.parse("2,5", GERMAN).map(Number::doubleValue)).hasValue(2.5);
    assertThat(Durations.parse("1,5 Stunden", GERMAN)).hasValue(5400L);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"und", "undzwanzig", "zweiundzwei", "hundertund zwei", "Hund", "Milch", ""})
  void refusesWhatIsNoNumber(String text) {
    assertThat(Numbers.parse(text, GERMAN)).isEmpty();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          fünf Minuten                       | 300
          eine Minute                        | 60
          einer Minute                       | 60
          eine Stunde und zehn Minuten       | 4200
          eine Stunde zehn                   | 4200
          eine Stunde, zehn Minuten und fünf Sekunden | 4205
          anderthalb Stunden                 | 5400
          zweieinhalb Minuten                | 150
          eine halbe Stunde                  | 1800
          einer halben Stunde                | 1800
          eine Viertelstunde                 | 900
          eine Dreiviertelstunde             | 2700
          drei viertel Stunden               | 2700
          90 Sekunden                        | 90
          1h                                 | 3600
          10 min                             | 600
          zwei Tage                          | 172800
          einundzwanzig Minuten              | 1260
          """)
  void readsDurations(String text, long seconds) {
    assertThat(Durations.parse(text, GERMAN)).hasValue(seconds);
  }

  @Test
  void saysNumbersAndDurationsSoThatItUnderstandsThemAgain() {
    RandomGenerator random = new Random(7);
    for (int i = 0; i < 2_000; i++) {
      long number = random.nextLong(1_000_000);
      long seconds = random.nextLong(7 * 86_400);

      assertThat(Numbers.parse(GERMAN.spoken(number), GERMAN)).hasValue(number);
      assertThat(Durations.parse(GERMAN.spokenDuration(seconds), GERMAN)).hasValue(seconds);
    }
    assertThat(GERMAN.spoken(21_301)).isEqualTo("einundzwanzigtausenddreihunderteins");
    assertThat(GERMAN.spokenDuration(4_200)).isEqualTo("eine Stunde und zehn Minuten");
  }

  @Test
  void takesUmlautsArticlesAndPolitenessAsTheyCome() {
    Matcher matcher =
        Matcher.compile(
            new Lexicon(
                "de",
                List.of(
                    new IntentSpec(
                        "timer.cancel", List.of("(lösche|stoppe) [den] Timer"), Map.of())),
                Map.of(),
                Map.of(),
                Map.of()));

    for (String said :
        List.of(
            "Lösche den Timer!",
            "loesche bitte den Timer",
            "kannst du stoppe mal den Timer",
            "Hey Loqa, lösche Timer, danke")) {
      assertThat(matcher.match(said)).as(said).hasSize(1);
    }
    assertThat(matcher.match("lösche nicht den Timer")).isEmpty();
  }

  @Test
  void readsPercentagesAndTimes() {
    Tokens half = Tokens.of("fünfzig Prozent", GERMAN);
    Tokens time = Tokens.of("halb sieben abends", GERMAN);

    assertThat(Language.whole(GERMAN.percentage(half, 0), half)).hasValue(50L);
    assertThat(Language.whole(GERMAN.time(time, 0), time)).hasValue("18:30");
  }

  @Test
  void spellsItsGrammarInWordsOfBoundedNumber() {
    for (String language : Languages.tags()) {
      IntentSpec all =
          new IntentSpec(
              "a.b",
              List.of(
                  "x {duration}",
                  "y {number}",
                  "z {percentage}",
                  "t {time}",
                  "d {datetime}",
                  "w {when}"),
              Map.of());
      WordGraph graph =
          WordGraph.of(new Lexicon(language, List.of(all), Map.of(), Map.of(), Map.of()));

      assertThat(graph.states()).isLessThan(2_000);
      assertThat(graph.words()).hasSizeLessThan(200);
    }
  }

  @Test
  void joinsThingsWithItsOwnWord() {
    assertThat(
            new ReplyRenderer(GERMAN)
                .render("{{ x | spoken_list }}", Map.of("x", List.of("Milch", "Eier", "Brot"))))
        .isEqualTo("Milch, Eier und Brot");
  }
}
