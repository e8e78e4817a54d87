package dev.loqa.edge.llm;

import dev.loqa.base.life.Part;
import dev.loqa.base.life.Parts;
import dev.loqa.base.turns.CancelledTurns;
import dev.loqa.bus.Bus;
import dev.loqa.bus.BusException;
import dev.loqa.bus.Delivery;
import dev.loqa.protocol.Message;
import dev.loqa.protocol.NluRequest;
import dev.loqa.protocol.NluResponse;
import dev.loqa.protocol.NodeId;
import dev.loqa.protocol.SessionDegraded;
import dev.loqa.protocol.Stage;
import dev.loqa.protocol.Subjects;
import dev.loqa.protocol.TurnCancel;
import io.opentelemetry.context.Context;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Answers `nlu.request` with one `nlu.response.partial` a sentence and exactly one
/// `nlu.response.final`, within the deadline also when the model fails, hangs or there is none.
///
/// Threads: `llm-<n>` generate, [LlmConfig#atOnce] of them, one prompt each at a time; further
/// prompts wait in a bounded line. `llm-deadline` ends those whose time is over. A cancel ends its
/// prompt on the bus's thread and waits for nobody.
public final class LlmService implements Part {
  private static final Logger LOG = LoggerFactory.getLogger(LlmService.class);
  private static final Duration JOIN = Duration.ofSeconds(3);
  private static final String SORRY = "Sorry, the language model did not answer.";
  private static final String NOTHING_ELSE = "an apology instead of an answer";

  private final Bus bus;
  private final LanguageModel model;
  private final LlmConfig config;
  private final Generation generation;
  private final PromptLine line;
  private final CancelledTurns cancelled = new CancelledTurns();
  private final Map<Asked, Future<?>> open = new ConcurrentHashMap<>();
  private final List<Thread> threads = new ArrayList<>();
  private final ScheduledThreadPoolExecutor deadlines =
      new ScheduledThreadPoolExecutor(
          1, Thread.ofPlatform().name("llm-deadline").daemon().factory());
  private final Parts parts = new Parts();

  private LlmService(Bus bus, LanguageModel model, LlmConfig config) {
    this.bus = bus;
    this.model = model;
    this.config = config;
    this.generation = new Generation(model, config);
    this.line = new PromptLine(config.atOnce(), config.waiting());
    this.deadlines.setRemoveOnCancelPolicy(true);
  }

  /// Starts to answer; the model is closed with the service.
  public static LlmService start(Bus bus, LanguageModel model, LlmConfig config) {
    LlmService service = new LlmService(bus, model, config);
    service.parts.add(model);
    for (int i = 1; i <= config.atOnce(); i++) {
      service.threads.add(Thread.ofPlatform().name("llm-" + i).daemon().start(service::work));
    }
    try {
      service.parts.add(bus.subscribe(Subjects.TURN_CANCEL, service::onCancel));
      service.parts.add(bus.subscribe(Subjects.NLU_REQUEST, "llm", service::onRequest));
    } catch (RuntimeException e) {
      service.close();
      throw e;
    }
    return service;
  }

  /// Prompts that wait or are being answered.
  public int queueDepth() {
    return open.size();
  }

  /// The engine, for the registry of capabilities.
  public LanguageModel model() {
    return model;
  }

  @Override
  public void close() {
    line.close();
    List.copyOf(open.keySet()).forEach(asked -> fail(asked, "the service is shutting down"));
    deadlines.shutdownNow();
    try {
      for (Thread thread : threads) {
        thread.interrupt();
        if (!thread.join(JOIN)) {
          LOG.atWarn().log("a generation did not end with the service");
        }
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    parts.close();
  }

  /// Also takes what is meant for this node alone.
  public void listenAs(NodeId node) {
    parts.add(bus.subscribe(Subjects.nluRequest(node), this::onRequest));
  }

  private void onRequest(Delivery delivery) {
    Asked asked = new Asked(delivery.as(NluRequest.class), Context.current(), System.nanoTime());
    long length = Chats.length(asked.request());
    if (length > config.maxPromptChars()) {
      fail(
          asked,
          "the prompt has %d characters, at most %d are answered"
              .formatted(length, config.maxPromptChars()));
      return;
    }
    open.put(
        asked,
        deadlines.schedule(() -> late(asked), config.deadline().toMillis(), TimeUnit.MILLISECONDS));
    // From here on a cancel finds it; one that came before is asked for.
    cancelled
        .reason(asked.request().turnId())
        .ifPresentOrElse(
            why -> cancel(asked, why), () -> line.offer(asked).ifPresent(why -> fail(asked, why)));
  }

  private void onCancel(Delivery delivery) {
    TurnCancel cancel = delivery.as(TurnCancel.class);
    cancelled.add(cancel);
    for (Asked asked : open.keySet()) {
      if (asked.isMeantBy(cancel)) {
        cancel(asked, cancel.reason());
      }
    }
  }

  private void cancel(Asked asked, String reason) {
    if (end(asked)) {
      respond(asked, asked.said(), ModelAnswer.TEXT, "cancelled: " + reason);
    }
  }

  private void late(Asked asked) {
    fail(
        asked,
        "the answer was not whole after %d ms: take a smaller model, or raise llm.deadline_ms"
            .formatted(config.deadline().toMillis()));
  }

  private void work() {
    try {
      while (true) {
        Asked asked = line.take();
        try {
          asked.trace().wrap(() -> answer(asked)).run();
        } finally {
          asked.left();
          line.done();
          // A stop that came late was meant for the prompt that has ended.
          if (Thread.interrupted()) {
            LOG.atTrace().log("interrupted after its end");
          }
        }
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  @SuppressWarnings("IllegalCatch")
  private void answer(Asked asked) {
    if (!asked.taken()) {
      return;
    }
    SpokenAnswer spoken =
        new SpokenAnswer(config.maxAnswerChars(), sentence -> partial(asked, sentence));
    try {
      ModelAnswer answer =
          generation.run(
              asked.request(), spoken, (reason, instead) -> degraded(asked, reason, instead));
      String fault = spoken.fault();
      if (fault != null) {
        fail(asked, fault);
      } else if (end(asked)) {
        respond(asked, spoken.said(), answer, null);
      }
    } catch (InterruptedException e) {
      // Whoever interrupted it has ended the prompt; else the service is closing.
      fail(asked, "it was stopped");
    } catch (Exception e) { // fence of the message loop: one bad prompt must not end the service
      LOG.atWarn()
          .addKeyValue("session", asked.request().sessionId())
          .addKeyValue("fault", e.getMessage())
          .log("no whole answer");
      fail(asked, String.valueOf(e.getMessage()));
    }
  }

  private void partial(Asked asked, String sentence) {
    if (asked.ended()) {
      return;
    }
    String before = asked.said();
    asked.said(before.isEmpty() ? sentence : before + " " + sentence);
    // By the space who listens knows that the sentence is whole, and need not wait for the next.
    publish(response(asked, sentence + " ", true, ModelAnswer.TEXT, null));
  }

  /// Ends it once; what was said stands, and nothing said is an apology.
  private void fail(Asked asked, String reason) {
    if (!end(asked)) {
      return;
    }
    String said = asked.said();
    degraded(asked, reason, said.isEmpty() ? NOTHING_ELSE : "the answer ends early");
    respond(asked, said.isEmpty() ? SORRY : said, ModelAnswer.TEXT, reason);
  }

  private boolean end(Asked asked) {
    boolean first = asked.end();
    Future<?> deadline = open.remove(asked);
    if (deadline != null) {
      deadline.cancel(false);
    }
    line.forget(asked);
    return first;
  }

  private void degraded(Asked asked, String reason, String instead) {
    NluRequest request = asked.request();
    publish(
        new SessionDegraded(
            request.sessionId(), Stage.LLM.wire(), reason, instead, request.turnId()));
  }

  private void respond(Asked asked, String content, ModelAnswer answer, @Nullable String error) {
    publish(response(asked, content, false, answer, error));
  }

  private static NluResponse response(
      Asked asked, String content, boolean partial, ModelAnswer answer, @Nullable String error) {
    NluRequest request = asked.request();
    double millis = asked.millis();
    return new NluResponse(
        request.sessionId(),
        content,
        partial,
        request.traceId(),
        answer.promptTokens(),
        answer.completionTokens(),
        Math.round(millis),
        Instant.now(),
        answer.toolCalls(),
        error,
        request.turnId(),
        partial ? Map.of() : Map.of(Stage.LLM.wire(), millis));
  }

  private void publish(Message message) {
    try {
      bus.publish(message);
    } catch (BusException e) {
      // loqad's own deadline ends the turn; this thread goes on with the next prompt.
      LOG.atWarn().setCause(e).log("an answer could not be sent");
    }
  }
}
