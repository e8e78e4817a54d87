package dev.loqa.understanding;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class MatcherTest {
  private final Matcher matcher = Matcher.compile(Home.lexicon());

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          set a timer for five minutes                          | timer.start  | {duration=300}
          Set a timer for 5 minutes!                            | timer.start  | {duration=300}
          set timer for five minutes                            | timer.start  | {duration=300}
          could you please start the timer for half an hour     | timer.start  | {duration=1800}
          set a pizza timer for two and a half minutes          | timer.start  | {name=pizza, duration=150}
          set timer for one hour and ten minutes called tea     | timer.start  | {duration=4200, name=tea}
          start a ten minute timer please                       | timer.start  | {duration=600}
          cancel the pizza timer                                | timer.cancel | {name=pizza}
          cancel timer                                          | timer.cancel | {}
          turn on the living room lamp                          | light.on     | {device=light.living_room}
          turn on living room lamp                              | light.on     | {device=light.living_room}
          switch the kitchen lights on, please                  | light.on     | {device=light.kitchen}
          TURN ON MY PORCH LAMP                                 | light.on     | {device=light.porch}
          turn on the bedroom lamp two                          | light.on     | {device=light.bedroom_2}
          turn off the fan now                                  | light.off    | {device=fan.ceiling}
          dim the kitchen light to fifty percent                | light.dim    | {device=light.kitchen, level=50}
          set the kitchen light to 50%                          | light.dim    | {device=light.kitchen, level=50}
          dim the porch lamp to half                            | light.dim    | {device=light.porch, level=50}
          is the porch lamp on?                                 | light.state  | {device=light.porch}
          volume 40%                                            | volume.set   | {volume=40}
          volume ten of eleven                                  | volume.set   | {notch=10}
          wake me up at half past seven in the evening          | alarm.set    | {at=19:30}
          add milk and eggs to my shopping list                 | list.add     | {item=milk and eggs}
          what's the time                                       | talk.time    | {}
          whats the time                                        | talk.time    | {}
          what’s the time                                       | talk.time    | {}
          thank you                                             | talk.thanks  | {}
          """)
  void understands(String text, String intent, String slots) {
    List<IntentMatch> found = matcher.match(text);

    assertThat(found).isNotEmpty();
    assertThat(found.get(0).intent()).isEqualTo(intent);
    assertThat(found.get(0).slots()).hasToString(slots);
    assertThat(found.get(0).missing()).isEmpty();
    assertThat(found.get(0).score()).isBetween(0.01, 1.0);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "   ",
        "?!",
        "who is the kitchen light",
        "who is bob",
        "turn on",
        "the",
        "tell me a story about a lamp",
        "volume 400",
        "kitchen light",
        "set",
        "включи свет",
        "打开灯",
        "\u0000\u0007\u001b[31m"
      })
  void leavesAlone(String text) {
    assertThat(matcher.match(text)).filteredOn(IntentMatch::complete).isEmpty();
  }

  @Test
  void asksForARequiredSlotThatIsMissing() {
    assertThat(matcher.match("set a timer").get(0).missing()).containsExactly("duration");
    assertThat(matcher.match("set a timer for").get(0).missing()).containsExactly("duration");
    assertThat(matcher.match("please turn on the").get(0).missing()).containsExactly("device");
    assertThat(matcher.match("dim the porch lamp to").get(0).missing()).containsExactly("level");
    assertThat(matcher.match("wake me up at")).isEmpty();
  }

  @Test
  void saysWhyInPlainSentences() {
    assertThat(matcher.match("please set a pizza timer for five minutes").get(0).trace())
        .containsExactly(
            "\"set a timer for\" are words of timer.start.",
            "\"pizza\" is free text for name: pizza.",
            "\"five minutes\" is a duration for duration: 300.",
            "\"please\" was passed over.");
  }

  @Test
  void refusesTextBeyondItsLimitsAtOnce() {
    assertThat(matcher.match("turn on ".repeat(200_000))).isEmpty();
    assertThat(matcher.match("a ".repeat(900))).isEmpty();
    assertThat(matcher.matchAll("and ".repeat(119))).hasSize(1);
    assertThat(matcher.state("x".repeat(3_000))).isEqualTo(Completeness.OTHER);
  }

  @Test
  void refusesALexiconWithAllItsProblems() {
    Lexicon bad =
        new Lexicon(
            "xx",
            List.of(
                new IntentSpec(
                    "a",
                    List.of("turn (on", "<nope> {what}", "[a;b|c]"),
                    Map.of("s", SlotSpec.of("colour"))),
                new IntentSpec("a", List.of(), Map.of())),
            Map.of("l", List.of(new ListValue("a {b}", "a"))),
            Map.of("r", new Range(2, 1)),
            Map.of("x", "a <x>"));

    assertThatThrownBy(() -> Matcher.compile(bad))
        .isInstanceOfSatisfying(
            UnderstandingException.class,
            e -> assertThat(e.problems()).hasSize(9).allMatch(problem -> problem.contains(": ")));
  }

  @Test
  void namesWhatItDoesNotKnowAndWhatComesNear() {
    NearMiss miss = matcher.nearMisses("turn on the patio lamp").get(0);

    assertThat(miss.intent()).isEqualTo("light.on");
    assertThat(miss.slot()).isEqualTo("device");
    assertThat(miss.heard()).isEqualTo("patio lamp");
    assertThat(miss.suggestions()).first().isEqualTo("porch lamp");
    assertThat(matcher.nearMisses("who is bob")).isEmpty();
    assertThat(matcher.nearMisses("what is the porch lamp made of")).isEmpty();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          turn on the kitchen light and set a timer for five minutes      | light.on timer.start
          set a timer for an hour and ten minutes                         | timer.start
          set a timer for an hour and ten minutes and turn off the fan    | timer.start light.off
          turn off the fan then turn on the porch lamp and then thank you | light.off light.on talk.thanks
          add milk and eggs to my shopping list                           | list.add
          turn on the kitchen light and the porch lamp                    | light.on light.on
          turn on the kitchen light and the patio lamp                    | light.on ?
          turn on the patio lamp and turn off the fan                     | ? light.off
          sing me a song and dance                                        | ?
          """)
  void findsSeveralCommands(String text, String intents) {
    String found =
        String.join(
            " ",
            matcher.matchAll(text).stream()
                .map(c -> c.best().map(IntentMatch::intent).orElse("?"))
                .toList());

    assertThat(found).isEqualTo(intents);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          set a timer for                           | PREFIX
          set                                       | PREFIX
          could you please                          | PREFIX
          set a timer for five                      | PREFIX
          set a timer for five minutes              | COMPLETE_MAY_CONTINUE
          set a timer for five minutes and          | PREFIX
          turn on the kitchen                       | PREFIX
          turn on the porch lamp                    | COMPLETE
          turn on the kitchen light and             | PREFIX
          turn on the kitchen light and turn        | PREFIX
          turn on the kitchen light and bake        | OTHER
          what time is it                           | COMPLETE
          bake a cake                               | OTHER
          ''                                        | OTHER
          """)
  void knowsWhetherMoreIsToCome(String text, Completeness state) {
    assertThat(matcher.state(text)).isEqualTo(state);
  }
}
