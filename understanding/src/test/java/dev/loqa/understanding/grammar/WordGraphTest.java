package dev.loqa.understanding.grammar;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.loqa.understanding.Home;
import dev.loqa.understanding.IntentSpec;
import dev.loqa.understanding.Lexicon;
import dev.loqa.understanding.ListValue;
import dev.loqa.understanding.SlotSpec;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class WordGraphTest {
  private static final WordGraph GRAPH = WordGraph.of(Home.lexicon());

  @ParameterizedTest
  @ValueSource(
      strings = {
        "set a timer for five minutes",
        "set timer for two and a half minutes",
        "start a pizza timer for half an hour",
        "set a timer for an hour and ten minutes",
        "set a timer for three quarters of an hour called tea",
        "turn on the living room lamp",
        "turn the kitchen lights on",
        "turn off bedroom lamp two",
        "dim the porch lamp to fifty percent",
        "volume forty percent",
        "what's the time",
        "wake me up at half past seven"
      })
  void hearsWhatCanBeSaid(String text) {
    assertThat(GRAPH.accepts(words(text))).isTrue();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "set a timer for",
        "turn on the",
        "who is the kitchen light",
        "five minutes",
        "set a cake timer for one minute"
      })
  void hearsNothingElse(String text) {
    assertThat(GRAPH.accepts(words(text))).isFalse();
  }

  @Test
  void knowsBeginningsAndEnds() {
    assertThat(GRAPH.isPrefix(words("set a timer for"))).isTrue();
    assertThat(GRAPH.isPrefix(words("set a timer for five minutes"))).isTrue();
    assertThat(GRAPH.isComplete(words("set a timer for five minutes"))).isFalse();
    assertThat(GRAPH.isComplete(words("turn on the porch lamp"))).isTrue();
    assertThat(GRAPH.isPrefix(words("bake"))).isFalse();
    assertThat(GRAPH.next(words("wake"))).containsExactly("me");
  }

  @Test
  void writesAGraphThatSphinxReads() {
    String fsg = GRAPH.toFsg("home");
    List<String> lines = fsg.lines().toList();

    assertThat(lines)
        .startsWith(
            "FSG_BEGIN home",
            "NUM_STATES " + (GRAPH.states() + 1),
            "START_STATE 0",
            "FINAL_STATE " + GRAPH.states());
    assertThat(lines).endsWith("FSG_END");
    Set<String> heard = new HashSet<>();
    for (String line : lines.subList(4, lines.size() - 1)) {
      assertThat(line).matches("TRANSITION \\d+ \\d+ [01]\\.\\d+( [a-z']+)?");
      String[] parts = line.split(" ", -1);
      if (parts.length == 5) {
        heard.add(parts[4]);
      }
    }
    assertThat(heard).isEqualTo(GRAPH.words());
    assertThatThrownBy(() -> GRAPH.toFsg("no name")).isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void canBeCutToADictionary() {
    SortedSet<String> known = GRAPH.words();
    known.remove("porch");
    WordGraph cut = GRAPH.only(known);

    assertThat(cut.accepts(words("turn on the porch lamp"))).isFalse();
    assertThat(cut.accepts(words("turn on the kitchen light"))).isTrue();
    assertThat(cut.words()).doesNotContain("porch");
    assertThat(GRAPH.only(Set.of()).words()).isEmpty();
  }

  @Test
  void sharesWhatIsEqual() {
    Lexicon large = large(60, 1_000);

    WordGraph graph = WordGraph.of(large);

    assertThat(graph.accepts(words("do thirty the alpha seven gamma"))).isFalse();
    assertThat(graph.accepts(words("verb thirty the name nine hundred and ninety nine now")))
        .isTrue();
    assertThat(graph.states()).isLessThan(60 * 300);
  }

  /// Sixty commands, each with any of a thousand names.
  static Lexicon large(int templates, int names) {
    List<IntentSpec> intents = new ArrayList<>();
    for (int i = 0; i < templates; i++) {
      intents.add(
          new IntentSpec(
              "do." + i,
              List.of(
                  "verb " + i + " [the] {name} now", "please " + i + " [the] {name} for {time}"),
              Map.of("name", SlotSpec.list("names"), "time", SlotSpec.of(SlotSpec.DURATION))));
    }
    List<ListValue> values = new ArrayList<>();
    for (int i = 0; i < names; i++) {
      values.add(new ListValue("name " + i, "n" + i));
    }
    return Lexicon.english(intents, Map.of("names", values));
  }

  private static List<String> words(String text) {
    return List.of(text.split(" ", -1));
  }
}
