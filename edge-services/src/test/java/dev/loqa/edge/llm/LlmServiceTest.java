package dev.loqa.edge.llm;

import static org.assertj.core.api.Assertions.assertThat;

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
  void piecesComeBeforeTheWhole() throws InterruptedException {
    try (LlmService service = LlmService.start(bus, new Scripted(), LlmConfig.DEFAULT)) {
      bus.publish(prompt("hello"));

      assertThat(take(finals).content()).isEqualTo("hello there");
      assertThat(take(partials).content()).isEqualTo("hello ");
      assertThat(service.queueDepth()).isBetween(0, 1);
    }
  }

  @Test
  void aModelThatFailsOrHangsStillEndsTheTurn() throws InterruptedException {
    LlmConfig quick = new LlmConfig(Duration.ofMillis(200), 2, 1_000);
    try (LlmService service = LlmService.start(bus, new Scripted(), quick)) {
      bus.publish(prompt("fail"));
      assertThat(take(finals).content()).contains("did not answer");
      assertThat(take(degraded).reason()).isEqualTo("the model fell over: start it");

      bus.publish(prompt("hang"));
      assertThat(take(finals).content()).contains("did not answer");
      assertThat(take(degraded).reason()).contains("200 ms");
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

      assertThat(take(finals).content()).contains("did not answer");
      assertThat(service.model()).isSameAs(model);
    }
  }

  @Test
  void tooManyAndTooLongPromptsAreRefusedInWords() throws InterruptedException {
    LlmConfig small = new LlmConfig(Duration.ofSeconds(20), 1, 100);
    Scripted model = new Scripted();
    try (LlmService service = LlmService.start(bus, model, small)) {
      bus.publish(prompt("x".repeat(101)));
      assertThat(take(degraded).reason()).contains("101 characters");
      bus.publish(prompt("hang"));
      assertThat(model.hanging.await(10, TimeUnit.SECONDS)).isTrue();
      bus.publish(prompt("hello"));
      assertThat(take(degraded).reason()).contains("1 prompts");
      assertThat(service.queueDepth()).isEqualTo(1);
    }
    assertThat(List.of(take(finals), take(finals), take(finals)))
        .allMatch(f -> f.content().contains("did not answer"));
  }

  private static NluRequest prompt(String text) {
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
        new TurnId("t1"));
  }

  private static <T> T take(BlockingQueue<T> queue) throws InterruptedException {
    @Nullable T value = queue.poll(10, TimeUnit.SECONDS);
    assertThat(value).isNotNull();
    return Objects.requireNonNull(value);
  }

  private static final class Scripted implements LanguageModel {
    private final CountDownLatch hanging = new CountDownLatch(1);
    private final CountDownLatch never = new CountDownLatch(1);

    @Override
    public String name() {
      return "scripted";
    }

    @Override
    public boolean configured() {
      return true;
    }

    @Override
    public ModelAnswer answer(NluRequest request, Partials partials) throws InterruptedException {
      switch (request.prompt()) {
        case "fail" -> throw new LlmException("the model fell over: start it");
        case "hang" -> {
          hanging.countDown();
          assertThat(never.await(1, TimeUnit.MINUTES)).isFalse();
        }
        default -> partials.piece("hello ");
      }
      return ModelAnswer.of("hello there");
    }

    @Override
    public void close() {
      never.countDown();
    }
  }
}
