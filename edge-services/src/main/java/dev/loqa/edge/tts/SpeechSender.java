package dev.loqa.edge.tts;

import dev.loqa.base.audio.Pcm;
import dev.loqa.base.json.Json;
import dev.loqa.bus.Bus;
import dev.loqa.protocol.AudioLimits;
import dev.loqa.protocol.Bytes;
import dev.loqa.protocol.SessionDegraded;
import dev.loqa.protocol.Stage;
import dev.loqa.protocol.Subjects;
import dev.loqa.protocol.TtsAudio;
import dev.loqa.protocol.TtsDone;
import dev.loqa.protocol.TtsRequest;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;

/// Sends the pieces of one answer in order and closes it exactly once. Used by one thread.
final class SpeechSender {
  private static final int MAX_SAMPLES = AudioLimits.FRAME_BYTES / 4;
  private static final int UNKNOWN_RATE_HZ = 22_050;
  private static final long MOST_SKIPPED_MILLIS = Duration.ofMinutes(10).toMillis();

  private final Bus bus;
  private final SpeechJob job;
  private final TtsRequest request;
  private final boolean originalAudio;
  private final Runnable first;
  private final long start;
  private long sequence;
  private int rateHz = UNKNOWN_RATE_HZ;
  private long firstNanos;
  private long sentNanos;
  private long skipNanos;

  /// @param first called when the first piece was sent
  SpeechSender(Bus bus, SpeechJob job, boolean originalAudio, Runnable first) {
    this.bus = bus;
    this.job = job;
    this.request = job.request();
    this.originalAudio = originalAudio;
    this.first = first;
    Long before = request.firstSequence();
    this.start = before == null ? 0 : Math.max(0, before);
    this.sequence = start;
    Long skip = request.skipMs();
    this.skipNanos = skip == null ? 0 : 1_000_000 * Math.clamp(skip, 0, MOST_SKIPPED_MILLIS);
  }

  void send(Pcm whole) {
    Pcm piece = unheard(whole);
    rateHz = piece.sampleRateHz();
    for (int at = 0; at < piece.length(); at += MAX_SAMPLES) {
      publish(Bytes.wrap(piece.slice(at, at + MAX_SAMPLES).bytes()), false);
    }
    sentNanos += piece.duration().toNanos();
  }

  /// Without what another voice had sent of this text before it broke off.
  private Pcm unheard(Pcm piece) {
    if (skipNanos == 0) {
      return piece;
    }
    long nanos = piece.duration().toNanos();
    if (nanos <= skipNanos) {
      skipNanos -= nanos;
      return Pcm.silence(Duration.ZERO, piece.sampleRateHz());
    }
    int samples = Pcm.samplesIn(Duration.ofNanos(skipNanos), piece.sampleRateHz());
    skipNanos = 0;
    return piece.slice(samples, piece.length());
  }

  /// How far the sound that was sent reaches beyond what has played since the first piece.
  long aheadNanos() {
    return firstNanos == 0 ? 0 : sentNanos - (System.nanoTime() - firstNanos);
  }

  long piecesSent() {
    return sequence - start;
  }

  double firstPieceMillis() {
    return firstNanos == 0 ? 0 : (firstNanos - job.receivedNanos()) / 1e6;
  }

  void finish(boolean completed) {
    if (!Boolean.TRUE.equals(request.more())) {
      publish(Bytes.EMPTY, true);
    }
    bus.publish(
        new TtsDone(
            request.sessionId(),
            request.target(),
            completed,
            Instant.now(),
            sequence,
            request.turnId(),
            Map.of(Stage.TTS.wire(), firstPieceMillis())));
  }

  void degraded(String reason, String fallback) {
    bus.publish(
        new SessionDegraded(
            request.sessionId(), Stage.TTS.wire(), reason, fallback, request.turnId()));
  }

  private void publish(Bytes pcm, boolean last) {
    TtsAudio audio =
        new TtsAudio(
            request.sessionId(),
            request.target(),
            sequence++,
            rateHz,
            1,
            pcm,
            last,
            request.turnId());
    bus.publish(audio);
    if (originalAudio) {
      bus.publishRaw(Subjects.TTS_AUDIO_V1, Json.write(audio));
    }
    if (firstNanos == 0) {
      firstNanos = System.nanoTime();
      first.run();
    }
  }
}
