package dev.loqa.loqad.converse;

import dev.loqa.base.telemetry.Spans;
import dev.loqa.bus.Bus;
import dev.loqa.bus.BusException;
import dev.loqa.protocol.SessionDegraded;
import dev.loqa.protocol.TtsRequest;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.context.Scope;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Has an answer spoken and waits until it was heard; asks once more when no sound comes, then goes
/// on without.
final class Speaker {
  private static final Logger LOG = LoggerFactory.getLogger(Speaker.class);
  private static final long HEARD_MILLIS = 1_000;
  private static final long SLACK_MILLIS = 3_000;

  private final Bus bus;
  private final ConverseConfig config;
  private final Spans spans;

  Speaker(Bus bus, ConverseConfig config, Spans spans) {
    this.bus = bus;
    this.config = config;
    this.spans = spans;
  }

  /// Asks for `text` and waits for its first sound; milliseconds until then, 0 when none came.
  ///
  /// @param source the skill whose words they are; none: Loqa's
  double speak(String text, @Nullable String source, Utterance utterance, Progress progress)
      throws InterruptedException {
    Span span = spans.begin("tts.wait", utterance.session(), utterance.turn());
    try (Scope _ = span.makeCurrent()) {
      return untilFirstSound(text, source, utterance, progress);
    } finally {
      span.end();
    }
  }

  private double untilFirstSound(
      String text, @Nullable String source, Utterance utterance, Progress progress)
      throws InterruptedException {
    long start = System.nanoTime();
    TtsRequest request =
        new TtsRequest(
            utterance.session(),
            text,
            null,
            utterance.room(),
            null,
            utterance.language(),
            null,
            source,
            utterance.turn());
    for (int attempt = 1; attempt <= 2; attempt++) {
      publish(request);
      if (progress.awaitFirstAudio(config.speech().toNanos())) {
        long first = progress.firstAudioNanos();
        return first == 0 ? 0 : (first - start) / 1e6;
      }
      if (progress.cancelled() != null) {
        return 0;
      }
      String fallback = attempt == 1 ? "asked again" : "the answer is shown, not spoken";
      LOG.atWarn()
          .addKeyValue("session", utterance.session())
          .addKeyValue("fallback", fallback)
          .log("no speech in time");
      degraded(utterance, fallback);
    }
    return 0;
  }

  /// Waits for the end of an answer that has begun.
  void awaitEnd(Utterance utterance, Progress progress) throws InterruptedException {
    if (!progress.awaitSpoken(Progress.millis(SLACK_MILLIS + 30_000))) {
      if (progress.cancelled() == null) {
        degraded(utterance, "the answer was cut short");
      }
      return;
    }
    if (utterance.path() == Utterance.Path.VOICE
        && progress.awaitHeard(Progress.millis(HEARD_MILLIS))) {
      boolean played =
          progress.awaitPlayed(Progress.millis((long) progress.audioMs() + SLACK_MILLIS));
      if (!played && progress.cancelled() == null) {
        degraded(utterance, "nobody said that the answer was played to its end");
      }
    }
  }

  private void publish(TtsRequest request) {
    try {
      bus.publish(request);
    } catch (BusException e) {
      LOG.atWarn()
          .addKeyValue("session", request.sessionId())
          .setCause(e)
          .log("speech not asked for");
    }
  }

  private void degraded(Utterance utterance, String fallback) {
    try {
      bus.publish(
          new SessionDegraded(
              utterance.session(), "tts", "no sound in time", fallback, utterance.turn()));
    } catch (BusException e) {
      LOG.atWarn()
          .addKeyValue("session", utterance.session())
          .setCause(e)
          .log("degradation not announced");
    }
  }
}
