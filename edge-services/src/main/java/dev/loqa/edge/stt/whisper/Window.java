package dev.loqa.edge.stt.whisper;

/// How much of its encoder a model uses: the time of a decode follows the window, and a command of
/// two seconds does not need the thirty that the model was trained on. Pure.
final class Window {
  static final int RATE = 16_000;

  /// The encoder's positions for the model's own 30 s.
  static final int WHOLE = 1_500;

  private static final int POSITIONS_PER_SECOND = 50;

  /// Stock weights lose their way below this.
  private static final int LEAST = 384;

  private static final int BLOCK = 32;

  private Window() {}

  /// The positions for so many samples, with some room behind the speech.
  static int of(int samples) {
    long needed = ((long) samples * POSITIONS_PER_SECOND + RATE - 1) / RATE + BLOCK;
    long blocks = (needed + BLOCK - 1) / BLOCK;
    return Math.clamp(blocks * BLOCK, LEAST, WHOLE);
  }
}
