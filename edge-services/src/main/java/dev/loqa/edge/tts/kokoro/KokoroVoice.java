package dev.loqa.edge.tts.kokoro;

import dev.loqa.edge.tts.TtsException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;

/// One voice: a style of 256 numbers for each length of text, from 1 symbol on. Immutable.
final class KokoroVoice {
  /// The numbers of one style.
  static final int WIDTH = 256;

  static final int ROW_BYTES = WIDTH * Float.BYTES;
  private static final int LEAST_ROWS = 64;
  private static final int MOST_ROWS = 1_024;

  /// Styles of published voices lie between -3 and 3.
  private static final float LARGEST = 100;

  private final float[] styles;

  private KokoroVoice(float[] styles) {
    this.styles = styles;
  }

  /// @param numbers little-endian 32-bit fractions, row after row
  /// @param name of the file, for the message
  static KokoroVoice of(ByteBuffer numbers, String name) {
    int bytes = numbers.remaining();
    if (bytes % ROW_BYTES != 0 || bytes < LEAST_ROWS * ROW_BYTES || bytes > MOST_ROWS * ROW_BYTES) {
      throw new TtsException(
          "%s is no whole Kokoro voice: it has %d bytes, one of 510 styles has %d: fetch it again"
              .formatted(name, bytes, 510 * ROW_BYTES));
    }
    float[] styles = new float[bytes / Float.BYTES];
    numbers.order(ByteOrder.LITTLE_ENDIAN).asFloatBuffer().get(styles);
    for (float number : styles) {
      if (!(Math.abs(number) <= LARGEST)) {
        throw new TtsException(
            "%s is no Kokoro voice: it holds %s where a style's number stands: fetch it again"
                .formatted(name, number));
      }
    }
    return new KokoroVoice(styles);
  }

  /// The style for a text of so many symbols.
  float[] style(int symbols) {
    int row = Math.clamp(symbols, 0, styles.length / WIDTH - 1);
    return Arrays.copyOfRange(styles, row * WIDTH, (row + 1) * WIDTH);
  }
}
