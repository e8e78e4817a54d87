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
import dev.loqa.protocol.SttOpen;
import dev.loqa.protocol.Transcript;
import dev.loqa.protocol.TurnId;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/// One utterance from its first frame to the last sound of its answer.
///
/// One thread calls [#run]; others only [#post] into the bounded mailbox. It always ends: every
/// wait has a deadline from [TurnTimes], and what cannot be answered ends with an apology.
final class LiveTurn {
  private static final int MAILBOX = 4_096;
  private static final int MAX_PARTIALS = 500;
  private static final int AGAIN = 3;
  private static final long NEVER = Long.MAX_VALUE;
  private static final String CANCELLED = "cancelled: ";

  private final Bus bus;
  private final SatelliteConfig config;
  private final Spans spans;
  private final TurnTimes times;
  private final SessionId session;
  private final TurnId turn;
  private final Microphone microphone;
  private final KeptFrames frames;
  private final LeaseWatch watch;
  private final Loudspeaker speaker;
  private final AwaitedAnswer answer;
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
  private boolean unheard;
  private volatile boolean cancelled;

  LiveTurn(
      Bus bus,
      SatelliteConfig config,
      Spans spans,
      TurnId turn,
      Lease lease,
      SttOpen open,
      Microphone microphone,
      Loudspeaker speaker) {
    this.bus = bus;
    this.config = config;
    this.spans = spans;
    this.times = config.times();
    this.session = open.sessionId();
    this.turn = turn;
    this.microphone = microphone;
    this.frames = new KeptFrames(bus, session);
    this.watch = new LeaseWatch(bus, open, lease, times.retakes(), this::post);
    this.speaker = speaker;
    this.answer = new AwaitedAnswer(times, speaker);
    this.playOut = answer.playOut();
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
    // What came before it and is not played yet must not be heard either.
    cancelled |= event instanceof TurnEvent.Cancelled;
    return mailbox.offer(event);
  }

  /// Streams, waits, plays. Returns in any case.
  HeardTurn run() {
    // A live microphone's frames come by themselves; when it falls silent altogether, this ends it.
    deadlineNanos = isLive() ? System.nanoTime() + times.answerWithin().toNanos() : NEVER;
    watch.start();
    try {
      while (!finished()) {
        TurnEvent event = await();
        if (event != null) {
          handle(event);
        }
        sendWhatIsDue();
        announce();
        checkTimes();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      error = "interrupted: the satellite is shutting down";
    } finally {
      watch.close();
    }
    return end();
  }

  /// Ends the turn before its first frame.
  HeardTurn apologise(String fault) {
    error = fault;
    return end();
  }

  private boolean isLive() {
    return !microphone.exhausted() && microphone.nextFrameNanos() == NEVER;
  }

  private boolean finished() {
    long now = System.nanoTime();
    return error != null || (transcript != null && (answer.over(now) || answer.late(now)));
  }

  private @Nullable TurnEvent await() throws InterruptedException {
    long until = answer.nextNanos();
    if (transcript == null) {
      until = Math.min(until, Math.min(microphone.nextFrameNanos(), deadlineNanos));
    }
    long wait = until - System.nanoTime();
    return wait <= 0 ? mailbox.poll() : mailbox.poll(wait, TimeUnit.NANOSECONDS);
  }

  private void handle(TurnEvent event) {
    switch (event) {
      case TurnEvent.Words words -> hear(words.transcript(), words.nanos());
      case TurnEvent.Sound sound -> {
        if (!cancelled) {
          answer.sound(sound.audio(), sound.nanos(), System.nanoTime());
        }
      }
      case TurnEvent.Spoken spoken -> answer.spoken(spoken.done());
      case TurnEvent.Resend resend -> frames.resend(resend.from());
      case TurnEvent.Unheard lost -> lost(lost.why());
      case TurnEvent.HeardAgain again -> heardAgain(again.fault());
      case TurnEvent.Cancelled order -> {
        error = CANCELLED + order.reason();
        if (playOut.started()) {
          speaker.silence();
        }
      }
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
    if (heard.fault() != null) {
      deadlineNanos = whileAsking();
      watch.retake(heard.fault());
      return;
    }
    transcript = heard;
    watch.end();
    SpeechEnd end = heard.speechEnd();
    speechEndNanos = end == null ? loudUntilNanos : nanosAt(end);
    timings.put("transcript_ms", millisAfterSpeech(nanos));
    answer.expect(heard.text().isBlank(), speechEndNanos, System.nanoTime());
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
        && !cancelled
        && !microphone.exhausted()
        && microphone.nextFrameNanos() <= System.nanoTime()) {
      Pcm frame = microphone.nextFrame();
      capture(frame, microphone.exhausted());
    }
  }

  private void capture(Pcm frame, boolean last) {
    if (transcript != null || cancelled || frames.ended()) {
      return;
    }
    if (Loudness.isSpeech(frame)) {
      loudUntilNanos = System.nanoTime();
      if (retakes > 0) {
        answer.delayed(loudUntilNanos);
      }
    }
    frames.send(frame, last);
    if (unheard) {
      return;
    }
    if (frames.ended()) {
      deadlineNanos = System.nanoTime() + times.finalWithin().toNanos();
    } else if (isLive()) {
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

  private void checkTimes() {
    long now = System.nanoTime();
    if (error == null) {
      answer.console(now);
    }
    if (transcript == null && error == null && now >= deadlineNanos) {
      // The recognizer gave no final: another one gets the whole utterance.
      if (!frames.ended()) {
        frames.send(Pcm.silence(times.frame(), microphone.sampleRateHz()), true);
      }
      deadlineNanos = whileAsking();
      watch.retake("no final transcript came in time");
    }
  }

  private long whileAsking() {
    return System.nanoTime() + times.openWithin().plus(times.finalWithin()).toNanos();
  }

  private void lost(String why) {
    if (transcript != null) {
      return;
    }
    retakes++;
    unheard = true;
    deadlineNanos = whileAsking();
    degraded(Stage.STT, why, "another recognizer gets the utterance");
    answer.delayed(Math.max(System.nanoTime(), loudUntilNanos));
  }

  private void heardAgain(@Nullable String fault) {
    unheard = false;
    if (transcript != null) {
      return;
    }
    if (fault != null) {
      error = fault;
      return;
    }
    frames.resend(0);
    deadlineNanos = NEVER;
    if (frames.ended()) {
      // It hears everything anew, and may have started a moment ago.
      deadlineNanos = System.nanoTime() + AGAIN * times.finalWithin().toNanos();
    } else if (isLive()) {
      deadlineNanos = System.nanoTime() + times.answerWithin().toNanos();
    }
  }

  private HeardTurn end() {
    boolean started = playOut.started();
    boolean nothingSaid = transcript == null || transcript.text().isBlank();
    String fault = error == null ? answer.fault(nothingSaid, System.nanoTime()) : error;
    if (fault != null && !fault.startsWith(CANCELLED)) {
      degraded(transcript == null ? Stage.STT : Stage.PLAY, fault, "the satellite apologises");
      playOut.apologise(speaker.ownSounds().apology());
    }
    if (started) {
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
        playOut.sound(),
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
