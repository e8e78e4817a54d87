package dev.loqa.loqad.route;

import static org.assertj.core.api.Assertions.assertThat;

import dev.loqa.skillhost.manifest.Risk;
import dev.loqa.understanding.IntentSpec;
import dev.loqa.understanding.Lexicon;
import dev.loqa.understanding.ListValue;
import dev.loqa.understanding.Matcher;
import dev.loqa.understanding.SlotSpec;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class ModelCallsTest {
  private static final Lexicon LEXICON =
      Lexicon.english(
          List.of(
              new IntentSpec(
                  "home.unlock",
                  List.of("unlock the {things:target}"),
                  Map.of("target", SlotSpec.list("things"))),
              new IntentSpec(
                  "timer.start",
                  List.of("set a timer for {duration}"),
                  Map.of("duration", SlotSpec.required("duration", "For how long?"))),
              new IntentSpec(
                  "clock.alarm",
                  List.of("wake me at {time}"),
                  Map.of("time", SlotSpec.of("time"), "text", SlotSpec.of("text")))),
          Map.of(
              "things",
              List.of(
                  new ListValue("front door", "lock.front"),
                  new ListValue("[old] (gate|door)", "lock.gate"))));

  private static final RouteContext CONTEXT =
      new RouteContext(
          Matcher.compile(LEXICON),
          LEXICON.intents().stream().collect(Collectors.toMap(IntentSpec::id, Function.identity())),
          CallRisks.byIntent(Map.of("home.unlock", Risk.CONFIRM)),
          PinState.READY,
          null,
          true,
          List.of());

  @Test
  void valuesAreReadAsTheSlotsTakeThem() {
    assertThat(slots("timer_start", Map.of("duration", 300))).containsEntry("duration", 300L);
    assertThat(slots("timer_start", Map.of("duration", "300"))).containsEntry("duration", 300L);
    assertThat(slots("timer_start", Map.of("duration", "five minutes")))
        .containsEntry("duration", 300L);
    assertThat(slots("clock_alarm", Map.of("time", "18:30"))).containsEntry("time", "18:30");
    assertThat(slots("clock_alarm", Map.of("text", "hello", "invented", 1)))
        .containsOnly(Map.entry("text", "hello"));
  }

  @Test
  void valuesThatASlotDoesNotTakeAreNotGuessed() {
    for (Object duration :
        List.of(-5, 0, 1e300, Double.NaN, "soon", Map.of("a", 1), List.of(1), "9".repeat(400))) {
      assertThat(decide("timer_start", Map.of("duration", duration)))
          .as(String.valueOf(duration))
          .isInstanceOf(Decision.Answer.class);
    }
    assertThat(decide("home_unlock", Map.of("target", "back door")))
        .isInstanceOf(Decision.Answer.class);
    assertThat(decide("clock_alarm", Map.of("time", "99:99"))).isInstanceOf(Decision.Answer.class);
  }

  @Test
  void aMissingSlotIsAskedFor() {
    assertThat(decide("timer_start", Map.of()))
        .isInstanceOfSatisfying(
            Decision.AskBack.class,
            ask -> assertThat(ask.question().question()).isEqualTo("For how long?"));
  }

  @Test
  void aRiskyCallIsAskedForByWhatItDoes() {
    assertThat(decide("home_unlock", Map.of("target", "Front Door")))
        .isInstanceOfSatisfying(
            Decision.Confirm.class,
            confirm -> {
              assertThat(confirm.challenge().question())
                  .isEqualTo("Do you really want me to unlock the front door?");
              assertThat(confirm.challenge().calls().getFirst().slots())
                  .containsEntry("target", "lock.front");
            });
  }

  @Test
  void noMoreThanAFewCallsAreRunAndEachOnce() {
    Map<String, Object> alarm = call("clock_alarm", Map.of("text", "x"));
    List<Map<String, Object>> many =
        IntStream.range(0, 20).mapToObj(i -> call("clock_alarm", Map.of("text", "x" + i))).toList();
    assertThat(ModelCalls.decide(many, CONTEXT))
        .isInstanceOfSatisfying(
            Decision.RunSkills.class, run -> assertThat(run.calls()).hasSize(4));
    assertThat(ModelCalls.decide(List.of(alarm, alarm), CONTEXT))
        .isInstanceOfSatisfying(
            Decision.RunSkills.class, run -> assertThat(run.calls()).hasSize(1));
    assertThat(ModelCalls.decide(List.of(new HashMap<>()), CONTEXT))
        .isInstanceOf(Decision.Answer.class);
  }

  @Test
  void toolsNameWhatCanBeSaid() {
    assertThat(String.valueOf(ModelTools.of(CONTEXT, "")))
        .contains("enum=[front door, lock.gate]", "required=[duration]", "description=seconds");
  }

  private static Map<String, Object> slots(String tool, Map<String, Object> arguments) {
    assertThat(decide(tool, arguments)).isInstanceOf(Decision.RunSkills.class);
    return ((Decision.RunSkills) decide(tool, arguments)).calls().getFirst().slots();
  }

  private static Decision decide(String tool, Map<String, Object> arguments) {
    return ModelCalls.decide(List.of(call(tool, arguments)), CONTEXT);
  }

  private static Map<String, Object> call(String name, Map<String, Object> arguments) {
    return Map.of("name", name, "arguments", arguments);
  }
}
