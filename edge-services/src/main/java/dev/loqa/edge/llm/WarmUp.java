package dev.loqa.edge.llm;

import dev.loqa.base.life.Part;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.event.Level;

/// Has the server load the model that is asked by default, so that the first question need not wait
/// for it. A server that is not there yet is asked again, with pauses; questions are answered
/// meanwhile as far as they can be.
///
/// Owns the thread `llm-warm-up`, which ends when the model is loaded or nobody answers any more.
public final class WarmUp implements Part {
  private static final Logger LOG = LoggerFactory.getLogger(WarmUp.class);
  private static final Duration JOIN = Duration.ofSeconds(3);

  /// A machine that starts brings its servers within minutes, or not at all.
  private static final List<Duration> PAUSES =
      List.of(
          Duration.ofSeconds(2),
          Duration.ofSeconds(5),
          Duration.ofSeconds(10),
          Duration.ofSeconds(20),
          Duration.ofSeconds(30),
          Duration.ofMinutes(1),
          Duration.ofMinutes(2),
          Duration.ofMinutes(5));

  private final LanguageModel model;
  private final String name;
  private final Duration within;
  private final List<Duration> pauses;
  private final CountDownLatch closing = new CountDownLatch(1);
  private final Thread thread;

  private WarmUp(LanguageModel model, String name, Duration within, List<Duration> pauses) {
    this.model = model;
    this.name = name;
    this.within = within;
    this.pauses = pauses;
    this.thread = Thread.ofVirtual().name("llm-warm-up").unstarted(this::run);
  }

  /// Begins.
  ///
  /// @param within how long loading may take; zero: nothing is loaded
  public static WarmUp start(LanguageModel model, LlmConfig config, Duration within) {
    return start(model, config, within, PAUSES);
  }

  static WarmUp start(
      LanguageModel model, LlmConfig config, Duration within, List<Duration> pauses) {
    List<Tiers.Choice> choices =
        new Tiers(config.models()).ranking(config.tier(), System.nanoTime()).choices();
    boolean wanted = model.configured() && within.isPositive() && !choices.isEmpty();
    WarmUp warmUp =
        new WarmUp(model, wanted ? choices.getFirst().model() : "", within, List.copyOf(pauses));
    if (wanted) {
      warmUp.thread.start();
    }
    return warmUp;
  }

  private void run() {
    try {
      for (int i = 0; !loaded(i == 0); i++) {
        if (i == pauses.size() || closing.await(pauses.get(i).toMillis(), TimeUnit.MILLISECONDS)) {
          return;
        }
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private boolean loaded(boolean first) throws InterruptedException {
    long start = System.nanoTime();
    try {
      model.load(name, within);
      LOG.atInfo()
          .addKeyValue("model", name)
          .addKeyValue("took_ms", (System.nanoTime() - start) / 1_000_000)
          .log("the language model is ready");
      return true;
    } catch (LlmException e) {
      // Said once: what comes of it is seen at every question.
      LOG.atLevel(first ? Level.WARN : Level.DEBUG)
          .addKeyValue("model", name)
          .addKeyValue("fault", e.getMessage())
          .log("the language model is not ready yet");
      return false;
    }
  }

  /// Whether it has ended, or does within `limit`.
  boolean ended(Duration limit) throws InterruptedException {
    return thread.getState() == Thread.State.NEW || thread.join(limit);
  }

  @Override
  public void close() {
    closing.countDown();
    thread.interrupt();
    try {
      if (!ended(JOIN)) {
        LOG.atWarn().log("loading a model did not end with the service");
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
