package dev.loqa.loqad.converse;

import dev.loqa.bus.Bus;
import dev.loqa.bus.BusException;
import dev.loqa.protocol.Bytes;
import dev.loqa.protocol.TtsAudio;
import dev.loqa.protocol.TtsDone;
import dev.loqa.protocol.TtsRequest;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Has one answer spoken in parts while it is still being found: in order, each when the one before
/// was sent, and counted on so that for the satellite they are one answer. Used by the turn's
/// thread.
///
/// A part without sound is asked for again, then left out; a first part without sound ends the
/// voice, and the answer is shown only. Whoever plays it is told when nothing more comes.
final class AnswerVoice {
  private static final Logger LOG = LoggerFactory.getLogger(AnswerVoice.class);

  /// Characters of one part at most.
  private static final int MOST_CHARACTERS = 800;

  /// Speech that has begun is sent faster than it is heard, up to a lead.
  private static final Duration LONGEST_SILENCE = Duration.ofSeconds(33);

  private static final int SILENT_RATE_HZ = 16_000;

  private final Bus bus;
  private final ConverseConfig config;
  private final Nodes voices;
  private final Utterance utterance;
  private final Progress progress;
  private final @Nullable String source;
  private final StringBuilder waiting = new StringBuilder();
  private @Nullable SpokenPart part;
  private long begunNanos;
  private boolean mute;
  private boolean failed;
  private boolean ending;

  /// @param source whose words they are
  /// @param speak whether anything is to be spoken at all
  AnswerVoice(
      Bus bus,
      ConverseConfig config,
      Nodes voices,
      Utterance utterance,
      Progress progress,
      @Nullable String source,
      boolean speak) {
    this.bus = bus;
    this.config = config;
    this.voices = voices;
    this.utterance = utterance;
    this.progress = progress;
    this.source = source;
    this.mute = !speak;
  }

  /// Speaks `sentence` next: the first one at once, further ones with those that came with them,
  /// when [#advance] is called.
  void say(String sentence) {
    if (!mute) {
      waiting.append(waiting.isEmpty() ? "" : " ").append(sentence);
      if (!begun()) {
        advance();
      }
    }
  }

  /// Sends what waits when the part before it was sent; asks again for one that gives no sound.
  void advance() {
    if (progress.cancelled() != null) {
      mute = true;
    }
    look();
    // The last part says that it is the last: it is for `end` to send.
    if (part == null && !mute && waiting.length() > (ending ? MOST_CHARACTERS : 0)) {
      send(next(), true);
    }
  }

  private void look() {
    SpokenPart running = part;
    if (running == null) {
      return;
    }
    switch (running.look()) {
      case WAITING -> {}
      case SPOKEN -> part = null;
      case GIVEN_UP -> {
        part = null;
        failed = true;
        mute |= progress.firstAudioNanos() == 0;
      }
    }
  }

  /// How many parts may have been spoken without a need to [#advance].
  int partsSpoken() {
    SpokenPart running = part;
    return running == null ? Integer.MAX_VALUE : running.number() - 1;
  }

  /// Whether some of the answer was asked for.
  boolean begun() {
    return begunNanos != 0;
  }

  /// When the first part was asked for.
  long begunNanos() {
    return begunNanos;
  }

  /// Ends the answer with `last`, which may be empty, after all that still waits.
  void end(String last) throws InterruptedException {
    if (!last.isBlank()) {
      waiting.append(waiting.isEmpty() ? "" : " ").append(last);
    }
    ending = true;
    advance();
    while (!mute && (part != null || waiting.length() > MOST_CHARACTERS)) {
      progress.awaitPart(partsSpoken() + 1, SpokenPart.LOOK_NANOS);
      advance();
    }
    if (!mute) {
      failed = false;
      send(next(), false);
    } else if (failed) {
      nothingMore();
    }
  }

  /// Waits for the first sound; milliseconds from the first request to it, 0 when there was none.
  double firstSoundMillis() throws InterruptedException {
    while (part != null && !mute && !progress.awaitFirstAudio(SpokenPart.LOOK_NANOS)) {
      goOn();
    }
    long first = progress.firstAudioNanos();
    return first == 0 ? 0 : (first - begunNanos) / 1e6;
  }

  /// Waits until the answer that was ended was sent to its last sound; whether it was.
  boolean awaitSpoken() throws InterruptedException {
    while (part != null && !progress.awaitSpoken(SpokenPart.LOOK_NANOS)) {
      goOn();
    }
    return !failed && progress.cancelled() == null;
  }

  /// One look at the last part.
  private void goOn() {
    if (progress.cancelled() != null) {
      part = null;
      return;
    }
    look();
    if (failed) {
      nothingMore();
    }
  }

  /// Says that no more sound comes, so that who plays it need not wait, and can apologise.
  void nothingMore() {
    long last = progress.nextSequence();
    try {
      bus.publish(
          new TtsAudio(
              utterance.session(),
              utterance.loudspeaker(),
              last,
              SILENT_RATE_HZ,
              1,
              Bytes.EMPTY,
              true,
              utterance.turn()));
      bus.publish(
          new TtsDone(
              utterance.session(),
              utterance.loudspeaker(),
              false,
              Instant.now(),
              last + 1,
              utterance.turn(),
              Map.of()));
    } catch (BusException e) {
      LOG.atWarn().setCause(e).log("the end of an answer not announced");
    }
  }

  private String next() {
    if (waiting.length() <= MOST_CHARACTERS) {
      String all = waiting.toString();
      waiting.setLength(0);
      return all;
    }
    int space = waiting.lastIndexOf(" ", MOST_CHARACTERS);
    int end = space > 0 ? space : MOST_CHARACTERS;
    String some = waiting.substring(0, end);
    waiting.delete(0, end);
    return some.strip();
  }

  private void send(String text, boolean more) {
    TtsRequest request =
        new TtsRequest(
            utterance.session(),
            text,
            null,
            utterance.loudspeaker(),
            null,
            utterance.language(),
            null,
            source,
            progress.nextSequence(),
            null,
            more,
            utterance.turn());
    SpokenPart next =
        new SpokenPart(
            bus,
            voices,
            progress,
            request,
            config.speech(),
            more ? config.speech() : LONGEST_SILENCE);
    part = next;
    next.ask();
    if (begunNanos == 0) {
      begunNanos = next.askedNanos();
    }
  }
}
