package dev.loqa.loqad.converse;

import dev.loqa.bus.Bus;
import dev.loqa.bus.BusException;
import dev.loqa.protocol.SessionDegraded;
import dev.loqa.protocol.TtsRequest;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Has one answer spoken in parts while it is still being found: in order, each when the one before
/// was sent, and counted on so that for the satellite they are one answer. Used by the turn's
/// thread.
///
/// A part without sound is asked for once more, then left out; a first part without sound ends the
/// voice, and the answer is shown only.
final class AnswerVoice {
  private static final Logger LOG = LoggerFactory.getLogger(AnswerVoice.class);

  /// Characters of one part at most.
  private static final int MOST_CHARACTERS = 800;

  private final Bus bus;
  private final ConverseConfig config;
  private final Utterance utterance;
  private final Progress progress;
  private final @Nullable String source;
  private final StringBuilder waiting = new StringBuilder();
  private @Nullable TtsRequest part;
  private int parts;
  private int attempts;
  private long askedNanos;
  private long begunNanos;
  private boolean mute;
  private boolean ending;

  /// @param source whose words they are
  /// @param speak whether anything is to be spoken at all
  AnswerVoice(
      Bus bus,
      ConverseConfig config,
      Utterance utterance,
      Progress progress,
      @Nullable String source,
      boolean speak) {
    this.bus = bus;
    this.config = config;
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
    if (part != null && progress.partsSpoken() >= parts) {
      part = null;
    }
    if (part != null && silent()) {
      askAgain();
    }
    // The last part says that it is the last: it is for `end` to send.
    if (part == null && !mute && waiting.length() > (ending ? MOST_CHARACTERS : 0)) {
      send(next(), true);
    }
  }

  /// How many parts were asked for and spoken, and may be waited for.
  int partsSpoken() {
    return part == null ? Integer.MAX_VALUE - 1 : parts - 1;
  }

  /// Until it is worth looking again.
  long patienceNanos() {
    return config.speech().toNanos();
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
      progress.awaitPart(parts, patienceNanos());
      advance();
    }
    if (!mute) {
      send(next(), false);
    }
  }

  /// Milliseconds from the first request to the first sound, 0 when there was none.
  double firstSoundMillis() throws InterruptedException {
    if (!mute) {
      progress.awaitFirstAudio(patienceNanos());
    }
    long first = progress.firstAudioNanos();
    return first == 0 ? 0 : (first - begunNanos) / 1e6;
  }

  private boolean silent() {
    long since = Math.max(askedNanos, progress.lastAudioNanos());
    return System.nanoTime() - since >= patienceNanos();
  }

  private void askAgain() {
    TtsRequest asked = part;
    if (asked == null) {
      return;
    }
    boolean never = progress.firstAudioNanos() == 0;
    if (attempts == 1 && progress.nextSequence() <= first(asked)) {
      degraded("asked again");
      publish(asked);
      return;
    }
    mute = never;
    degraded(never ? "the answer is shown, not spoken" : "the answer goes on without a part");
    parts = progress.partsSpoken();
    part = null;
  }

  private static long first(TtsRequest request) {
    Long first = request.firstSequence();
    return first == null ? 0 : first;
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
            utterance.room(),
            null,
            utterance.language(),
            null,
            source,
            progress.nextSequence(),
            more,
            utterance.turn());
    parts = progress.partsSpoken() + 1;
    attempts = 0;
    part = request;
    publish(request);
    if (begunNanos == 0) {
      begunNanos = askedNanos;
    }
  }

  private void publish(TtsRequest request) {
    attempts++;
    askedNanos = System.nanoTime();
    try {
      bus.publish(request);
    } catch (BusException e) {
      LOG.atWarn()
          .addKeyValue("session", request.sessionId())
          .setCause(e)
          .log("speech not asked for");
    }
  }

  private void degraded(String fallback) {
    try {
      bus.publish(
          new SessionDegraded(
              utterance.session(), "tts", "no sound in time", fallback, utterance.turn()));
    } catch (BusException e) {
      LOG.atWarn().setCause(e).log("degradation not announced");
    }
  }
}
