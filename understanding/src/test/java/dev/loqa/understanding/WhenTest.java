package dev.loqa.understanding;

import static org.assertj.core.api.Assertions.assertThat;

import dev.loqa.understanding.language.Language;
import dev.loqa.understanding.language.Languages;
import dev.loqa.understanding.language.Tokens;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// Phrases that say when, in both languages.
final class WhenTest {
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          at seven                              | {time=07:00, either=true}
          at 7                                  | {time=07:00, either=true}
          at 7:30                               | {time=07:30, either=true}
          at 07:30                              | {time=07:30}
          at 7 pm                               | {time=19:00}
          at seven a m                          | {time=07:00}
          7pm                                   | {time=19:00}
          at 19:30                              | {time=19:30}
          half past six                         | {time=06:30, either=true}
          at quarter to eight                   | {time=07:45, either=true}
          at a quarter past five in the afternoon | {time=17:15}
          at noon                               | {time=12:00}
          at midnight                           | {time=00:00}
          at twelve at night                    | {time=00:00}
          at eight in the evening               | {time=20:00}
          in the morning                        | {time=09:00}
          tomorrow                              | {days=1}
          tomorrow at 8 am                      | {days=1, time=08:00}
          at eight tomorrow                     | {days=1, time=08:00, either=true}
          eight o'clock tomorrow morning        | {days=1, time=08:00}
          tomorrow morning                      | {days=1, time=09:00}
          this evening at half past eight       | {days=0, time=20:30}
          tonight at nine                       | {days=0, time=21:00}
          the day after tomorrow at noon        | {days=2, time=12:00}
          on Monday at nine                     | {weekday=mon, time=09:00, either=true}
          next friday afternoon at three        | {weekday=fri, time=15:00}
          on the 24th of December at 6 pm       | {date=12-24, time=18:00}
          on december 24th                      | {date=12-24}
          on the twenty fourth of december      | {date=12-24}
          every day at seven                    | {repeat=[mon, tue, wed, thu, fri, sat, sun], time=07:00, either=true}
          every weekday at half past six        | {repeat=[mon, tue, wed, thu, fri], time=06:30, either=true}
          at half past six every weekday        | {repeat=[mon, tue, wed, thu, fri], time=06:30, either=true}
          every weekend at ten                  | {repeat=[sat, sun], time=10:00, either=true}
          every morning at seven                | {repeat=[mon, tue, wed, thu, fri, sat, sun], time=07:00}
          every monday and thursday at 8 pm     | {repeat=[mon, thu], time=20:00}
          on mondays at eight                   | {repeat=[mon], time=08:00, either=true}
          daily at 8 am                         | {repeat=[mon, tue, wed, thu, fri, sat, sun], time=08:00}
          in twenty minutes                     | {in=1200}
          in an hour and a half                 | {in=5400}
          an hour from now                      | {in=3600}
          """)
  void readsEnglish(String text, String expected) {
    assertThat(whole("en", text, false).map(Object::toString)).hasValue(expected);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          um sieben                             | {time=07:00, either=true}
          um 7 Uhr                              | {time=07:00, either=true}
          um 7 Uhr 30                           | {time=07:30, either=true}
          um 17 Uhr 30                          | {time=17:30}
          um siebzehn Uhr dreißig               | {time=17:30}
          17:30                                 | {time=17:30}
          um 17.30 Uhr                          | {time=17:30}
          halb sieben                           | {time=06:30, either=true}
          um Viertel nach acht                  | {time=08:15, either=true}
          um Viertel vor acht                   | {time=07:45, either=true}
          um viertel acht                       | {time=07:15, either=true}
          um drei viertel acht                  | {time=07:45, either=true}
          um zehn nach sechs                    | {time=06:10, either=true}
          um fünf vor halb acht                 | {time=07:25, either=true}
          um Mitternacht                        | {time=00:00}
          mittags                               | {time=12:00}
          am Mittag                             | {time=12:00}
          um acht Uhr abends                    | {time=20:00}
          um sieben Uhr morgens                 | {time=07:00}
          in der Nacht um eins                  | {time=01:00}
          morgen                                | {days=1}
          morgen um acht                        | {days=1, time=08:00, either=true}
          morgen früh um acht                   | {days=1, time=08:00}
          heute Abend                           | {days=0, time=19:00}
          heute Abend um halb neun              | {days=0, time=20:30}
          übermorgen um 9                       | {days=2, time=09:00, either=true}
          uebermorgen mittag                    | {days=2, time=12:00}
          am Montag                             | {weekday=mon}
          am Montag um neun                     | {weekday=mon, time=09:00, either=true}
          nächsten Freitag um 15 Uhr            | {weekday=fri, time=15:00}
          am Samstagabend um acht               | {weekday=sat, time=20:00}
          am 24. Dezember um 18 Uhr             | {date=12-24, time=18:00}
          am vierundzwanzigsten Dezember        | {date=12-24}
          am dritten März                       | {date=03-03}
          am 24.12. um sechs                    | {date=12-24, time=06:00, either=true}
          jeden Tag um sieben                   | {repeat=[mon, tue, wed, thu, fri, sat, sun], time=07:00, either=true}
          jeden Werktag um halb sieben          | {repeat=[mon, tue, wed, thu, fri], time=06:30, either=true}
          werktags um halb sieben               | {repeat=[mon, tue, wed, thu, fri], time=06:30, either=true}
          jeden Morgen um sieben                | {repeat=[mon, tue, wed, thu, fri, sat, sun], time=07:00}
          jeden Montag und Donnerstag um 20 Uhr | {repeat=[mon, thu], time=20:00}
          montags und donnerstags um acht       | {repeat=[mon, thu], time=08:00, either=true}
          täglich um 8                          | {repeat=[mon, tue, wed, thu, fri, sat, sun], time=08:00, either=true}
          in zwanzig Minuten                    | {in=1200}
          in einer Stunde                       | {in=3600}
          in anderthalb Stunden                 | {in=5400}
          in einer halben Stunde                | {in=1800}
          in einer Viertelstunde                | {in=900}
          """)
  void readsGerman(String text, String expected) {
    assertThat(whole("de", text, false).map(Object::toString)).hasValue(expected);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          en | seven        | {time=07:00, either=true}
          en | seven thirty | {time=07:30, either=true}
          en | 7            | {time=07:00, either=true}
          de | sieben       | {time=07:00, either=true}
          de | 17           | {time=17:00}
          """)
  void readsABareHourOnlyWhereItMayStandAlone(String language, String text, String expected) {
    assertThat(whole(language, text, true).map(Object::toString)).hasValue(expected);
    assertThat(whole(language, text, false)).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "en|at twenty five",
        "en|on the 31st of February",
        "en|tomorrow today",
        "en|in a while",
        "en|every now and then",
        "en|at 2 eggs",
        "en|in twenty minutes tomorrow",
        "en|at 12:75",
        "en|second",
        "en|on the table",
        "de|am 31. Februar",
        "de|um fünfundzwanzig",
        "de|am Tisch",
        "de|jeden Hund",
        "de|in der Küche",
        "de|morgen heute",
        "de|am 40.12."
      })
  void refusesWhatIsNoTime(String text) {
    List<String> parts = List.of(text.split("\\|", -1));

    assertThat(whole(parts.get(0), parts.get(1), false)).isEmpty();
  }

  @Test
  void takesTheTimeOffFreeText() {
    Matcher matcher =
        Matcher.compile(
            reminders("en", "remind me to {text} {when}", "remind me {when} to {text}"));

    assertThat(slots(matcher, "remind me to call mum at seven"))
        .isEqualTo("{text=call mum, when={time=07:00, either=true}}");
    assertThat(slots(matcher, "remind me tomorrow at 8 am to take out the trash"))
        .isEqualTo("{when={days=1, time=08:00}, text=take out the trash}");
    assertThat(slots(matcher, "remind me to buy 7 eggs for Monday every weekday at half past six"))
        .isEqualTo(
            "{text=buy 7 eggs for Monday, when={repeat=[mon, tue, wed, thu, fri], time=06:30,"
                + " either=true}}");
    assertThat(matcher.match("remind me to buy seven")).isEmpty();
  }

  @Test
  void takesTheTimeOffGermanFreeText() {
    Matcher matcher =
        Matcher.compile(
            reminders(
                "de", "erinnere mich {when} [daran] {text}", "erinnere mich an {text} {when}"));

    assertThat(slots(matcher, "Erinnere mich morgen um acht daran, Mama anzurufen"))
        .isEqualTo("{when={days=1, time=08:00, either=true}, text=Mama anzurufen}");
    assertThat(slots(matcher, "erinnere mich bitte an den Müll um 17 Uhr 30"))
        .isEqualTo("{text=Müll, when={time=17:30}}");
  }

  @Test
  void seesThatATimeIsUnfinished() {
    Matcher matcher = Matcher.compile(reminders("en", "remind me to {text} {when}"));

    assertThat(matcher.state("remind me to call mum at")).isEqualTo(Completeness.PREFIX);
    assertThat(matcher.state("remind me to call mum at seven")).isNotEqualTo(Completeness.OTHER);
  }

  private static Lexicon reminders(String language, String... sentences) {
    return new Lexicon(
        language,
        List.of(
            new IntentSpec(
                "r.r",
                List.of(sentences),
                Map.of("text", SlotSpec.of(SlotSpec.TEXT), "when", SlotSpec.of(SlotSpec.WHEN)))),
        Map.of(),
        Map.of(),
        Map.of());
  }

  private static String slots(Matcher matcher, String text) {
    return matcher.match(text).stream().findFirst().map(m -> m.slots().toString()).orElse("");
  }

  private static Optional<Object> whole(String tag, String text, boolean bare) {
    Language language = Languages.of(tag).orElseThrow();
    Tokens tokens = Tokens.of(text, language);
    return Language.whole(language.when(tokens, 0, bare), tokens);
  }
}
