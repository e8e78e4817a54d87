package dev.loqa.loqad.route;

import static org.assertj.core.api.Assertions.assertThat;

import dev.loqa.loqad.home.SimulatedHome;
import dev.loqa.loqad.skills.SkillCatalog;
import dev.loqa.skillhost.SkillFolder;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// How people in a household say it, decided with the sentences of all our skills and the demo
/// home, and what must never be taken for a command.
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
final class WordingsTest {
  private static final Path SKILLS = Path.of("..", "skills");

  private final RouteContext context = context();

  private static RouteContext context() {
    try (Stream<Path> folders = Files.list(SKILLS)) {
      SkillCatalog catalog =
          SkillCatalog.of(
              folders
                  .sorted()
                  .filter(folder -> Files.exists(folder.resolve("skill.yaml")))
                  .map(folder -> SkillFolder.read(folder).manifest())
                  .toList(),
              new SimulatedHome(Optional.empty()),
              "en");
      return new RouteContext(
          catalog.matcher(), catalog.intents(), catalog.risks(), null, false, catalog.examples());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          set a timer for an hour and ten minutes               | timer.start {duration=4200}
          set a timer for two and a half minutes                | timer.start {duration=150}
          set a timer for one hour, thirty minutes and ten seconds | timer.start {duration=5410}
          set a pizza timer for twelve minutes                  | timer.start {name=pizza, duration=720}
          set a timer 20 minutes                                | timer.start {duration=1200}
          timer five minutes                                    | timer.start {duration=300}
          pizza timer for ten minutes                           | timer.start {name=pizza, duration=600}
          could you set me a timer for half an hour             | timer.start {duration=1800}
          set me an egg timer for six minutes                   | timer.start {name=egg, duration=360}
          set another timer for ten minutes                     | timer.start {duration=600}
          set a second timer for ten minutes                    | timer.start {duration=600}
          set a pizza timer to ten minutes                      | timer.start {name=pizza, duration=600}
          I need a timer for eight minutes                      | timer.start {duration=480}
          set a countdown for five minutes                      | timer.start {duration=300}
          set an alarm for ten minutes                          | timer.start {duration=600}
          count down from ten minutes                           | timer.start {duration=600}
          remind me in ten minutes                              | timer.start {duration=600}
          wake me up in twenty minutes                          | timer.start {duration=1200}
          set a tea timer for three minutes and a pasta timer for nine minutes | timer.start {name=tea, duration=180} + timer.start {name=pasta, duration=540}
          set a sourdough timer for an hour and an egg timer for six minutes | timer.start {name=sourdough, duration=3600} + timer.start {name=egg, duration=360}
          how long is left on the pizza timer                   | timer.left {name=pizza}
          how much longer on the pizza timer                    | timer.left {name=pizza}
          how long on the pizza timer                           | timer.left {name=pizza}
          how much time do I have left                          | timer.left {}
          how many minutes are left on the pizza timer          | timer.left {name=pizza}
          time left on the pizza timer                          | timer.left {name=pizza}
          when does the pizza timer go off                      | timer.left {name=pizza}
          how is my pizza timer doing                           | timer.left {name=pizza}
          check the timer                                       | timer.left {}
          show me the timers                                    | timer.list {}
          what timers are running                               | timer.list {}
          are there any timers running                          | timer.list {}
          do I have any timers                                  | timer.list {}
          cancel all my timers                                  | timer.cancel {which=all}
          stop                                                  | timer.stop {}
          turn all the lights off                               | smart-home.turn_off {kind=all_lights}
          turn off every light                                  | smart-home.turn_off {kind=all_lights}
          turn the lights off in the bedroom                    | smart-home.turn_off {kind=lights, area=bedroom}
          turn off everything                                   | smart-home.turn_off {kind=all}
          turn on the light in here                             | smart-home.turn_on {kind=light}
          turn on the fan                                       | smart-home.turn_on {kind=fan}
          hello turn on the kitchen light                       | smart-home.turn_on {target=light.kitchen}
          turn on the kitchen and living room lights            | smart-home.turn_on {area=kitchen} + smart-home.turn_on {area=living room, kind=lights}
          dim bedroom light 30%                                 | smart-home.dim {target=light.bedroom, level=30}
          dim the bedroom light to 30 percent                   | smart-home.dim {target=light.bedroom, level=30}
          bedroom light to 20 percent                           | smart-home.dim {target=light.bedroom, level=20}
          set the bedroom light to full brightness              | smart-home.dim {target=light.bedroom, level=100}
          turn the bedroom light down to 20 percent             | smart-home.dim {target=light.bedroom, level=20}
          make it brighter                                      | smart-home.brighter {}
          make the kitchen light brighter                       | smart-home.brighter {target=light.kitchen}
          turn down the lights in the bedroom                   | smart-home.darker {kind=lights, area=bedroom}
          it's too dark in here                                 | smart-home.brighter {}
          is the light on in the kitchen                        | smart-home.state {kind=light, expected=on, area=kitchen}
          is the light in the kitchen on                        | smart-home.state {kind=light, area=kitchen, expected=on}
          are any lights on                                     | smart-home.state {kind=lights, expected=on}
          are all the lights off                                | smart-home.state {kind=lights, expected=off}
          is the door locked                                    | smart-home.state {kind=lock, expected=locked}
          did I leave the coffee machine on                     | smart-home.state {target=switch.coffee_machine, expected=on}
          lock the door                                         | smart-home.lock {kind=lock}
          do you know what time it is                           | small-talk.time {}
          which day of the week is it                           | small-talk.day {}
          how are you                                           | small-talk.how {}
          never mind                                            | small-talk.never_mind {}
          goodnight                                             | small-talk.goodbye {}
          """)
  void isUnderstood(String words, String expected) {
    Decision decision = Router.decide(words, context);

    assertThat(decision).as(decision.toString()).isInstanceOf(Decision.RunSkills.class);
    assertThat(
            ((Decision.RunSkills) decision)
                .calls().stream()
                    .map(call -> call.intent() + " " + call.slots())
                    .reduce((a, b) -> a + " + " + b))
        .contains(expected);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "don't turn on the light",
        "do not turn on the kitchen light",
        "please don't turn off the lights",
        "never turn on the kitchen light",
        "nobody turn on the kitchen light",
        "I don't want you to unlock the front door",
        "don't set a timer for five minutes",
        "don't cancel the timer",
        "don't stop the timer",
        "don't make it brighter",
        "I turned on the light yesterday",
        "she turned the kitchen light on",
        "you turned on the kitchen light",
        "who turned on the kitchen light",
        "did you turn on the kitchen light",
        "the kitchen light is on",
        "why is the kitchen light on",
        "should I turn on the kitchen light",
        "how do I turn on the kitchen light",
        "how do I set a timer for five minutes",
        "if I turn on the kitchen light",
        "he said turn on the kitchen light",
        "turn on the kitchen light? no",
        "turn on the kitchen light no wait don't",
        "turn on the kitchen light tomorrow",
        "turn on the kitchen light unless it is on",
        "turn off everything except the kitchen light",
        "turn off all the lights except the bedroom light",
        "turn it off",
        "what is a timer",
        "set a timer",
        "set the table for five",
        "set an alarm for seven",
        "cancel the meeting",
        "have you set a timer for five minutes",
        "why did you set a timer for five minutes",
        "my timer for five minutes was great",
        "set a timer for five minutes no ten minutes",
        "I need a timer",
        "it was too dark to see the door",
        "what is the time in Tokyo",
        "unlock the door",
        "thanks for turning on the light"
      })
  void isNotActedUpon(String words) {
    Decision decision = Router.decide(words, context);

    assertThat(decision).as(decision.toString()).isNotInstanceOf(Decision.RunSkills.class);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          turn on the patio lamp                  | I know no patio lamp; did you mean the porch lamp?
          turn on the coffee maker                | I know no coffee maker; did you mean the coffee machine?
          turn on the radio                       | I know no radio.
          turn on the kitchen light for ten minutes | I understood "turn on the kitchen light", but not "for ten minutes", so I did nothing.
          turn off all the lights except the bedroom light | I understood "turn off all the lights", but not "except the bedroom light", so I did nothing.
          what is the time in Tokyo               | I understood "what is the time", but not "in Tokyo", so I did nothing.
          """)
  void saysWhatItDidNotUnderstand(String words, String expected) {
    assertThat(Router.decide(words, context))
        .isInstanceOfSatisfying(
            Decision.Answer.class, answer -> assertThat(answer.text()).isEqualTo(expected));
  }

  @Test
  void leavesWhatItHalfUnderstandsToALanguageModelWhereThereIsOne() {
    RouteContext with =
        new RouteContext(
            context.matcher(), context.intents(), context.risks(), null, true, context.examples());

    assertThat(Router.decide("what is the time in Tokyo", with))
        .isInstanceOf(Decision.AskModel.class);
  }
}
