package dev.loqa.edge.satellite;

import dev.loqa.base.audio.Pcm;
import dev.loqa.base.life.Part;
import dev.loqa.base.life.Parts;
import dev.loqa.base.telemetry.Spans;
import dev.loqa.bus.Bus;
import dev.loqa.bus.BusException;
import dev.loqa.bus.Delivery;
import dev.loqa.protocol.AudioResend;
import dev.loqa.protocol.Ids;
import dev.loqa.protocol.NodeId;
import dev.loqa.protocol.PlacementChanged;
import dev.loqa.protocol.SessionId;
import dev.loqa.protocol.Stage;
import dev.loqa.protocol.SttOpen;
import dev.loqa.protocol.Subjects;
import dev.loqa.protocol.Transcript;
import dev.loqa.protocol.TtsAudio;
import dev.loqa.protocol.TtsDone;
import dev.loqa.protocol.TurnCancel;
import dev.loqa.protocol.TurnId;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.StatusCode;
import io.opentelemetry.context.Scope;
import java.security.SecureRandom;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Semaphore;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// A satellite: sends what is said, plays what is answered, rings until somebody hears it.
///
/// Thread-safe. A turn runs on the thread that calls [#hear]; the bus's threads only put into its
/// mailbox. At most eight turns at once, one for each session.
public final class Satellite implements Part {
  private static final Logger LOG = LoggerFactory.getLogger(Satellite.class);
  private static final int MAX_TURNS = 8;
  private static final int RECOGNIZER_RATE_HZ = 16_000;

  private final Bus bus;
  private final SatelliteConfig config;
  private final Loudspeaker speaker;
  private final Spans spans;
  private final Map<SessionId, LiveTurn> turns = new ConcurrentHashMap<>();
  private final Map<SessionId, PlayOut> announcements = new ConcurrentHashMap<>();
  private final Semaphore room = new Semaphore(MAX_TURNS);
  private final CountDownLatch closing = new CountDownLatch(1);
  private final SecureRandom random = new SecureRandom();
  private final Parts parts = new Parts();
  private volatile @Nullable SessionId heardLast;

  /// Those that loqad wants to be asked first.
  private volatile List<NodeId> recognizers = List.of();

  private Satellite(Bus bus, SatelliteConfig config, Loudspeaker speaker, Spans spans) {
    this.bus = bus;
    this.config = config;
    this.speaker = speaker;
    this.spans = spans;
  }

  /// Starts it.
  ///
  /// @param speaker gets every sound to be played, at once and in order; it must not wait for long
  public static Satellite start(Bus bus, SatelliteConfig config, Loudspeaker speaker, Spans spans) {
    Satellite satellite = new Satellite(bus, config, speaker, spans);
    try {
      satellite.subscribe();
    } catch (RuntimeException e) {
      satellite.close();
      throw e;
    }
    return satellite;
  }

  /// The same, without spans.
  public static Satellite start(Bus bus, SatelliteConfig config, Loudspeaker speaker) {
    return start(bus, config, speaker, Spans.NONE);
  }

  private void subscribe() {
    parts.add(new Ringer(bus, config, speaker));
    parts.add(bus.subscribe(Subjects.AUDIO_RESEND, this::onResend));
    parts.add(bus.subscribe(Subjects.TRANSCRIPT_PARTIAL, this::onTranscript));
    parts.add(bus.subscribe(Subjects.TRANSCRIPT_FINAL, this::onTranscript));
    parts.add(bus.subscribe(Subjects.TTS_AUDIO, this::onAudio));
    parts.add(bus.subscribe(Subjects.TTS_DONE, this::onSpoken));
    parts.add(bus.subscribe(Subjects.TURN_CANCEL, this::onCancel));
    parts.add(bus.subscribe(Subjects.PLACEMENT, this::onPlacement));
  }

  public SatelliteConfig config() {
    return config;
  }

  /// Takes a recording for what a microphone hears, and returns when the answer was played or it is
  /// certain that none comes.
  ///
  /// @throws SatelliteException when the session has a turn already or too many turns run
  public HeardTurn hear(Pcm speech, HearOptions options) {
    Pcm heard = speech.at(RECOGNIZER_RATE_HZ);
    return turn(
        options,
        RECOGNIZER_RATE_HZ,
        () -> new RecordedMicrophone(heard, config.times(), options.realTime(), System.nanoTime()));
  }

  /// Makes the microphone of a turn once the utterance is leased.
  interface MicrophoneOpener {
    Microphone open();
  }

  /// Runs one turn; `started` learns of it as soon as it can take events.
  HeardTurn turn(HearOptions options, int rateHz, MicrophoneOpener opener) {
    return turn(options, rateHz, opener, turn -> {});
  }

  HeardTurn turn(
      HearOptions options, int rateHz, MicrophoneOpener opener, Consumer<LiveTurn> started) {
    TurnId turn = options.turn();
    if (turn == null) {
      turn = new TurnId(Ids.random("t_", random));
    }
    if (!room.tryAcquire()) {
      throw new SatelliteException(
          "satellite %s hears %d turns already: wait for one to end"
              .formatted(config.id(), MAX_TURNS));
    }
    // The root of the turn's trace: what is sent on this thread carries it to the other processes.
    Span span = spans.begin("turn", options.session(), turn);
    try (Scope _ = span.makeCurrent()) {
      HeardTurn heard = run(options, turn, rateHz, opener, started);
      if (heard.error() != null) {
        span.setStatus(StatusCode.ERROR, heard.error());
      }
      return heard;
    } finally {
      span.end();
      room.release();
    }
  }

  private HeardTurn run(
      HearOptions options,
      TurnId turn,
      int rateHz,
      MicrophoneOpener opener,
      Consumer<LiveTurn> started) {
    String where = options.room() == null ? config.room() : options.room();
    SttOpen open = new SttOpen(options.session(), turn, rateHz, where, options.speaker());
    Lease lease = new Lease(bus, open, () -> recognizers, config.times().openWithin(), closing);
    String fault = lease.open();
    LiveTurn live = new LiveTurn(bus, config, spans, turn, lease, open, opener.open(), speaker);
    if (turns.putIfAbsent(options.session(), live) != null) {
      throw new SatelliteException(
          "session %s is in a turn already: wait for its end".formatted(options.session()));
    }
    started.accept(live);
    try {
      return fault == null ? live.run() : live.apologise(fault);
    } finally {
      turns.remove(options.session(), live);
    }
  }

  @Override
  public void close() {
    closing.countDown();
    turns.values().forEach(t -> t.post(new TurnEvent.Cancelled("the satellite is shutting down")));
    parts.close();
  }

  private void onTranscript(Delivery delivery) {
    Transcript transcript = delivery.as(Transcript.class);
    LiveTurn turn = turnOf(transcript.sessionId(), transcript.turnId());
    if (turn != null) {
      post(turn, new TurnEvent.Words(transcript, System.nanoTime()));
    }
  }

  private void onAudio(Delivery delivery) {
    long nanos = System.nanoTime();
    TtsAudio audio = delivery.as(TtsAudio.class);
    LiveTurn turn = turnOf(audio.sessionId(), audio.turnId());
    if (turn != null) {
      heardLast = audio.sessionId();
      post(turn, new TurnEvent.Sound(audio, nanos));
    } else if (config.isMeantBy(audio.target())) {
      announce(audio, nanos);
    }
  }

  /// Sound that nobody here asked for, sent to this satellite by name, room or to all.
  private void announce(TtsAudio audio, long nanos) {
    PlayOut playOut = announcements.get(audio.sessionId());
    if (playOut == null) {
      if (announcements.size() >= MAX_TURNS) {
        announcements.clear();
      }
      playOut = new PlayOut(speaker);
      announcements.put(audio.sessionId(), playOut);
    }
    heardLast = audio.sessionId();
    playOut.accept(audio, nanos);
    if (playOut.complete()) {
      announcements.remove(audio.sessionId());
    }
  }

  private void onSpoken(Delivery delivery) {
    TtsDone done = delivery.as(TtsDone.class);
    LiveTurn turn = turnOf(done.sessionId(), done.turnId());
    if (turn != null) {
      post(turn, new TurnEvent.Spoken(done));
    }
  }

  private void onResend(Delivery delivery) {
    AudioResend resend = delivery.as(AudioResend.class);
    LiveTurn turn = turnOf(resend.sessionId(), resend.turnId());
    if (turn != null) {
      post(turn, new TurnEvent.Resend(resend.from()));
    }
  }

  List<NodeId> recognizers() {
    return recognizers;
  }

  private void onPlacement(Delivery delivery) {
    Map<String, List<NodeId>> stages = delivery.as(PlacementChanged.class).stages();
    recognizers = stages.getOrDefault(Stage.STT.wire(), List.of());
  }

  private void onCancel(Delivery delivery) {
    TurnCancel cancel = delivery.as(TurnCancel.class);
    announcements.remove(cancel.sessionId());
    LiveTurn turn = turnOf(cancel.sessionId(), cancel.turnId());
    if (turn != null) {
      post(turn, new TurnEvent.Cancelled(cancel.reason()));
      name(turn, cancel);
    } else if (cancel.sessionId().equals(heardLast)) {
      // Its turn has ended with the last piece, and the loudspeaker still plays.
      speaker.silence();
    }
  }

  private @Nullable LiveTurn turnOf(SessionId session, @Nullable TurnId turn) {
    LiveTurn live = turns.get(session);
    return live == null || (turn != null && !turn.equals(live.turn())) ? null : live;
  }

  /// Tells the others which turn was meant by who cancelled a session: words of it may be on their
  /// way to loqad, which is to know them for cancelled.
  private void name(LiveTurn turn, TurnCancel cancel) {
    if (cancel.turnId() == null) {
      try {
        bus.publish(new TurnCancel(turn.session(), turn.turn(), cancel.reason()));
      } catch (BusException e) {
        LOG.atWarn().addKeyValue("session", turn.session()).setCause(e).log("cancel not passed on");
      }
    }
  }

  private static void post(LiveTurn turn, TurnEvent event) {
    if (!turn.post(event)) {
      LOG.atWarn()
          .addKeyValue("session", turn.session())
          .log("a turn is flooded, an event is lost");
    }
  }
}
