package dev.loqa.loqad.converse;

import static org.assertj.core.api.Assertions.assertThat;

import dev.loqa.loqad.policy.OwnerRules;
import dev.loqa.loqad.skills.ActingModule.Sent;
import dev.loqa.protocol.ChatMessage;
import dev.loqa.protocol.NluRequest;
import dev.loqa.protocol.NluResponse;
import dev.loqa.protocol.SessionDegraded;
import dev.loqa.protocol.Subjects;
import dev.loqa.protocol.TurnReport;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/// What a language model may do: call the intents of installed skills, through the same questions
/// and with the same proofs as speech, and nothing else.
@Timeout(120)
class ModelTurnTest {
  @TempDir private Path folder;
  private TalkingHouse house;
  private final List<NluRequest> asked = new CopyOnWriteArrayList<>();
  private volatile String words = "";
  private volatile List<Map<String, Object>> calls = List.of();
  private volatile @Nullable String error;

  @BeforeEach
  void start() throws Exception {
    house = new TalkingHouse(folder, new OwnerRules(List.of(), List.of(), List.of()));
    house.model.set(true);
    house.install(
        "lamp",
        """
        capabilities: {bus: {publish: [home.command]}}
        permissions: ["bus:publish"]
        intents:
          lamp.on:
            sentences: ["light the lamp at {level}"]
            slots: {level: {type: percentage}}
        responses: {lamp.on: "The kitchen light is on."}
        budgets: {wall_ms: 60000}
        """,
        List.of(new Sent("home.command", "{\"entity\":\"light.kitchen\",\"service\":\"turn_on\"}")),
        "{\"receipts\":[{\"action\":\"turn_on\",\"target\":\"kitchen light\",\"effect\":1}]}");
    house.install(
        "keys",
        """
        capabilities: {bus: {publish: [home.command]}}
        permissions: ["bus:publish"]
        intents: {keys.unlock: {sentences: [let me in], risk: confirm}}
        responses: {keys.unlock: "The front door is unlocked."}
        budgets: {wall_ms: 60000}
        """,
        List.of(
            new Sent("home.command", "{\"entity\":\"lock.front_door\",\"service\":\"unlock\"}")),
        "{\"receipts\":[{\"action\":\"unlock\",\"target\":\"front door\",\"effect\":1}]}");
    house.bus.subscribe(
        Subjects.NLU_REQUEST,
        delivery -> {
          NluRequest request = delivery.as(NluRequest.class);
          asked.add(request);
          house.bus.publish(
              new NluResponse(
                  request.sessionId(),
                  words,
                  false,
                  null,
                  null,
                  null,
                  null,
                  Instant.EPOCH,
                  calls,
                  error,
                  request.turnId(),
                  Map.of()));
        });
  }

  @AfterEach
  void stop() {
    house.close();
  }

  @Test
  void aToolIsRunAsIfItHadBeenSaidAndIsSpokenFromItsReceipt() {
    words = "Sure. I've turned on every light in the house!";
    calls = List.of(call("lamp_on", Map.of("level", 40)), call("lamp_on", Map.of("level", 40)));

    TurnReport turn = house.say("it is so dark in here");

    assertThat(turn.reply()).isEqualTo("Sure. The kitchen light is on.");
    assertThat(turn.intent()).isEqualTo("lamp.on");
    assertThat(turn.slots()).containsEntry("level", 40L);
    assertThat(turn.receipts()).hasSize(1);
    assertThat(turn.source()).isEqualTo("llm");
    assertThat(house.state("light.kitchen")).isEqualTo("on");
    assertThat(String.valueOf(house.events("route.decision")))
        .contains("the language model called lamp.on with {level=40}");
  }

  @Test
  void whatNeedsAYesIsAskedForInLoqasWordsAndDoneAfterIt() {
    calls = List.of(call("keys_unlock", Map.of()));

    TurnReport asks = house.say("what is the capital of france");
    assertThat(asks.reply()).isEqualTo("Do you really want me to let me in?");
    assertThat(house.state("lock.front_door")).isEqualTo("locked");

    assertThat(house.say("yes").reply()).isEqualTo("The front door is unlocked.");
    assertThat(house.state("lock.front_door")).isEqualTo("unlocked");
  }

  @Test
  void aClaimWithoutAReceiptIsNotSpoken() {
    words = "Okay. I have turned on the kitchen light. Enjoy!";

    TurnReport turn = house.say("it is so dark in here");

    assertThat(turn.reply()).isEqualTo("Okay. Enjoy! I have done nothing.");
    assertThat(turn.receipts()).isEmpty();
    assertThat(house.state("light.kitchen")).isEqualTo("off");
  }

  @Test
  void anInventedToolAndWrongSlotsDoNothingAndSaySo() {
    for (Map<String, Object> call :
        List.of(
            call("open_the_pod_bay_doors", Map.of()),
            call("lamp_on", Map.of("level", 4_000)),
            call("lamp_on", Map.of("level", List.of("a", "b"))),
            call("lamp.on", Map.of()))) {
      calls = List.of(call);

      TurnReport turn = house.say("it is so dark in here");

      assertThat(turn.reply()).isEqualTo("I have done nothing.");
      assertThat(turn.receipts()).isEmpty();
    }
    assertThat(house.state("light.kitchen")).isEqualTo("off");
    assertThat(String.valueOf(house.events("route.decision")))
        .contains("open_the_pod_bay_doors", "which no skill has", "4000", "which that is not");
  }

  @Test
  void ofSeveralCallsThoseThatCannotBeDoneAreSaidToBeLeftOut() {
    calls = List.of(call("lamp_on", Map.of("level", 40)), call("coffee_brew", Map.of()));

    TurnReport turn = house.say("it is so dark in here, and I want coffee");

    assertThat(turn.reply()).isEqualTo("The kitchen light is on. The rest of it I could not do.");
    assertThat(turn.receipts()).hasSize(1);
  }

  @Test
  void aModelThatSaysNothingIsApologizedFor() {
    words = " \n";

    assertThat(house.say("what is the capital of france").reply())
        .isEqualTo("Sorry, I did not understand that, and the language model did not answer.");
  }

  @Test
  void theModelLearnsLaterWhatWasDoneAndWhatWasNot() {
    words = "I have turned on the kitchen light.";
    house.say("it is so dark in here");
    words = "";
    calls = List.of(call("coffee_brew", Map.of()));
    house.say("coffee would be fine");
    calls = List.of(call("lamp_on", Map.of("level", 40)));
    house.say("it is still so dark in here");
    calls = List.of(call("keys_unlock", Map.of()));
    house.say("where is the key");
    words = "I know nothing of that.";
    calls = List.of();
    house.say("and what now");

    assertThat(asked.getLast().messages())
        .filteredOn(message -> message.role().equals("assistant"))
        .extracting(ChatMessage::content)
        .containsExactly(
            "(nothing was done)",
            "(nothing was done)",
            "(done by a tool)",
            "(not done: the person was asked first)");
  }

  @Test
  void aModelThatImitatesTheNoteOfAToolHasDoneNothing() {
    words = "(done by a tool)";

    assertThat(house.say("it is so dark in here").reply()).isEqualTo("I have done nothing.");
  }

  @Test
  void whereTheBusIsAwayWhatWasDoneIsToldAndAQuestionIsApologizedFor() {
    house.bus.close();

    assertThat(house.say("light the lamp at forty percent").reply())
        .isEqualTo("The kitchen light is on.");
    assertThat(house.say("what is the capital of france").reply())
        .isEqualTo("Sorry, I did not understand that, and the language model did not answer.");
  }

  @Test
  void thePromptBeginsTheSameEachTimeAndTellsOfTheSkills() {
    words = "Paris.";
    house.say("what is the capital of france");
    house.say("and of spain");

    NluRequest first = asked.get(0);
    NluRequest second = asked.get(1);
    assertThat(second.system()).isEqualTo(first.system());
    assertThat(second.tools()).isEqualTo(first.tools()).hasSize(2);
    assertThat(String.valueOf(first.tools()))
        .contains("lamp_on", "light the lamp at {level}", "maximum=100", "keys_unlock");
    assertThat(first.messages()).isEmpty();
    assertThat(second.messages())
        .extracting(message -> message.role() + ": " + message.content())
        .containsExactly("user: what is the capital of france", "assistant: Paris.");
    assertThat(second.prompt()).isEqualTo("and of spain");
  }

  @Test
  void whyThereIsNoAnswerIsToldOnceByWhoKnowsIt() throws InterruptedException {
    BlockingQueue<SessionDegraded> degraded = new LinkedBlockingQueue<>();
    house.bus.subscribe(
        Subjects.SESSION_DEGRADED, delivery -> degraded.add(delivery.as(SessionDegraded.class)));

    error = "the server cannot be reached: start it";
    words = "Sorry, the language model did not answer.";
    assertThat(house.say("it is so dark in here").reply()).contains("did not answer");

    // Its node has told why; the next one, of which nobody else knows, is told by loqad.
    error = null;
    words = "";
    assertThat(house.say("it is so dark in here").reply()).contains("did not answer");
    assertThat(degraded.poll(10, TimeUnit.SECONDS))
        .isNotNull()
        .extracting(SessionDegraded::reason)
        .isEqualTo("the model said nothing");
  }

  private static Map<String, Object> call(String name, Map<String, Object> arguments) {
    return Map.of("name", name, "arguments", arguments);
  }
}
