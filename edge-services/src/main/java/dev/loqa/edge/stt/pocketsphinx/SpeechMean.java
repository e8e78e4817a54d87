package dev.loqa.edge.stt.pocketsphinx;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/// Takes from cepstra what belongs to the voice, the room and the microphone: their mean over the
/// speech so far (cepstral mean normalisation, Atal, 1974). Used by one thread for one utterance.
///
/// Nothing is kept from whoever spoke before: until enough was heard the model's own mean counts,
/// which belongs to nobody. With the mean of the voice before, an unlike voice lost one sentence in
/// seven that is understood like this. The first third of a second of speech is held back until its
/// own mean is known; later frames are handed on at once.
final class SpeechMean {
  /// So many frames of speech count as much as the model's mean.
  private static final double WEIGHT = 50;

  /// What is quieter than the loudest by more is no speech: about 30 dB, in units of cepstrum 0.
  private static final double RANGE = 35;

  /// Sound that varies less, by about 13 dB, has no speech in it yet.
  private static final double LEAST_RANGE = 15;

  /// Speech is loud enough to be known as such so many frames after it has begun.
  private static final int BEGINNING = 15;

  /// Frames of speech that are held back.
  private static final int HELD = 30;

  private static final int SMOOTHED = 3;

  private final List<Float> usual;
  private final List<float[]> heard = new ArrayList<>();
  private final double[] sums = new double[FeatureSettings.CEPSTRA];
  private int counted;
  private double loudest = Double.NEGATIVE_INFINITY;
  private double quietest = Double.POSITIVE_INFINITY;

  /// How many frames there were when speech was first known.
  private int begun = Integer.MAX_VALUE;

  private int handedOn;

  /// @param usual the model's mean
  SpeechMean(List<Float> usual) {
    this.usual = usual;
  }

  /// Takes the next frame and hands on those whose mean is known, without it.
  List<float[]> without(float[] frame) {
    heard.add(frame);
    double loudness = loudness();
    boolean known = speech() && loudness <= loudest;
    quietest = Math.min(quietest, loudness);
    loudest = Math.max(loudest, loudness);
    if (!speech()) {
      return handOn(heard.size() - BEGINNING);
    }
    if (known) {
      count(frame);
    } else {
      countAgain();
    }
    begun = Math.min(begun, heard.size());
    return heard.size() - begun < HELD ? List.of() : handOn(heard.size());
  }

  /// Hands on all that is held back: nothing more will come.
  List<float[]> rest() {
    return handOn(heard.size());
  }

  private List<float[]> handOn(int end) {
    var levelled = new ArrayList<float[]>();
    for (; handedOn < end; handedOn++) {
      var frame = heard.get(handedOn).clone();
      for (int i = 0; i < frame.length; i++) {
        frame[i] -= (float) ((sums[i] + WEIGHT * usual.get(i)) / (counted + WEIGHT));
      }
      levelled.add(frame);
    }
    return levelled;
  }

  private double loudness() {
    var last = heard.subList(Math.max(0, heard.size() - SMOOTHED), heard.size());
    return last.stream().mapToDouble(one -> one[0]).average().orElseThrow();
  }

  private boolean speech() {
    return loudest - quietest >= LEAST_RANGE;
  }

  private void countAgain() {
    Arrays.fill(sums, 0);
    counted = 0;
    heard.forEach(this::count);
  }

  private void count(float[] frame) {
    if (frame[0] > loudest - RANGE) {
      for (int i = 0; i < frame.length; i++) {
        sums[i] += frame[i];
      }
      counted++;
    }
  }
}
