package dev.loqa.edge.stt.pocketsphinx;

import java.util.ArrayList;
import java.util.List;

/// Sound in, what decoders are fed out: normalised cepstra, computed once for all decoders that
/// hear the same. Used by one thread, for one utterance after the other.
final class FrontEnd {
  private final FeatureSettings settings;
  private final Cepstra cepstra;
  private final Dither dither = new Dither();
  private SpeechMean mean;

  FrontEnd(FeatureSettings settings) {
    this.settings = settings;
    cepstra = new Cepstra(settings);
    mean = new SpeechMean(settings.mean());
  }

  /// Begins an utterance.
  void restart() {
    cepstra.restart();
    dither.restart();
    mean = new SpeechMean(settings.mean());
  }

  /// Takes samples of 16 kHz; the frames that are ready now, which may be fewer or more than end in
  /// these samples.
  List<float[]> frames(short[] samples, int offset, int count) {
    var frames = new ArrayList<float[]>();
    for (var frame : cepstra.of(dither.over(samples, offset, count), count)) {
      frames.addAll(mean.without(frame));
    }
    return frames;
  }

  /// The frames that were held back, once all sound of the utterance is there.
  List<float[]> rest() {
    return mean.rest();
  }
}
