package dev.loqa.loqad.route;

import static org.assertj.core.api.Assertions.assertThat;

import dev.loqa.skillhost.manifest.Risk;
import dev.loqa.understanding.Completeness;
import dev.loqa.understanding.IntentSpec;
import dev.loqa.understanding.Lexicon;
import dev.loqa.understanding.ListValue;
import dev.loqa.understanding.Matcher;
import dev.loqa.understanding.SlotSpec;
import dev.loqa.understanding.grammar.WordGraph;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// What the ears are told to listen for while a question is open.
class AnswersTest {
  private static final Lexicon ENGLISH = house("en");
  private static final Lexicon GERMAN = house("de");

  private static Lexicon house(String language) {
    return new Lexicon(
        language,
        List.of(
            new IntentSpec(
                "timer.start", List.of("timer {duration}"), Map.of("duration", slot("duration"))),
            new IntentSpec("lamp.on", List.of("lamp {lamp}"), Map.of("lamp", slot("list"))),
            new IntentSpec("note.add", List.of("note {words}"), Map.of("words", slot("text")))),
        Map.of("lamp", List.of(new ListValue("desk lamp", "lamp.desk"))),
        Map.of(),
        Map.of());
  }

  private static SlotSpec slot(String type) {
    return SlotSpec.required(type, "Which?");
  }

  private static Pending asked(String intent, String slot, String type) {
    return new Pending.Asked(
        new SkillCall(intent, Map.of(), "words", Risk.NONE), slot, type, "Which?");
  }

  private static final Pending REALLY = new Pending.Challenged(List.of(), Risk.CONFIRM, "Really?");
  private static final Pending PIN = new Pending.PinWanted(List.of(), "PIN?", false);

  private static boolean hears(Pending question, Lexicon house, String said) {
    Lexicon answers = Answers.to(question, house);
    boolean heard = WordGraph.of(answers).accepts(List.of(said.split(" ")));
    Completeness meant = Matcher.compile(answers).state(said);
    // What can be heard ends an utterance soon.
    assertThat(meant == Completeness.COMPLETE || meant == Completeness.COMPLETE_MAY_CONTINUE)
        .isEqualTo(heard);
    return heard;
  }

  @ParameterizedTest
  @CsvSource({
    "yes,true",
    "yes please,true",
    "never mind,true",
    "turn on the lamp,false",
    "ja,false"
  })
  void agreementAndRefusal(String said, boolean heard) {
    assertThat(hears(REALLY, ENGLISH, said)).isEqualTo(heard);
  }

  @Test
  void theyAreThoseOfTheLanguage() {
    assertThat(hears(REALLY, GERMAN, "ja bitte")).isTrue();
    assertThat(hears(REALLY, GERMAN, "yes please")).isFalse();
    assertThat(Answers.to(REALLY, GERMAN).language()).isEqualTo("de");
  }

  @ParameterizedTest
  @CsvSource({
    "four zero two seven,true",
    "one one two three five eight one three,true",
    "twelve thirty four,true",
    "oh oh seven,true",
    "cancel,true",
    "one two,false",
  })
  void digitsOfAPin(String said, boolean heard) {
    assertThat(WordGraph.of(Answers.to(PIN, ENGLISH)).accepts(List.of(said.split(" "))))
        .isEqualTo(heard);
  }

  @Test
  void digitsOfAPinInGerman() {
    WordGraph words = WordGraph.of(Answers.to(PIN, GERMAN));
    assertThat(words.accepts(List.of("vier", "null", "zwo", "sieben"))).isTrue();
    assertThat(words.accepts(List.of("zwölf", "vierunddreißig"))).isTrue();
  }

  @Test
  void thePinItselfIsInNoneOfIt() {
    assertThat(Answers.to(PIN, ENGLISH)).isEqualTo(Answers.to(PIN, house("en")));
  }

  @ParameterizedTest
  @CsvSource({"five minutes,true", "for half an hour,true", "no thanks,true", "yes,false"})
  void aLengthOfTime(String said, boolean heard) {
    assertThat(hears(asked("timer.start", "duration", "duration"), ENGLISH, said)).isEqualTo(heard);
  }

  @Test
  void aValueOfAList() {
    assertThat(hears(asked("lamp.on", "lamp", "list"), ENGLISH, "desk lamp")).isTrue();
    assertThat(hears(asked("lamp.on", "lamp", "list"), ENGLISH, "floor lamp")).isFalse();
  }

  @Test
  void openWordsOnlyWhereTheSkillNamesSome() {
    WordGraph words = WordGraph.of(Answers.to(asked("note.add", "words", "text"), ENGLISH));
    assertThat(words.accepts(List.of("buy"))).isFalse();
    assertThat(words.accepts(List.of("cancel"))).isTrue();
  }

  @Test
  void aQuestionOfASkillThatIsGone() {
    assertThat(hears(asked("gone.now", "duration", "duration"), ENGLISH, "ten minutes")).isTrue();
  }
}
