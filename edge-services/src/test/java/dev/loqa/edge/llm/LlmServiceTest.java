package dev.loqa.edge.llm;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import dev.loqa.bus.Bus;
import dev.loqa.bus.InMemoryBus;
import dev.loqa.protocol.NluRequest;
import dev.loqa.protocol.NluResponse;
import dev.loqa.protocol.SessionDegraded;
import dev.loqa.protocol.SessionId;
import dev.loqa.protocol.Subjects;
import dev.loqa.protocol.TurnCancel;
import dev.loqa.protocol.TurnId;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(30)
class LlmServiceTest {
  private final Bus bus = new InMemoryBus();
  private final BlockingQueue<NluResponse> partials = new LinkedBlockingQueue<>();
  private final BlockingQueue<NluResponse> finals = new LinkedBlockingQueue<>();
  private final BlockingQueue<SessionDegraded> degraded = new LinkedBlockingQueue<>();

  LlmServiceTest() {
    bus.subscribe(Subjects.NLU_RESPONSE_PARTIAL, d -> partials.add(d.as(NluResponse.class)));
    bus.subscribe(Subjects.NLU_RESPONSE_FINAL, d -> finals.add(d.as(NluResponse.class)));
    bus.subscribe(Subjects.SESSION_DEGRADED, d -> degraded.add(d.as(SessionDegraded.class)));
  }

  @AfterEach
  void stop() {
    bus.close();
  }

  @Test
  void withoutAModelTheAnswerSaysSo() throws InterruptedException {
    try (LlmService service = LlmService.start(bus, new NoModel(), LlmConfig.DEFAULT)) {
      bus.publish(prompt("who was Ada Lovelace"));

      NluResponse answer = take(finals);

      assertThat(answer.content()).contains("no language model");
      assertThat(answer.turnId()).isEqualTo(new TurnId("t1"));
      assertThat(answer.stageMs()).containsOnlyKeys("llm");
      assertThat(service.model().configured()).isFalse();
    }
  }

  @Test
  void eachSentenceComesBeforeTheWhole() throws InterruptedException {
    try (LlmService service = LlmService.start(bus, new Scripted(), LlmConfig.DEFAULT)) {
      bus.publish(prompt("hello"));

      NluResponse whole = take(finals);
      assertThat(whole.content()).isEqualTo("Hello there. How are you?");
      assertThat(whole.error()).isNull();
      assertThat(take(partials).content()).isEqualTo("Hello there. ");
      assertThat(take(partials).content()).isEqualTo("How are you? ");
      assertThat(service.queueDepth()).isZero();
    }
  }

  @Test
  void aModelThatFailsOrHangsStillEndsTheTurn() throws InterruptedException {
    LlmConfig quick = LlmConfig.DEFAULT.within(Duration.ofMillis(200), 1, 4);
    try (LlmService service = LlmService.start(bus, new Scripted(), quick)) {
      bus.publish(prompt("fail"));
      assertThat(take(finals).content()).contains("did not answer");
      assertThat(take(degraded).reason()).isEqualTo("the model fell over: start it");

      bus.publish(prompt("mute"));
      assertThat(take(finals).content()).contains("did not answer");
      assertThat(take(degraded).reason()).contains("200 ms");

      bus.publish(prompt("hang"));
      assertThat(take(finals))
          .satisfies(end -> assertThat(end.content()).isEqualTo("Well."))
          .satisfies(end -> assertThat(end.error()).contains("200 ms"));
      assertThat(service.model().name()).isEqualTo("scripted");
    }
  }

  @Test
  void aCancelReachesTheModel() throws InterruptedException {
    Scripted model = new Scripted();
    try (LlmService service = LlmService.start(bus, model, LlmConfig.DEFAULT)) {
      bus.publish(prompt("hang"));
      assertThat(model.hanging.await(10, TimeUnit.SECONDS)).isTrue();

      bus.publish(new TurnCancel(new SessionId("s1"), new TurnId("t1"), "stop"));

      NluResponse end = take(finals);
      assertThat(end.content()).isEqualTo("Well.");
      assertThat(end.error()).isEqualTo("cancelled: stop");
      assertThat(service.model()).isSameAs(model);
      bus.publish(prompt("hello", "t2"));
      assertThat(take(finals).content()).isEqualTo("Hello there. How are you?");
    }
  }

  @Test
  void aPromptThatWaitsIsCancelledWithoutHavingBegun() throws InterruptedException {
    Scripted model = new Scripted();
    try (LlmService service = LlmService.start(bus, model, LlmConfig.DEFAULT)) {
      bus.publish(prompt("hang"));
      assertThat(model.hanging.await(10, TimeUnit.SECONDS)).isTrue();
      bus.publish(prompt("hello", "t2"));

      bus.publish(new TurnCancel(new SessionId("s1"), new TurnId("t2"), "stop"));

      assertThat(take(finals))
          .satisfies(end -> assertThat(end.turnId()).isEqualTo(new TurnId("t2")))
          .satisfies(end -> assertThat(end.content()).isEmpty());
      assertThat(service.queueDepth()).isEqualTo(1);
    }
  }

  @Test
  void aPromptThatIsOvertakenByItsCancelIsNotBegun() throws InterruptedException {
    Scripted model = new Scripted();
    try (LlmService service = LlmService.start(bus, model, LlmConfig.DEFAULT)) {
      bus.publish(new TurnCancel(new SessionId("s1"), new TurnId("t2"), "stop"));
      bus.publish(prompt("hang", "t2"));

      NluResponse end = take(finals);
      assertThat(end.error()).isEqualTo("cancelled: stop");
      assertThat(end.content()).isEmpty();
      assertThat(service.queueDepth()).isZero();
    }
  }

  @Test
  void aModelThatRepeatsItselfIsStopped() throws InterruptedException {
    Scripted model = new Scripted();
    try (LlmService service = LlmService.start(bus, model, LlmConfig.DEFAULT)) {
      bus.publish(prompt("again"));

      NluResponse end = take(finals);
      assertThat(end.content()).isEqualTo("I am here. I am here.");
      assertThat(end.error()).contains("repeats itself");
      assertThat(take(degraded).fallback()).isEqualTo("the answer ends early");
      assertThat(service.model().configured()).isTrue();
      assertThat(model.repeats).isEqualTo(2);
    }
  }

  @Test
  void tooManyAndTooLongPromptsAreRefusedInWords() throws InterruptedException {
    LlmConfig usual = LlmConfig.DEFAULT.within(Duration.ofSeconds(20), 1, 0);
    LlmConfig small =
        new LlmConfig(
            usual.deadline(), 1, 0, 100, 100, 10, 0, Tier.FAST, Map.of(Tier.FAST, "scripted"));
    Scripted model = new Scripted();
    try (LlmService service = LlmService.start(bus, model, small)) {
      bus.publish(prompt("x".repeat(101)));
      assertThat(take(degraded).reason()).contains("101 characters");
      bus.publish(prompt("hang"));
      assertThat(model.hanging.await(10, TimeUnit.SECONDS)).isTrue();
      bus.publish(prompt("hello"));
      assertThat(take(degraded).reason()).contains("1 prompts are being answered");
      assertThat(service.queueDepth()).isEqualTo(1);
    }
    assertThat(List.of(take(finals), take(finals), take(finals)))
        .extracting(NluResponse::content, end -> String.valueOf(end.error()).split(" ", 3)[1])
        .containsExactlyInAnyOrder(
            tuple("Sorry, the language model did not answer.", "prompt"),
            tuple("Sorry, the language model did not answer.", "prompts"),
            tuple("Well.", "service"));
  }

  private static NluRequest prompt(String text) {
    return prompt(text, "t1");
  }

  private static NluRequest prompt(String text, String turn) {
    return new NluRequest(
        new SessionId("s1"),
        text,
        null,
        null,
        null,
        null,
        "trace",
        Instant.now(),
        List.of(),
        List.of(),
        new TurnId(turn));
  }

  private static <T> T take(BlockingQueue<T> queue) throws InterruptedException {
    @Nullable T value = queue.poll(10, TimeUnit.SECONDS);
    assertThat(value).isNotNull();
    return Objects.requireNonNull(value);
  }

  private static final class Scripted implements LanguageModel {
    private final CountDownLatch hanging = new CountDownLatch(1);
    private final CountDownLatch never = new CountDownLatch(1);
    private int repeats;

    @Override
    public String name() {
      return "scripted";
    }

    @Override
    public boolean configured() {
      return true;
    }

    @Override
    public ModelAnswer answer(Chat chat, Pieces pieces) throws InterruptedException {
      switch (chat.messages().getLast().content()) {
        case "fail" -> throw new LlmException("the model fell over: start it");
        case "hang" -> {
          pieces.piece("Well. ");
          hanging.countDown();
          assertThat(never.await(1, TimeUnit.MINUTES)).isFalse();
        }
        case "mute" -> assertThat(never.await(1, TimeUnit.MINUTES)).isFalse();
        case "again" -> {
          while (pieces.piece("I am here. ")) {
            repeats++;
          }
        }
        default -> pieces.piece("<think>Hm. Who? </think>Hello there. How are you?");
      }
      return ModelAnswer.TEXT;
    }

    @Override
    public void load(String model, Duration within) {
      // Nothing to load.
    }

    @Override
    public void close() {
      never.countDown();
    }
  }
}
