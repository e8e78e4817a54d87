package dev.loqa.loqad.converse;

import static org.assertj.core.api.Assertions.assertThat;

import dev.loqa.loqad.policy.OwnerRules;
import dev.loqa.loqad.skills.ActingModule.Sent;
import dev.loqa.protocol.Bytes;
import dev.loqa.protocol.NluRequest;
import dev.loqa.protocol.NluResponse;
import dev.loqa.protocol.Subjects;
import dev.loqa.protocol.TtsAudio;
import dev.loqa.protocol.TtsDone;
import dev.loqa.protocol.TtsRequest;
import dev.loqa.protocol.TurnCancel;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/// Questions that a person interrupts: what their next word is a yes to.
@Timeout(120)
class InterruptedQuestionTest {
  private static final String QUESTION = "Do you really want me to let me in?";

  @TempDir private Path folder;
  private TalkingHouse house;
  private volatile boolean interrupts = true;

  @BeforeEach
  void start() throws Exception {
    house = new TalkingHouse(folder, new OwnerRules(List.of(), List.of(), List.of()));
    house.voice.set(true);
    house.model.set(true);
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
    house.bus.subscribe(Subjects.NLU_REQUEST, delivery -> answer(delivery.as(NluRequest.class)));
    house.bus.subscribe(Subjects.TTS_REQUEST, delivery -> speak(delivery.as(TtsRequest.class)));
  }

  @AfterEach
  void stop() {
    house.close();
  }

  /// A model that asks something harmless, and has a door opened beside it.
  private void answer(NluRequest request) {
    house.bus.publish(
        new NluResponse(
            request.sessionId(),
            "Shall I tell you more about it?",
            false,
            null,
            null,
            null,
            null,
            Instant.EPOCH,
            List.of(Map.of("name", "keys_unlock", "arguments", Map.of())),
            null,
            request.turnId(),
            Map.of()));
  }

  private void speak(TtsRequest request) {
    if (interrupts && request.text().contains(QUESTION)) {
      house.bus.publish(
          new TurnCancel(request.sessionId(), request.turnId(), "the person speaks again"));
      return;
    }
    Long first = request.firstSequence();
    boolean more = Boolean.TRUE.equals(request.more());
    long sequence = first == null ? 0 : first;
    house.bus.publish(
        new TtsAudio(
            request.sessionId(),
            null,
            sequence,
            16_000,
            1,
            Bytes.wrap(new byte[320]),
            !more,
            request.turnId()));
    house.bus.publish(
        new TtsDone(
            request.sessionId(),
            null,
            true,
            Instant.EPOCH,
            sequence + 1,
            request.turnId(),
            Map.of()));
  }

  @Test
  void aYesToAModelsOwnQuestionIsNoneToLoqas() {
    assertThat(house.say("what is the capital of france").reply()).endsWith(QUESTION);

    house.say("yes");

    assertThat(house.state("lock.front_door")).isEqualTo("locked");
  }

  @Test
  void aYesToTheQuestionThatWasHeardCounts() {
    interrupts = false;
    assertThat(house.say("what is the capital of france").reply())
        .isEqualTo("Shall I tell you more about it? " + QUESTION);

    assertThat(house.say("yes").reply()).isEqualTo("The front door is unlocked.");
    assertThat(house.state("lock.front_door")).isEqualTo("unlocked");
  }

  @Test
  void whoKnowsWhatTheyAskedForMayAnswerBeforeTheQuestionIsOver() {
    assertThat(house.say("let me in").reply()).isEqualTo(QUESTION);

    house.say("yes");

    assertThat(house.state("lock.front_door")).isEqualTo("unlocked");
  }

  @Test
  void aCoughIsNoAnswer() {
    house.say("let me in");
    assertThat(house.say("").reply()).isEmpty();

    house.say("yes");

    assertThat(house.state("lock.front_door")).isEqualTo("unlocked");
  }
}
