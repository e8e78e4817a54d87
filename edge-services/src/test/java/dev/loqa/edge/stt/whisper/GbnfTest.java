package dev.loqa.edge.stt.whisper;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import dev.loqa.understanding.IntentSpec;
import dev.loqa.understanding.Lexicon;
import dev.loqa.understanding.SlotSpec;
import dev.loqa.understanding.grammar.WordGraph;
import io.github.givimad.whisperjni.WhisperGrammar;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

final class GbnfTest {
  private static WordGraph graph(String... sentences) {
    var intent = new IntentSpec("x.y", List.of(sentences), Map.of("n", SlotSpec.of("number")));
    return WordGraph.of(Lexicon.english(List.of(intent), Map.of()));
  }

  @Test
  void writesEachSentence() {
    assertThat(Gbnf.of(graph("lights (on|off)", "a lamp").toFsg("house")))
        .hasValueSatisfying(text ->
            assertThat(text)
                .startsWith("root ::= s0\n")
                .contains("\" \" [lL] \"ights\"", "\" \" [aA] s", "\" \" \"off\" s")
                .endsWith(" ::= [.?!]?\n"));
  }

  @Test
  void bothGraphsOfAnOpenQuestionMayBeginWithACapital() {
    var text = Gbnf.of(WordGraph.toFsg("house", List.of(graph("stop"), graph("yes")))).orElse("");

    assertThat(text).contains("[sS] \"top\"", "[yY] \"es\"");
  }

  @Test
  void isAGrammarThatWhisperReads() {
    var text = Gbnf.of(graph("what's [the] time", "dim [it] to {n} %").toFsg("house")).orElse("");
    // The binding's check wants a full stop at the end of every sentence; the engine does not.
    var checked = text.replace("[.?!]?", "\".\"");

    assertThatCode(() -> WhisperGrammar.assertValidGrammar(checked)).doesNotThrowAnyException();
  }

  @Test
  void isNothingForWhatIsNoGrammarOrTooLarge() {
    assertThat(Gbnf.of("")).isEmpty();
    assertThat(Gbnf.of("START_STATE 0\nFINAL_STATE 1\n")).isEmpty();
    var large = new StringBuilder("START_STATE 0\nFINAL_STATE 1\n");
    for (int i = 0; i <= Gbnf.MOST_TRANSITIONS; i++) {
      large.append("TRANSITION 0 1 1.0 w").append(i).append('\n');
    }
    assertThat(Gbnf.of(large.toString())).isEmpty();
  }
}
