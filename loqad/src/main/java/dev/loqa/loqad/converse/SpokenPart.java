package dev.loqa.loqad.converse;

import dev.loqa.bus.Bus;
import dev.loqa.bus.BusException;
import dev.loqa.protocol.NodeId;
import dev.loqa.protocol.SessionDegraded;
import dev.loqa.protocol.TtsRequest;
import java.time.Duration;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// One text on its way to being spoken: asked for once more when no sound comes, and when the node
/// that speaks has ended, from the place where its sound broke off, as soon as there is another one
/// or it is back. Used by the turn's thread, which looks every [#LOOK_NANOS].
final class SpokenPart {
  private static final Logger LOG = LoggerFactory.getLogger(SpokenPart.class);

  static final long LOOK_NANOS = Duration.ofMillis(50).toNanos();

  /// A node that ended is started again within seconds; later nobody waits for the answer any more.
  private static final long BACK_NANOS = Duration.ofSeconds(6).toNanos();

  /// Where other nodes are left, it may not be ours that ended: it is, when no sound comes for so
  /// long.
  private static final long SILENT_NANOS = Duration.ofSeconds(1).toNanos();

  private static final int MOST_ASKS = 5;

  /// Where it stands.
  enum State {
    WAITING,
    SPOKEN,
    GIVEN_UP
  }

  private final Bus bus;
  private final Nodes voices;
  private final Progress progress;
  private final TtsRequest request;
  private final long patienceNanos;
  private final long gapNanos;
  private final int number;
  private final double heardBefore;
  private long departures;
  private long askedNanos;
  private long goneNanos;
  private boolean gone;
  private boolean alone;
  private boolean askedTwice;
  private int asks;

  /// @param patience for its first sound; then it is asked for once more
  /// @param gap the longest silence in the middle of it
  SpokenPart(
      Bus bus,
      Nodes voices,
      Progress progress,
      TtsRequest request,
      Duration patience,
      Duration gap) {
    this.bus = bus;
    this.voices = voices;
    this.progress = progress;
    this.request = request;
    this.patienceNanos = patience.toNanos();
    this.gapNanos = gap.toNanos();
    this.number = progress.partsSpoken() + 1;
    this.heardBefore = progress.audioMs();
  }

  /// Asks for it; where nobody is there, as soon as somebody is.
  void ask() {
    departures = voices.departures().getAsLong();
    askedNanos = System.nanoTime();
    if (voices.here().getAsBoolean()) {
      publish(request);
    } else {
      lost(askedNanos);
    }
  }

  /// Its number in the answer, from 1 on, counted by the parts that were spoken.
  int number() {
    return number;
  }

  /// When it was asked for last.
  long askedNanos() {
    return askedNanos;
  }

  /// Does what is to be done now, and says where it stands.
  State look() {
    if (progress.partsSpoken() >= number || allCame()) {
      return State.SPOKEN;
    }
    long now = System.nanoTime();
    long left = voices.departures().getAsLong();
    if (left != departures) {
      departures = left;
      lost(now);
    }
    return gone ? whileGone(now) : whileSilent(now);
  }

  /// The last piece of an answer may be there although the word of its end was lost.
  private boolean allCame() {
    return !Boolean.TRUE.equals(request.more()) && progress.lastAudio();
  }

  private void lost(long now) {
    gone = true;
    goneNanos = now;
    alone = !voices.here().getAsBoolean();
  }

  private State whileGone(long now) {
    boolean ready =
        alone
            ? voices.here().getAsBoolean()
            : now - Math.max(goneNanos, progress.lastAudioNanos()) >= SILENT_NANOS;
    if (ready && asks < MOST_ASKS) {
      gone = false;
      if (asks > 0) {
        degraded("the node that speaks has ended", "another one goes on");
      }
      askForRest(now);
    } else if (ready || now - goneNanos >= BACK_NANOS) {
      degraded("the node that speaks has ended", "the answer is shown, not spoken");
      return State.GIVEN_UP;
    }
    return State.WAITING;
  }

  private State whileSilent(long now) {
    boolean begun = heardMillis() > 0;
    long silence = now - Math.max(askedNanos, progress.lastAudioNanos());
    if (silence < (begun ? gapNanos : patienceNanos)) {
      return State.WAITING;
    }
    if (begun || askedTwice) {
      degraded(
          "no sound in time",
          progress.firstAudioNanos() == 0
              ? "the answer is shown, not spoken"
              : "the answer goes on without a part");
      return State.GIVEN_UP;
    }
    askedTwice = true;
    degraded("no sound in time", "asked again");
    askForRest(now);
    return State.WAITING;
  }

  private double heardMillis() {
    return progress.audioMs() - heardBefore;
  }

  private void askForRest(long now) {
    askedNanos = now;
    long heard = Math.round(heardMillis());
    publish(heard == 0 ? request : request.rest(progress.nextSequence(), heard));
  }

  private void publish(TtsRequest what) {
    String language = what.language();
    NodeId node =
        voices.choose(language == null ? Set.of() : Set.of("tts.language." + language), asks);
    asks++;
    try {
      bus.publish(node == null ? what : what.at(node));
    } catch (BusException e) {
      LOG.atWarn().addKeyValue("session", what.sessionId()).setCause(e).log("speech not asked for");
    }
  }

  private void degraded(String reason, String fallback) {
    LOG.atWarn()
        .addKeyValue("session", request.sessionId())
        .addKeyValue("reason", reason)
        .addKeyValue("fallback", fallback)
        .log("speech is late");
    try {
      bus.publish(
          new SessionDegraded(request.sessionId(), "tts", reason, fallback, request.turnId()));
    } catch (BusException e) {
      LOG.atWarn().setCause(e).log("degradation not announced");
    }
  }
}
