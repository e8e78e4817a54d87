package dev.loqa.loqad.converse;

import dev.loqa.base.telemetry.Spans;
import dev.loqa.bus.Bus;
import dev.loqa.bus.BusException;
import dev.loqa.protocol.SessionDegraded;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.context.Scope;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Has an answer spoken and waits until it was heard.
final class Speaker {
  private static final Logger LOG = LoggerFactory.getLogger(Speaker.class);
  private static final long HEARD_MILLIS = 1_000;
  private static final long SLACK_MILLIS = 3_000;

  private final Bus bus;
  private final ConverseConfig config;
  private final Nodes voices;
  private final Spans spans;

  Speaker(Bus bus, ConverseConfig config, Nodes voices, Spans spans) {
    this.bus = bus;
    this.config = config;
    this.voices = voices;
    this.spans = spans;
  }

  /// A voice for one answer.
  ///
  /// @param source the skill whose words they are; none: Loqa's
  AnswerVoice voice(Utterance utterance, Progress progress, @Nullable String source) {
    boolean speak = utterance.speak() && voices.asked().getAsBoolean();
    return new AnswerVoice(bus, config, voices, utterance, progress, source, speak);
  }

  /// Waits for the first sound; milliseconds from its request to it, 0 when none came.
  double awaitFirstSound(AnswerVoice voice, Utterance utterance) throws InterruptedException {
    Span span = spans.begin("tts.wait", utterance.session(), utterance.turn());
    try (Scope _ = span.makeCurrent()) {
      return voice.firstSoundMillis();
    } finally {
      span.end();
    }
  }

  /// Waits for the end of an answer that has begun.
  void awaitEnd(AnswerVoice voice, Utterance utterance, Progress progress)
      throws InterruptedException {
    if (voice.awaitSpoken()
        && utterance.path() == Utterance.Path.VOICE
        && progress.awaitHeard(Progress.millis(HEARD_MILLIS))) {
      boolean played =
          progress.awaitPlayed(Progress.millis((long) progress.audioMs() + SLACK_MILLIS));
      if (!played && progress.cancelled() == null) {
        unheard(utterance);
      }
    }
  }

  private void unheard(Utterance utterance) {
    try {
      bus.publish(
          new SessionDegraded(
              utterance.session(),
              "play",
              "nobody said that the answer was played to its end",
              "the turn ends",
              utterance.turn()));
    } catch (BusException e) {
      LOG.atWarn()
          .addKeyValue("session", utterance.session())
          .setCause(e)
          .log("degradation not announced");
    }
  }
}
