package dev.loqa.edge.llm;

import dev.loqa.base.life.Part;
import dev.loqa.base.life.Parts;
import dev.loqa.bus.Bus;
import dev.loqa.bus.Delivery;
import dev.loqa.protocol.ChatMessage;
import dev.loqa.protocol.NluRequest;
import dev.loqa.protocol.NluResponse;
import dev.loqa.protocol.SessionDegraded;
import dev.loqa.protocol.Stage;
import dev.loqa.protocol.Subjects;
import dev.loqa.protocol.TurnCancel;
import io.opentelemetry.context.Context;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Answers `nlu.request` with `nlu.response.partial` pieces and exactly one `nlu.response.final`,
/// within the deadline also when the model fails, hangs or there is none.
///
/// Threads: each prompt has a virtual thread `llm-<n>`, at most [LlmConfig#atOnce] of them;
/// `llm-deadline` interrupts those whose time is over.
public final class LlmService implements Part {
  private static final Logger LOG = LoggerFactory.getLogger(LlmService.class);
  private static final String SORRY = "Sorry, the language model did not answer.";

  private final Bus bus;
  private final LanguageModel model;
  private final LlmConfig config;
  private final Semaphore room;
  private final Set<Asked> running = ConcurrentHashMap.newKeySet();
  private final ExecutorService threads =
      Executors.newThreadPerTaskExecutor(Thread.ofVirtual().name("llm-", 1).factory());
  private final ScheduledExecutorService deadlines =
      Executors.newSingleThreadScheduledExecutor(
          Thread.ofPlatform().name("llm-deadline").daemon().factory());
  private final Parts parts = new Parts();

  /// One prompt under way; an identity, not a value.
  private static final class Asked {
    private final NluRequest request;
    private final long receivedNanos = System.nanoTime();
    private @Nullable Thread thread;
    private boolean stopped;

    private Asked(NluRequest request) {
      this.request = request;
    }

    private synchronized void runsOn(Thread worker) {
      thread = worker;
      if (stopped) {
        worker.interrupt();
      }
    }

    /// Interrupts the thread that has it; nothing once it is answered.
    private synchronized void stop() {
      stopped = true;
      if (thread != null) {
        thread.interrupt();
      }
    }

    private synchronized void answered() {
      thread = null;
    }

    private boolean isMeantBy(TurnCancel cancel) {
      boolean sameTurn =
          cancel.turnId() == null
              || request.turnId() == null
              || cancel.turnId().equals(request.turnId());
      return sameTurn && cancel.sessionId().equals(request.sessionId());
    }
  }

  private LlmService(Bus bus, LanguageModel model, LlmConfig config) {
    this.bus = bus;
    this.model = model;
    this.config = config;
    this.room = new Semaphore(config.atOnce());
  }

  /// Starts to answer; the model is closed with the service.
  public static LlmService start(Bus bus, LanguageModel model, LlmConfig config) {
    LlmService service = new LlmService(bus, model, config);
    service.parts.add(model);
    try {
      service.parts.add(bus.subscribe(Subjects.TURN_CANCEL, service::onCancel));
      service.parts.add(bus.subscribe(Subjects.NLU_REQUEST, "llm", service::onRequest));
    } catch (RuntimeException e) {
      service.close();
      throw e;
    }
    return service;
  }

  /// Prompts being answered.
  public int queueDepth() {
    return config.atOnce() - room.availablePermits();
  }

  /// The engine, for the registry of capabilities.
  public LanguageModel model() {
    return model;
  }

  @Override
  public void close() {
    threads.shutdownNow();
    deadlines.shutdownNow();
    try {
      if (!threads.awaitTermination(3, TimeUnit.SECONDS)) {
        LOG.atWarn().log("a prompt did not end with the service");
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    parts.close();
  }

  private void onRequest(Delivery delivery) {
    Asked asked = new Asked(delivery.as(NluRequest.class));
    if (length(asked.request) > config.maxPromptChars()) {
      fail(
          asked,
          "the prompt has %d characters, at most %d are answered"
              .formatted(length(asked.request), config.maxPromptChars()));
      return;
    }
    if (!room.tryAcquire()) {
      fail(asked, "%d prompts are being answered already".formatted(config.atOnce()));
      return;
    }
    running.add(asked);
    try {
      threads.execute(Context.current().wrap(() -> work(asked)));
    } catch (RejectedExecutionException e) {
      running.remove(asked);
      room.release();
      fail(asked, "the service is shutting down");
    }
  }

  private void onCancel(Delivery delivery) {
    TurnCancel cancel = delivery.as(TurnCancel.class);
    running.stream().filter(asked -> asked.isMeantBy(cancel)).forEach(Asked::stop);
  }

  @SuppressWarnings("IllegalCatch")
  private void work(Asked asked) {
    ScheduledFuture<?> deadline =
        deadlines.schedule(asked::stop, config.deadline().toMillis(), TimeUnit.MILLISECONDS);
    asked.runsOn(Thread.currentThread());
    try {
      ModelAnswer answer = model.answer(asked.request, piece -> partial(asked, piece));
      asked.answered();
      respond(asked, answer, false);
    } catch (InterruptedException e) {
      // The thread ends with this prompt, and its last words must still go out.
      asked.answered();
      fail(asked, "it was stopped or took over %d ms".formatted(config.deadline().toMillis()));
    } catch (Exception e) { // fence of the message loop: one bad prompt must not end the service
      LOG.atWarn().addKeyValue("session", asked.request.sessionId()).setCause(e).log("no answer");
      fail(asked, String.valueOf(e.getMessage()));
    } finally {
      deadline.cancel(false);
      running.remove(asked);
      room.release();
    }
  }

  private void partial(Asked asked, String piece) {
    respond(asked, ModelAnswer.of(piece), true);
  }

  private void fail(Asked asked, String reason) {
    NluRequest request = asked.request;
    bus.publish(
        new SessionDegraded(
            request.sessionId(),
            Stage.LLM.wire(),
            reason,
            "an apology instead of an answer",
            request.turnId()));
    respond(asked, ModelAnswer.of(SORRY), false);
  }

  private void respond(Asked asked, ModelAnswer answer, boolean partial) {
    NluRequest request = asked.request;
    double millis = (System.nanoTime() - asked.receivedNanos) / 1e6;
    bus.publish(
        new NluResponse(
            request.sessionId(),
            answer.content(),
            partial,
            request.traceId(),
            answer.promptTokens(),
            answer.completionTokens(),
            Math.round(millis),
            Instant.now(),
            answer.toolCalls(),
            request.turnId(),
            partial ? Map.of() : Map.of(Stage.LLM.wire(), millis)));
  }

  private static long length(NluRequest request) {
    String system = request.system();
    List<ChatMessage> messages = request.messages();
    return (long) request.prompt().length()
        + (system == null ? 0 : system.length())
        + messages.stream().mapToLong(m -> m.content().length()).sum();
  }
}
