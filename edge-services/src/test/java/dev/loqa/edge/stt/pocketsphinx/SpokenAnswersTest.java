package dev.loqa.edge.stt.pocketsphinx;

import static org.assertj.core.api.Assertions.assertThat;

import dev.loqa.edge.stt.Grammar;
import dev.loqa.edge.stt.Hypothesis;
import dev.loqa.edge.stt.Recognizer;
import dev.loqa.edge.stt.Sounds;
import dev.loqa.understanding.IntentSpec;
import dev.loqa.understanding.Lexicon;
import dev.loqa.understanding.SlotSpec;
import dev.loqa.understanding.grammar.WordGraph;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Answers to questions beside the sentences of a house, by the real decoder.
final class SpokenAnswersTest {
  private static final PocketSphinxEngine ENGINE = new PocketSphinxEngine("", "", "", 0.5);
  private static final Recognizer RECOGNIZER = ENGINE.recognizer();
  private static final List<WordGraph> HOUSE =
      List.of(
          graph(
              List.of("turn (on|off) the (lamp|kitchen light)", "set a timer for {duration}"),
              Map.of("duration", SlotSpec.of(SlotSpec.DURATION))));
  private static final WordGraph YES_OR_NO =
      graph(List.of("yes", "yes please", "no", "no thanks", "never mind", "cancel"), Map.of());
  private static final WordGraph DIGITS =
      graph(
          List.of(
              "<digit> <digit> <digit> <digit>"
                  .replace("<digit>", "(one|two|three|four|five|six|seven|eight|nine|zero)")),
          Map.of());
  private static final WordGraph DURATION =
      graph(List.of("[for] {duration}"), Map.of("duration", SlotSpec.of(SlotSpec.DURATION)));

  private static WordGraph graph(List<String> sentences, Map<String, SlotSpec> slots) {
    return WordGraph.of(
        Lexicon.english(List.of(new IntentSpec("a.b", sentences, slots)), Map.of()));
  }

  @AfterAll
  static void close() {
    RECOGNIZER.close();
    ENGINE.close();
  }

  private static Grammar answering(String name, WordGraph answers) {
    return Grammar.ofFsg(name, WordGraph.toFsg(name, List.of(HOUSE.getFirst(), answers)), "");
  }

  private static Hypothesis hear(Grammar grammar, String said, String voice) {
    short[] sound = Sounds.speech(said, voice, 150);
    try (var utterance = RECOGNIZER.open(grammar)) {
      utterance.accept(sound, 0, sound.length);
      return utterance.finish();
    }
  }

  @ParameterizedTest
  @CsvSource({
    "yes please, en-us",
    "no thanks, en-gb",
    "never mind, en-us",
    "cancel, en-gb",
    "turn off the kitchen light, en-us",
    "set a timer for ten minutes, en-gb",
  })
  void hearsAnswersAndCommands(String said, String voice) {
    assertThat(hear(answering("really", YES_OR_NO), said, voice).text()).isEqualTo(said);
  }

  @Test
  void hearsThemOnlyWhileTheyAreExpected() {
    Grammar alone = Grammar.ofFsg("house", WordGraph.toFsg("house", HOUSE), "");
    assertThat(hear(alone, "never mind", "en-us").accepted()).isFalse();
    assertThat(hear(answering("really", YES_OR_NO), "never mind", "en-us").accepted()).isTrue();
    assertThat(hear(alone, "never mind", "en-us").accepted()).isFalse();
  }

  @Test
  void hearsDigitsAndTimes() {
    assertThat(hear(answering("pin", DIGITS), "four seven one nine", "en-us").text())
        .isEqualTo("four seven one nine");
    assertThat(hear(answering("long", DURATION), "for five minutes", "en-us").text())
        .isEqualTo("for five minutes");
  }
}
