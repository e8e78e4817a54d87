package dev.loqa.edge.satellite;

import dev.loqa.base.audio.Pcm;
import dev.loqa.base.telemetry.Spans;
import dev.loqa.bus.Bus;
import dev.loqa.protocol.PlayDone;
import dev.loqa.protocol.PlayStarted;
import dev.loqa.protocol.SessionDegraded;
import dev.loqa.protocol.SessionId;
import dev.loqa.protocol.SpeechEnd;
import dev.loqa.protocol.Stage;
import dev.loqa.protocol.Transcript;
import dev.loqa.protocol.TurnId;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/// One utterance from its first frame to the last sound of its answer.
///
/// One thread calls [#run]; others only [#post] into the bounded mailbox. It always ends: every
/// wait has a deadline from [TurnTimes], and what cannot be answered ends with an apology.
final class LiveTurn {
  private static final int MAILBOX = 4_096;
  private static final int MAX_PARTIALS = 500;

  private final Bus bus;
  private final SatelliteConfig config;
  private final Spans spans;
  private final TurnTimes times;
  private final SessionId session;
  private final TurnId turn;
  private final Microphone microphone;
  private final Lease lease;
  private final KeptFrames frames;
  private final PlayOut playOut;
  private final BlockingQueue<TurnEvent> mailbox = new ArrayBlockingQueue<>(MAILBOX);

  private final List<String> partials = new ArrayList<>();
  private final Map<String, Double> timings = new HashMap<>();
  private @Nullable Transcript transcript;
  private @Nullable String error;
  private boolean announced;
  private double firstAudioMs;
  private long loudUntilNanos;
  private long speechEndNanos;
  private long deadlineNanos;
  private int retakes;

  LiveTurn(
      Bus bus,
      SatelliteConfig config,
      Spans spans,
      SessionId session,
      TurnId turn,
      Lease lease,
      Microphone microphone,
      Consumer<Pcm> sink) {
    this.bus = bus;
    this.config = config;
    this.spans = spans;
    this.times = config.times();
    this.session = session;
    this.turn = turn;
    this.lease = lease;
    this.microphone = microphone;
    this.frames = new KeptFrames(bus, session);
    this.playOut = new PlayOut(sink);
    this.loudUntilNanos = microphone.startNanos();
  }

  SessionId session() {
    return session;
  }

  TurnId turn() {
    return turn;
  }

  /// Hands in what happened; false when the turn is flooded and did not take it.
  boolean post(TurnEvent event) {
    return mailbox.offer(event);
  }

  /// Streams, waits, plays. Returns in any case.
  HeardTurn run() {
    deadlineNanos = Long.MAX_VALUE;
    try {
      while (!finished()) {
        TurnEvent event = await();
        if (event != null) {
          handle(event);
        }
        sendWhatIsDue();
        announce();
        checkDeadline();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      error = "interrupted: the satellite is shutting down";
    }
    return end();
  }

  /// Ends the turn before its first frame.
  HeardTurn apologise(String fault) {
    error = fault;
    return end();
  }

  private boolean finished() {
    return error != null || (transcript != null && playOut.complete());
  }

  private @Nullable TurnEvent await() throws InterruptedException {
    long next = transcript == null ? microphone.nextFrameNanos() : Long.MAX_VALUE;
    long until = Math.min(next, deadlineNanos);
    if (until == Long.MAX_VALUE) {
      // A live microphone's frames come by themselves; when it falls silent altogether, this ends
      // it.
      until = System.nanoTime() + times.answerWithin().toNanos();
      deadlineNanos = until;
    }
    long wait = until - System.nanoTime();
    return wait <= 0 ? mailbox.poll() : mailbox.poll(wait, TimeUnit.NANOSECONDS);
  }

  private void handle(TurnEvent event) {
    switch (event) {
      case TurnEvent.Words words -> hear(words.transcript(), words.nanos());
      case TurnEvent.Sound sound -> {
        playOut.accept(sound.audio(), sound.nanos());
        if (transcript != null) {
          deadlineNanos = System.nanoTime() + times.answerWithin().toNanos();
        }
      }
      case TurnEvent.Resend resend -> frames.resend(resend.from());
      case TurnEvent.Cancelled cancelled -> error = "cancelled: " + cancelled.reason();
      case TurnEvent.Captured captured -> capture(captured.frame(), captured.last());
    }
  }

  private void hear(Transcript heard, long nanos) {
    if (transcript != null) {
      return;
    }
    if (heard.partial()) {
      if (partials.size() < MAX_PARTIALS) {
        partials.add(heard.text());
      }
      return;
    }
    transcript = heard;
    SpeechEnd end = heard.speechEnd();
    speechEndNanos = end == null ? loudUntilNanos : nanosAt(end);
    timings.put("transcript_ms", millisAfterSpeech(nanos));
    boolean nothing = heard.text().isBlank();
    deadlineNanos =
        System.nanoTime() + (nothing ? times.silenceWithin() : times.answerWithin()).toNanos();
  }

  private long nanosAt(SpeechEnd end) {
    double ms = frames.positionMs(end.sequence(), end.offsetMs(), microphone.sampleRateHz());
    return microphone.startNanos() + (long) (ms * 1e6 / microphone.speed());
  }

  private double millisAfterSpeech(long nanos) {
    return (nanos - speechEndNanos) / 1e6;
  }

  private void sendWhatIsDue() {
    while (transcript == null
        && !microphone.exhausted()
        && microphone.nextFrameNanos() <= System.nanoTime()) {
      Pcm frame = microphone.nextFrame();
      capture(frame, microphone.exhausted());
    }
  }

  private void capture(Pcm frame, boolean last) {
    if (transcript != null || frames.ended()) {
      return;
    }
    if (Loudness.isSpeech(frame)) {
      loudUntilNanos = System.nanoTime();
    }
    frames.send(frame, last);
    if (frames.ended()) {
      deadlineNanos = System.nanoTime() + times.finalWithin().toNanos();
    } else if (microphone.nextFrameNanos() == Long.MAX_VALUE) {
      deadlineNanos = System.nanoTime() + times.answerWithin().toNanos();
    }
  }

  /// Says that the answer is heard, as soon as both its first sound and the end of speech are
  /// known.
  private void announce() {
    if (!announced && transcript != null && playOut.started()) {
      announced = true;
      firstAudioMs = millisAfterSpeech(playOut.firstNanos());
      Map<String, Double> stages = Map.of(Stage.PLAY.wire(), playOut.waitedMillis());
      bus.publish(new PlayStarted(session, turn, config.id(), firstAudioMs, stages));
    }
  }

  private void checkDeadline() {
    if (finished() || System.nanoTime() < deadlineNanos) {
      return;
    }
    if (transcript == null) {
      retake();
    } else if (transcript.text().isBlank() && !playOut.started()) {
      error = "";
    } else {
      error =
          playOut.started()
              ? "the answer broke off: see the state of tts with loqa doctor"
              : "no answer came within %d s: see loqa events"
                  .formatted(times.answerWithin().toSeconds());
    }
  }

  /// The recognizer gave no final: another one gets the whole utterance.
  private void retake() {
    if (!frames.ended()) {
      frames.send(Pcm.silence(times.frame(), microphone.sampleRateHz()), true);
    }
    if (retakes >= times.retakes()) {
      error = "speech recognition gave no transcript: see the state of stt with loqa doctor";
      return;
    }
    retakes++;
    degraded(
        Stage.STT, "no final transcript came in time", "another recognizer gets the utterance");
    String fault = lease.open();
    if (fault != null) {
      error = fault;
      return;
    }
    frames.resend(0);
    deadlineNanos = System.nanoTime() + times.finalWithin().toNanos();
  }

  private HeardTurn end() {
    String fault = error == null || error.isEmpty() ? null : error;
    boolean cancelled = fault != null && fault.startsWith("cancelled");
    if (fault != null && !cancelled) {
      degraded(transcript == null ? Stage.STT : Stage.PLAY, fault, "the satellite apologises");
    }
    Pcm reply = playOut.sound();
    if (fault != null && !cancelled && !playOut.started()) {
      reply = Chime.APOLOGY;
    }
    if (playOut.started()) {
      bus.publish(new PlayDone(session, turn, config.id(), firstAudioMs));
      long now = System.nanoTime();
      timings.put("play_done_ms", millisAfterSpeech(now));
      spans.past(Stage.PLAY.wire(), session, turn, playOut.firstNanos(), now);
    }
    timings.put("retakes", (double) retakes);
    double totalMs = (System.nanoTime() - microphone.startNanos()) / 1e6;
    return new HeardTurn(
        session,
        turn,
        transcript == null ? "" : transcript.text(),
        reply,
        firstAudioMs,
        totalMs,
        partials,
        timings,
        playOut.gaps(),
        fault);
  }

  private void degraded(Stage stage, String reason, String fallback) {
    bus.publish(new SessionDegraded(session, stage.wire(), reason, fallback, turn));
  }
}
