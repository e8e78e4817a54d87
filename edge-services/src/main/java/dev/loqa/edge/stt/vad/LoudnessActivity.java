package dev.loqa.edge.stt.vad;

import java.util.Arrays;

/// Tells voice from background by loudness, with a background level that follows the room.
///
/// Works in hops over windows of three hops. The background is the quietest moment of the last two
/// seconds; before those have passed, a quiet room is assumed for the first 600 ms. A hop counts as
/// voice when it stands out from the background; the louder the voice, the more it must stand out
/// to go on counting, so that an echo or a breath does not. One thread, no clock: time is counted
/// in samples.
final class LoudnessActivity implements VoiceActivity {
  private static final double PRE_EMPHASIS = 0.85;
  private static final double QUIET_ROOM_DB = -58;
  private static final double FAINTEST_VOICE_DB = -58;
  private static final double ONSET_DB = 9;
  private static final double LEAST_MARGIN_DB = 6;
  private static final double MARGIN_SHARE = 0.35;
  private static final int BLOCK_HOPS = 10;
  private static final int BLOCKS = 20;
  private static final int ASSUMED_BLOCKS = 6;
  private static final double PEAK_FALL_DB_PER_HOP = 0.05;
  private static final double CLEAR_DB = 24;
  private static final double FULL_SCALE = 32768.0 * 32768.0;

  private final double[] blockMinima = new double[BLOCKS];
  private final double[] window = new double[3];
  private double blockMinimum = Double.POSITIVE_INFINITY;
  private double energy;
  private double peak = QUIET_ROOM_DB;
  private int previousSample;
  private int samples;
  private int hops;
  private boolean voice;
  private boolean clear;
  private final double[] firstLevels = new double[BLOCK_HOPS * ASSUMED_BLOCKS];

  LoudnessActivity() {
    Arrays.fill(blockMinima, Double.POSITIVE_INFINITY);
    for (int i = 0; i < ASSUMED_BLOCKS; i++) {
      blockMinima[BLOCKS - ASSUMED_BLOCKS + i] = QUIET_ROOM_DB;
    }
  }

  @Override
  public boolean accept(short sample) {
    // Takes hum away and lifts the faint consonants that end words.
    double difference = sample - PRE_EMPHASIS * previousSample;
    previousSample = sample;
    energy += difference * difference;
    if (++samples < HOP_SAMPLES) {
      return false;
    }
    endHop();
    return true;
  }

  private void endHop() {
    window[hops % window.length] = energy / HOP_SAMPLES;
    energy = 0;
    samples = 0;
    hops++;
    double mean = 0;
    int filled = Math.min(hops, window.length);
    for (int i = 0; i < filled; i++) {
      mean += window[i] / filled;
    }
    double level = 10 * Math.log10(mean / FULL_SCALE + 1e-12);
    if (hops <= firstLevels.length) {
      firstLevels[hops - 1] = level;
    }
    blockMinimum = Math.min(blockMinimum, level);
    double background = background();
    peak = Math.max(level, peak - PEAK_FALL_DB_PER_HOP);
    clear = peak - background >= CLEAR_DB;
    double margin =
        voice ? Math.max(LEAST_MARGIN_DB, MARGIN_SHARE * (peak - background)) : ONSET_DB;
    voice = level > FAINTEST_VOICE_DB && level > background + margin;
    if (hops % BLOCK_HOPS == 0) {
      blockMinima[(hops / BLOCK_HOPS - 1) % BLOCKS] = blockMinimum;
      blockMinimum = Double.POSITIVE_INFINITY;
      forgetAssumption();
    }
  }

  private double background() {
    double quietest = blockMinimum;
    for (double minimum : blockMinima) {
      quietest = Math.min(quietest, minimum);
    }
    return quietest;
  }

  /// The assumed quiet room ends one block at a time, at the latest after 600 ms.
  private void forgetAssumption() {
    int block = hops / BLOCK_HOPS;
    if (block <= ASSUMED_BLOCKS) {
      blockMinima[BLOCKS - ASSUMED_BLOCKS + block - 1] = Double.POSITIVE_INFINITY;
    }
  }

  @Override
  public boolean wasBackground() {
    if (hops != firstLevels.length) {
      return false;
    }
    double background = background();
    int voiced = 0;
    for (double level : firstLevels) {
      voiced += level > background + ONSET_DB ? 1 : 0;
    }
    return voiced < BLOCK_HOPS;
  }

  @Override
  public boolean voice() {
    return voice;
  }

  /// Whether voices stand so far out from the background that loudness shows their every pause.
  boolean clear() {
    return clear;
  }

  @Override
  public int hops() {
    return hops;
  }

  @Override
  public void close() {}
}
