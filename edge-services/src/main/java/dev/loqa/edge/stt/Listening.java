package dev.loqa.edge.stt;

import dev.loqa.base.telemetry.Spans;
import dev.loqa.bus.Bus;
import dev.loqa.edge.stt.vad.VoiceDetector;
import dev.loqa.protocol.AudioResend;
import dev.loqa.protocol.SessionDegraded;
import dev.loqa.protocol.Stage;
import dev.loqa.protocol.Transcript;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// One leased utterance from its first frame to its final transcript, which is always sent unless
/// the lease is abandoned: a turn ends even when nothing was understood.
///
/// Runs on the thread of the recognizer it is given. It waits at most [#FRAME_WAIT_MILLIS] for a
/// frame.
final class Listening {
  private static final Logger LOG = LoggerFactory.getLogger(Listening.class);
  static final long FRAME_WAIT_MILLIS = 2_000;
  private static final long RESEND_EVERY_MILLIS = 300;
  private static final long RESEND_EVERY_NANOS = RESEND_EVERY_MILLIS * 1_000_000;
  private static final double NANOS_PER_MILLI = 1e6;

  private final Bus bus;
  private final SttConfig config;
  private final InstantSource clock;
  private final Spans spans;
  private final Lease lease;
  private final Runnable over;
  private final FrameOrder order = new FrameOrder();
  private String published = "";
  private long publishedNanos;
  private long askedUpTo = -1;
  private long askedNanos;

  /// @param over called before the final transcript, so that who hears that may speak again at once
  Listening(
      Bus bus, SttConfig config, InstantSource clock, Spans spans, Lease lease, Runnable over) {
    this.over = over;
    this.bus = bus;
    this.config = config;
    this.clock = clock;
    this.spans = spans;
    this.lease = lease;
    publishedNanos = System.nanoTime() - config.partialEvery().toNanos();
  }

  void run(Recognizer recognizer, VoiceDetector voices, Ears ears) throws InterruptedException {
    try (var voice = voices.begin();
        var utterance = recognizer.open(ears.grammar())) {
      lease.onAbandon(utterance::cancel);
      var attention = new Attention(utterance, ears, new Endpointer(config.endpoint(), voice));
      var fault = follow(attention);
      if (lease.abandoned()) {
        return;
      }
      if (fault.isEmpty()) {
        conclude(attention);
      } else {
        giveUp(fault);
      }
    }
  }

  /// Takes frames until the utterance is over. Returns what went wrong, or nothing.
  private String follow(Attention attention) throws InterruptedException {
    long waited = 0;
    boolean heard = false;
    while (!lease.abandoned()) {
      var fault = lease.fault();
      if (fault != null) {
        return fault;
      }
      var arrival = lease.next(RESEND_EVERY_MILLIS);
      List<Arrival> ready;
      if (lease.cutOff()) {
        continue;
      } else if (arrival != null) {
        waited = 0;
        heard = true;
        ready = order.accept(arrival);
        askForMissing(arrival.nanos());
      } else {
        waited += RESEND_EVERY_MILLIS;
        askForMissing(System.nanoTime());
        if (waited < FRAME_WAIT_MILLIS) {
          continue;
        }
        if (!heard) {
          return "no frame of sound came within " + FRAME_WAIT_MILLIS + " ms: check the microphone";
        }
        ready = order.skip();
        if (ready.isEmpty()) {
          return brokenOff(attention);
        }
        waited = 0;
      }
      if (over(attention, ready)) {
        return "";
      }
    }
    return "";
  }

  /// What is wrong when no sound comes any more. Half a command is none: of its rest the grammar
  /// would make something. Who never asked sends no end either, and gets what was heard.
  private String brokenOff(Attention attention) {
    return lease.asked() && attention.state() == Endpointer.State.SPEAKING
        ? "the sound broke off: no frame came within " + FRAME_WAIT_MILLIS + " ms"
        : "";
  }

  /// Asks the satellite for what is missing: at once when a later frame shows a gap, then every 300
  /// ms. It answers with all that follows, so that a gap behind one that was asked for is no new
  /// one.
  ///
  /// @param nanos when the newest that is known here came; a recognizer may be far behind it
  private void askForMissing(long nanos) {
    var missing = order.missing();
    if (missing.isPresent()
        && (missing.getAsLong() > askedUpTo || nanos - askedNanos >= RESEND_EVERY_NANOS)) {
      askedUpTo = order.newest();
      askedNanos = System.nanoTime();
      bus.publish(new AudioResend(lease.session(), lease.turn(), missing.getAsLong()));
    }
  }

  private boolean over(Attention attention, List<Arrival> ready) {
    for (var arrival : ready) {
      boolean over = attention.accept(arrival).over() || arrival.frame().isFinal();
      if (over) {
        return true;
      }
      publishPartial(attention.partial(), attention.stableWords());
    }
    return false;
  }

  private void publishPartial(String words, int stable) {
    long now = System.nanoTime();
    if (!lease.quiet()
        && !words.isEmpty()
        && !words.equals(published)
        && now - publishedNanos >= config.partialEvery().toNanos()) {
      published = words;
      publishedNanos = now;
      bus.publish(
          new Transcript(
              lease.session(),
              words,
              true,
              clock.instant(),
              0,
              lease.turn(),
              config.language(),
              lease.speaker(),
              lease.room(),
              null,
              List.of(),
              Map.of(),
              stable,
              null));
    }
  }

  private void conclude(Attention attention) {
    long decided = System.nanoTime();
    var state = attention.state();
    var heard = state == Endpointer.State.NO_SPEECH ? Hypothesis.NOTHING : attention.finish();
    over.run();
    if (lease.abandoned()) {
      return;
    }
    long ready = System.nanoTime();
    long silentNanos = attention.nanosSinceSpeech(decided);
    double endpointMs = silentNanos / NANOS_PER_MILLI;
    double sttMs = (ready - decided) / NANOS_PER_MILLI;
    boolean accepted = heard.accepted();
    bus.publish(
        new Transcript(
            lease.session(),
            accepted ? heard.text() : "",
            false,
            clock.instant(),
            accepted ? heard.confidence() : 0,
            lease.turn(),
            config.language(),
            lease.speaker(),
            lease.room(),
            attention.speechEnd(),
            accepted ? heard.alternatives() : List.of(),
            Map.of(Stage.ENDPOINT.wire(), endpointMs, Stage.STT.wire(), sttMs)));
    trace(Stage.ENDPOINT, decided - silentNanos, decided);
    trace(Stage.STT, decided, ready);
    LOG.atInfo()
        .addKeyValue("session", lease.session())
        .addKeyValue("turn", lease.turn())
        .addKeyValue("end", state)
        .addKeyValue("accepted", accepted)
        .addKeyValue("confidence", heard.confidence())
        .addKeyValue("endpoint_ms", Math.round(endpointMs))
        .addKeyValue("stt_ms", Math.round(sttMs))
        .log("utterance heard");
    if (!lease.quiet()) {
      LOG.atDebug()
          .addKeyValue("turn", lease.turn())
          .addKeyValue("text", heard.text())
          .log("words");
    }
  }

  private void trace(Stage stage, long startNanos, long endNanos) {
    spans.past(stage.wire(), lease.session(), lease.turn(), startNanos, endNanos);
  }

  /// Says what went wrong and ends the utterance with a final transcript that has no words, unless
  /// nobody waits for one. Who asked for a recognizer may ask for another one; who never asked has
  /// no such choice, and the turn ends.
  void giveUp(@Nullable String reason) {
    if (lease.abandoned()) {
      over.run();
      return;
    }
    var fault = reason == null ? "speech recognition failed: ask again" : reason;
    LOG.atWarn()
        .addKeyValue("session", lease.session())
        .addKeyValue("turn", lease.turn())
        .addKeyValue("fault", fault)
        .log("utterance given up");
    over.run();
    bus.publish(
        new SessionDegraded(
            lease.session(),
            Stage.STT.wire(),
            fault,
            "the utterance ended without words",
            lease.turn()));
    bus.publish(
        new Transcript(
            lease.session(),
            "",
            false,
            clock.instant(),
            0,
            lease.turn(),
            config.language(),
            lease.speaker(),
            lease.room(),
            null,
            List.of(),
            Map.of(),
            null,
            lease.asked() ? fault : null));
  }
}
