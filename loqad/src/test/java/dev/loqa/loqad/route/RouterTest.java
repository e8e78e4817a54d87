package dev.loqa.loqad.route;

import static org.assertj.core.api.Assertions.assertThat;

import dev.loqa.skillhost.manifest.Risk;
import dev.loqa.understanding.IntentSpec;
import dev.loqa.understanding.Lexicon;
import dev.loqa.understanding.ListValue;
import dev.loqa.understanding.Matcher;
import dev.loqa.understanding.SlotSpec;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

final class RouterTest {
  private static final Lexicon LEXICON =
      Lexicon.english(
          List.of(
              new IntentSpec(
                  "home.on",
                  List.of("turn on the {things:target}"),
                  Map.of("target", SlotSpec.list("things"))),
              new IntentSpec(
                  "timer.start",
                  List.of("set a timer for {duration}", "set a timer"),
                  Map.of("duration", SlotSpec.required("duration", "For how long?"))),
              new IntentSpec(
                  "home.unlock",
                  List.of("unlock the {things:target}"),
                  Map.of("target", SlotSpec.list("things")))),
          Map.of(
              "things",
              List.of(
                  new ListValue("kitchen light", "light.kitchen"),
                  new ListValue("porch lamp", "light.porch"),
                  new ListValue("front door", "lock.front"))));
  private static final Matcher MATCHER = Matcher.compile(LEXICON);

  private static RouteContext context(@Nullable Pending pending) {
    Map<String, IntentSpec> intents =
        LEXICON.intents().stream().collect(Collectors.toMap(IntentSpec::id, Function.identity()));
    return new RouteContext(
        MATCHER,
        intents,
        CallRisks.byIntent(Map.of("home.unlock", Risk.CONFIRM)),
        PinState.READY,
        pending,
        true,
        List.of("turn on the kitchen light"));
  }

  @Test
  void asksForWhatTheWordsNameAndTellsTheCommandsApart() {
    CallRisks byTarget =
        (intent, slots) ->
            "lock.front".equals(slots.get("target")) && intent.equals("home.unlock")
                ? Risk.CONFIRM
                : Risk.NONE;
    RouteContext some =
        new RouteContext(
            MATCHER,
            context(null).intents(),
            byTarget,
            PinState.READY,
            null,
            true,
            List.of("turn on"));

    assertThat(Router.decide("unlock the porch lamp", some)).isInstanceOf(Decision.RunSkills.class);
    assertThat(Router.decide("turn on the kitchen light and unlock the front door", some))
        .isInstanceOfSatisfying(
            Decision.Confirm.class,
            confirm -> {
              assertThat(confirm.challenge().question())
                  .isEqualTo("Do you really want me to unlock the front door?");
              assertThat(confirm.challenge().calls())
                  .extracting(SkillCall::risk)
                  .containsExactly(Risk.NONE, Risk.CONFIRM);
            });
  }

  private static Decision decide(String words) {
    return Router.decide(words, context(null));
  }

  @Test
  void aCommandRunsItsSkillAndSaysWhy() {
    assertThat(decide("turn on the kitchen light"))
        .isInstanceOfSatisfying(
            Decision.RunSkills.class,
            run -> {
              assertThat(run.calls())
                  .singleElement()
                  .satisfies(call -> {
                    assertThat(call.intent()).isEqualTo("home.on");
                    assertThat(call.skill()).isEqualTo("home");
                    assertThat(call.slots()).containsEntry("target", "light.kitchen");
                  });
              assertThat(run.why()).isNotEmpty();
            });
  }

  @Test
  void twoCommandsAreTwoCallsInOrder() {
    assertThat(decide("turn on the porch lamp and set a timer for five minutes"))
        .isInstanceOfSatisfying(
            Decision.RunSkills.class,
            run ->
                assertThat(run.calls())
                    .extracting(SkillCall::intent)
                    .containsExactly("home.on", "timer.start"));
  }

  @Test
  void whatIsMissingIsAskedForAndTheAnswerCompletesIt() {
    Decision asked = decide("set a timer");
    assertThat(asked)
        .isInstanceOfSatisfying(
            Decision.AskBack.class,
            ask -> assertThat(ask.question().question()).isEqualTo("For how long?"));
    Pending pending = ((Decision.AskBack) asked).question();
    for (String answer : List.of("five minutes", "for five minutes", "Five minutes.")) {
      assertThat(Router.decide(answer, context(pending)))
          .as(answer)
          .isInstanceOfSatisfying(
              Decision.RunSkills.class,
              run -> assertThat(run.calls().getFirst().slots()).containsEntry("duration", 300L));
    }
  }

  @Test
  void ofAListOnlyWhatIsInItAnswers() {
    SkillCall call = new SkillCall("home.unlock", Map.of(), "something by a model", Risk.NONE);
    RouteContext asked = context(new Pending.Asked(call, "target", SlotSpec.LIST, "Which one?"));

    assertThat(Router.decide("front door", asked))
        .isInstanceOfSatisfying(
            Decision.Confirm.class,
            confirm ->
                assertThat(confirm.challenge().calls().getFirst().slots())
                    .containsEntry("target", "lock.front"));
    assertThat(Router.decide("what is the weather like", asked))
        .isInstanceOf(Decision.AskModel.class);
  }

  @Test
  void anotherCommandInsteadOfTheAnswerIsTakenAsACommand() {
    Pending pending = ((Decision.AskBack) decide("set a timer")).question();
    assertThat(Router.decide("turn on the kitchen light", context(pending)))
        .isInstanceOfSatisfying(
            Decision.RunSkills.class,
            run -> assertThat(run.calls().getFirst().intent()).isEqualTo("home.on"));
  }

  @Test
  void aRiskyCommandWaitsForAYes() {
    Decision first = decide("unlock the front door");
    assertThat(first).isInstanceOf(Decision.Confirm.class);
    Pending pending = ((Decision.Confirm) first).challenge();
    assertThat(Router.decide("Yes.", context(pending)))
        .isInstanceOfSatisfying(
            Decision.RunSkills.class, run -> assertThat(run.cleared()).isEqualTo(Risk.CONFIRM));
    assertThat(Router.decide("no", context(pending))).isInstanceOf(Decision.Answer.class);
    assertThat(Router.decide("what a nice day", context(pending)))
        .isInstanceOf(Decision.AskModel.class);
  }

  @Test
  void aRiskyCommandInCompanyMakesTheWholeSentenceWait() {
    assertThat(decide("turn on the kitchen light and unlock the front door"))
        .isInstanceOf(Decision.Confirm.class);
  }

  @Test
  void aNearMissIsNamed() {
    assertThat(decide("turn on the patio lamp"))
        .isInstanceOfSatisfying(
            Decision.Answer.class,
            answer ->
                assertThat(answer.text())
                    .isEqualTo("I know no patio lamp; did you mean the porch lamp?"));
  }

  @Test
  void theHalfThatIsUnderstoodIsDoneAndTheOtherIsSaid() {
    assertThat(decide("turn on the kitchen light and turn on the patio lamp"))
        .isInstanceOfSatisfying(
            Decision.RunSkills.class,
            run -> {
              assertThat(run.calls()).hasSize(1);
              assertThat(run.notUnderstood()).singleElement().asString().contains("patio lamp");
            });
  }

  @Test
  void aQuestionAboutTheWorldTurnsOnNoLamp() {
    assertThat(decide("who is the king of france")).isInstanceOf(Decision.AskModel.class);
  }

  @Test
  void silenceIsIgnored() {
    assertThat(decide("  ")).isInstanceOf(Decision.Ignore.class);
  }

  @Test
  void theSameWordsInTheSameContextGiveTheSameDecision() {
    assertThat(decide("turn on the porch lamp")).isEqualTo(decide("turn on the porch lamp"));
  }
}
