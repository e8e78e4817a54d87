package dev.loqa.edge.satellite;

import dev.loqa.base.audio.Pcm;
import dev.loqa.bus.Bus;
import dev.loqa.bus.Subscription;
import dev.loqa.protocol.AudioFrame;
import dev.loqa.protocol.Bytes;
import dev.loqa.protocol.NodeId;
import dev.loqa.protocol.SessionId;
import dev.loqa.protocol.SpeechEnd;
import dev.loqa.protocol.SttOpen;
import dev.loqa.protocol.SttOpened;
import dev.loqa.protocol.Subjects;
import dev.loqa.protocol.Transcript;
import dev.loqa.protocol.TtsAudio;
import dev.loqa.protocol.TurnId;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/// Plays the rest of the house: a recognizer that hears a fixed text after so many frames, and a
/// voice that answers each text with pieces of a tone. Each test sets what goes wrong.
final class ScriptedHouse {
  static final int VOICE_RATE_HZ = 22_050;

  final BlockingQueue<SttOpen> opened = new LinkedBlockingQueue<>();
  final BlockingQueue<AudioFrame> frames = new LinkedBlockingQueue<>();

  /// The recognizer decides when this frame comes.
  volatile long decidesAt = 40;

  /// So many utterances are leased and then forgotten, as by a process that dies.
  volatile int diesFirst;

  volatile String words = "turn on the lamp";
  volatile @Nullable SpeechEnd speechEnd = new SpeechEnd(24, 10);
  volatile List<Integer> answerOrder = List.of(0, 1, 2, 3);

  private final Bus bus;

  /// Whether recognizers that hear nothing still answer for their lease.
  volatile boolean livesOn;

  /// For each permit an utterance ends with a fault instead of its words.
  final Semaphore gaveUp = new Semaphore(0);

  /// So many requests are refused before one is taken.
  final AtomicInteger busyFirst = new AtomicInteger();

  /// For each permit a recognizer says once that it does not listen any more.
  final Semaphore forgets = new Semaphore(0);

  private volatile @Nullable SttOpen lease;
  private volatile boolean leases;
  private volatile @Nullable Subscription holder;

  ScriptedHouse(Bus bus) {
    this.bus = bus;
  }

  ScriptedHouse withRecognizer() {
    bus.subscribe(
        Subjects.STT_OPEN,
        "stt",
        request -> {
          SttOpen open = request.as(SttOpen.class);
          if (busyFirst.getAndDecrement() > 0) {
            bus.respond(request, SttOpened.refused("all listen already"));
            return;
          }
          lease = open;
          opened.add(open);
          NodeId node = new NodeId("stt-" + opened.size());
          if (leases) {
            answerFor(node);
          }
          bus.respond(request, leases ? SttOpened.watched(node) : SttOpened.unwatched(node));
        });
    bus.subscribe(Subjects.AUDIO_FRAMES, frame -> hear(frame.as(AudioFrame.class)));
    return this;
  }

  /// Recognizers say that they still listen; one that dies does so with the first frame.
  ScriptedHouse withLeases() {
    leases = true;
    return this;
  }

  private void answerFor(NodeId node) {
    holder =
        bus.subscribe(
            Subjects.sttLease(node),
            ask ->
                bus.respond(
                    ask,
                    forgets.tryAcquire()
                        ? SttOpened.refused("not any more")
                        : SttOpened.watched(node)));
  }

  ScriptedHouse withVoice() {
    bus.subscribe(
        Subjects.TRANSCRIPT_FINAL,
        d -> {
          Transcript transcript = d.as(Transcript.class);
          answerOrder.forEach(
              piece -> speak(transcript.sessionId(), transcript.turnId(), null, piece));
        });
    return this;
  }

  /// Sends one piece of 100 ms; piece 3 ends the answer.
  void speak(SessionId session, @Nullable TurnId turn, @Nullable String target, int piece) {
    boolean last = piece == 3;
    Bytes pcm =
        last ? Bytes.EMPTY : Bytes.wrap(Pcm.silence(Duration.ofMillis(100), VOICE_RATE_HZ).bytes());
    bus.publish(new TtsAudio(session, target, piece, VOICE_RATE_HZ, 1, pcm, last, turn));
  }

  private void hear(AudioFrame frame) {
    frames.add(frame);
    SttOpen open = lease;
    if (open == null || opened.size() <= diesFirst) {
      Subscription alive = holder;
      if (alive != null && !livesOn) {
        alive.close();
      }
      return;
    }
    if (frame.sequence() == decidesAt / 2) {
      bus.publish(transcript(open, "turn on", true));
    }
    if (frame.sequence() == decidesAt) {
      bus.publish(gaveUp.tryAcquire() ? fault(open) : transcript(open, words, false));
    }
  }

  private static Transcript fault(SttOpen open) {
    return new Transcript(
        open.sessionId(),
        "",
        false,
        Instant.now(),
        0,
        open.turnId(),
        "en",
        null,
        null,
        null,
        List.of(),
        Map.of(),
        null,
        "the engine failed");
  }

  private Transcript transcript(SttOpen open, String text, boolean partial) {
    return new Transcript(
        open.sessionId(),
        text,
        partial,
        Instant.now(),
        text.isEmpty() ? 0 : 0.9,
        open.turnId(),
        "en",
        open.speaker(),
        open.room(),
        partial ? null : speechEnd,
        List.of(),
        Map.of());
  }
}
