package dev.loqa.understanding.grammar;

import static org.assertj.core.api.Assertions.assertThat;

import dev.loqa.understanding.IntentSpec;
import dev.loqa.understanding.Lexicon;
import dev.loqa.understanding.ListValue;
import dev.loqa.understanding.Range;
import dev.loqa.understanding.SlotSpec;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

final class TypicalSentencesTest {
  private static final Map<String, List<ListValue>> THINGS =
      Map.of(
          "things",
          List.of(ListValue.of("kitchen lamp"), new ListValue("(hallway|corridor) light", "l")));

  private static List<String> of(Map<String, SlotSpec> slots, String... sentences) {
    var intent = new IntentSpec("x.do", List.of(sentences), slots);
    return TypicalSentences.of(
        new Lexicon(
            "en", List.of(intent), THINGS, Map.of("hot", new Range(0, 9)), Map.of("r", "a b")));
  }

  @Test
  void saysWhatPeopleSay() {
    assertThat(of(Map.of("d", SlotSpec.of("duration")), "(set|start) [a] timer for {d}"))
        .containsExactly("Set a timer for ten minutes.");
    assertThat(of(Map.of(), "heat to {hot:n} <r> {0-5:m}"))
        .containsExactly("Heat to nine a b five.");
  }

  @Test
  void namesTheThingsOfTheHouseInTurn() {
    var things = Map.of("thing", SlotSpec.list("things"));
    var on = new IntentSpec("h.on", List.of("turn on [the] {thing}"), things);
    var off = new IntentSpec("h.off", List.of("turn off {thing}"), things);

    assertThat(TypicalSentences.of(Lexicon.english(List.of(on, off), THINGS)))
        .containsExactly("Turn on the kitchen lamp.", "Turn off hallway light.");
  }

  @Test
  void leavesOutWhatItCannotSay() {
    var slots = Map.of("t", SlotSpec.of("text"), "w", SlotSpec.of("when"));

    assertThat(of(slots, "add {t} to the list", "show my list [for {w}]"))
        .containsExactly("Show my list.");
    assertThat(of(slots, "remind me to {t}")).isEmpty();
    assertThat(of(slots, "long ".repeat(40))).isEmpty();
  }

  @Test
  void speaksTheLanguageOfTheLexicon() {
    var intent =
        new IntentSpec(
            "t.start", List.of("stelle einen timer auf {d}"), Map.of("d", SlotSpec.of("duration")));

    assertThat(
            TypicalSentences.of(new Lexicon("de", List.of(intent), Map.of(), Map.of(), Map.of())))
        .containsExactly("Stelle einen timer auf zehn Minuten.");
  }
}
