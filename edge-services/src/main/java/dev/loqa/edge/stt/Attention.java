package dev.loqa.edge.stt;

import dev.loqa.base.audio.Pcm;
import dev.loqa.base.audio.Resampler;
import dev.loqa.protocol.AudioFrame;
import dev.loqa.protocol.SpeechEnd;
import dev.loqa.understanding.Completeness;
import java.nio.ByteOrder;
import org.jspecify.annotations.Nullable;

/// Follows the sound of one utterance: mixes and resamples it, feeds the engine, of long pauses
/// only their beginning and end, and watches for the end.
///
/// One utterance, one thread. It knows no bus.
final class Attention {
  static final int RATE = 16_000;

  /// The engine is asked for its words every 32 ms of sound.
  private static final int STEP_SAMPLES = 512;

  /// Silence after which the words that were thought over take the place of the first ones. It is
  /// counted in sound, not by the clock, so that a recording ends at the same place however fast it
  /// is heard.
  static final int RECONSIDER_MILLIS = 128;

  private final HeldPause pause;
  private final Utterance utterance;
  private final Ears ears;
  private final Endpointer endpointer;
  private final Timeline timeline = new Timeline();
  private @Nullable Resampler resampler;
  private int rate;
  private int channels;
  private String partial = "";
  private Completeness meaning = Completeness.OTHER;
  private boolean reconsidered;
  private final StableWords stable = new StableWords();
  private long heard;

  Attention(Utterance utterance, Ears ears, Endpointer endpointer) {
    this.utterance = utterance;
    this.ears = ears;
    this.endpointer = endpointer;
    pause = new HeldPause(utterance);
  }

  /// Takes the next frame in order.
  ///
  /// @throws SttException when its rate or channels are not those of the first frame
  Endpointer.State accept(Arrival arrival) {
    var frame = arrival.frame();
    sameShape(frame);
    int count = frame.pcm().length() / 2 / channels;
    timeline.add(frame.sequence(), count * (double) RATE / rate, arrival.nanos());
    listen(resampled(new Pcm(mono(frame), rate), frame.isFinal()));
    return endpointer.state();
  }

  private void sameShape(AudioFrame frame) {
    if (rate == 0) {
      rate = frame.sampleRate();
      channels = frame.channels();
      resampler = rate == RATE ? null : new Resampler(rate, RATE);
    } else if (frame.sampleRate() != rate || frame.channels() != channels) {
      throw new SttException(
          "frame "
              + frame.sequence()
              + " has "
              + frame.sampleRate()
              + " Hz and "
              + frame.channels()
              + " channels, the utterance began with "
              + rate
              + " Hz and "
              + channels
              + ": keep one form for a whole utterance");
    }
  }

  private static short[] mono(AudioFrame frame) {
    var pcm = frame.pcm().buffer().order(ByteOrder.LITTLE_ENDIAN).asShortBuffer();
    int channels = frame.channels();
    var result = new short[pcm.remaining() / channels];
    for (int i = 0; i < result.length; i++) {
      int sum = 0;
      for (int c = 0; c < channels; c++) {
        sum += pcm.get(i * channels + c);
      }
      result[i] = (short) (sum / channels);
    }
    return result;
  }

  private short[] resampled(Pcm pcm, boolean last) {
    var filter = resampler;
    if (filter == null) {
      return pcm.samples();
    }
    var now = filter.push(pcm);
    return (last ? now.then(filter.finish()) : now).samples();
  }

  private void listen(short[] samples) {
    for (int at = 0; at < samples.length && !endpointer.state().over(); at += STEP_SAMPLES) {
      int count = Math.min(STEP_SAMPLES, samples.length - at);
      pause.accept(samples, at, count, silentMillis());
      var words = words();
      if (!words.equals(partial)) {
        partial = words;
        meaning = words.isEmpty() ? Completeness.OTHER : ears.meaning().apply(words);
      }
      heard += count;
      stable.accept(words, heard);
      endpointer.accept(samples, at, count, partial, meaning);
    }
  }

  private long silentMillis() {
    return endpointer.state() == Endpointer.State.SPEAKING ? endpointer.trailingSilenceMillis() : 0;
  }

  /// The engine is told of a pause while there is time to think the words over until it becomes the
  /// end.
  private String words() {
    if (!endpointer.paused()) {
      reconsidered = false;
      return utterance.partial();
    }
    tellPause();
    if (endpointer.trailingSilenceMillis() < RECONSIDER_MILLIS) {
      return utterance.partial();
    }
    if (reconsidered) {
      return partial;
    }
    reconsidered = true;
    return utterance.reconsidered();
  }

  private void tellPause() {
    utterance.paused(
        (int) endpointer.speechStartSample(), (int) pause.heard(endpointer.speechEndSample()));
  }

  String partial() {
    return partial;
  }

  /// How many words of [#partial] hardly change any more.
  int stableWords() {
    return stable.count();
  }

  Endpointer.State state() {
    return endpointer.state();
  }

  Hypothesis finish() {
    if (endpointer.spoken()) {
      tellPause();
    }
    return utterance.finish();
  }

  /// Where the person stopped speaking, in the sender's frames; null when nobody spoke.
  @Nullable SpeechEnd speechEnd() {
    return endpointer.spoken() ? timeline.speechEnd(endpointer.speechEndSample()) : null;
  }

  /// The time from when the person stopped speaking to `now`, a reading of this process's monotonic
  /// clock; 0 when nobody spoke.
  long nanosSinceSpeech(long now) {
    return endpointer.spoken()
        ? Math.max(0, now - timeline.spokenNanos(endpointer.speechEndSample()))
        : 0;
  }
}
