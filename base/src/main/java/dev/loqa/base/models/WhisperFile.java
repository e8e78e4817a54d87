package dev.loqa.base.models;

import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.SeekableByteChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;

/// A Whisper model in ggml form, walked from head to end as whisper.cpp reads it: a magic number
/// and eleven sizes, the mel filters, the vocabulary, then tensor after tensor. All numbers are
/// little-endian 32-bit. Weights are skipped, so that a file of gigabytes takes milliseconds.
///
/// @param vocabulary 51,864 for English alone, more for many languages
/// @param audioLayers 4 tiny, 6 base, 12 small, 24 medium, 32 large
/// @param tensors how many are in it; 0 in the models that whisper.cpp tests itself with
record WhisperFile(int vocabulary, int audioLayers, int textLayers, int mels, int tensors) {
  private static final int HEAD_BYTES = 48;
  private static final int ENGLISH = 51_864;
  private static final int MOST_WORDS = 60_000;
  private static final int FRAMES = 1_500;
  private static final int LONGEST_WORD = 4_096;
  private static final int LONGEST_NAME = 256;

  /// Values in a block and its bytes, by ggml's number of the type.
  private static final Map<Integer, int[]> TYPES =
      Map.ofEntries(
          Map.entry(0, new int[] {1, 4}), // f32
          Map.entry(1, new int[] {1, 2}), // f16
          Map.entry(2, new int[] {32, 18}), // q4_0
          Map.entry(3, new int[] {32, 20}), // q4_1
          Map.entry(6, new int[] {32, 22}), // q5_0
          Map.entry(7, new int[] {32, 24}), // q5_1
          Map.entry(8, new int[] {32, 34}), // q8_0
          Map.entry(10, new int[] {256, 84}), // q2_K
          Map.entry(11, new int[] {256, 110}), // q3_K
          Map.entry(12, new int[] {256, 144}), // q4_K
          Map.entry(13, new int[] {256, 176}), // q5_K
          Map.entry(14, new int[] {256, 210})); // q6_K

  static WhisperFile read(Path file) throws IOException {
    try (SeekableByteChannel in = Files.newByteChannel(file)) {
      ByteBuffer head = bytes(in, HEAD_BYTES);
      int vocabulary = head.getInt(4);
      int audioLayers = head.getInt(20);
      int textLayers = head.getInt(36);
      int mels = head.getInt(40);
      if (vocabulary < ENGLISH
          || vocabulary > MOST_WORDS
          || head.getInt(8) != FRAMES
          || audioLayers < 1
          || audioLayers > 64
          || textLayers < 1
          || textLayers > 64
          || (mels != 80 && mels != 128)) {
        throw ModelFile.refused(file, "is a ggml file but no Whisper model");
      }
      skipFilters(in, file, mels);
      skipWords(in, file);
      int tensors = tensors(in, file);
      WhisperFile model = new WhisperFile(vocabulary, audioLayers, textLayers, mels, tensors);
      if (tensors != 0 && tensors != model.expected()) {
        throw ModelFile.refused(
            file,
            "is cut off: it has %d of its %d tensors; fetch it again"
                .formatted(tensors, model.expected()));
      }
      return model;
    } catch (EOFException e) {
      throw ModelFile.refused(file, "is cut off: its end is missing; fetch it again");
    }
  }

  /// Eleven outside the layers, 15 a layer of the encoder, 24 a layer of the decoder.
  int expected() {
    return 11 + 15 * audioLayers + 24 * textLayers;
  }

  String about() {
    String size =
        switch (audioLayers) {
          case 4 -> "tiny";
          case 6 -> "base";
          case 12 -> "small";
          case 24 -> "medium";
          case 32 -> textLayers < 32 ? "large turbo" : "large";
          default -> audioLayers + " layers";
        };
    return "Whisper "
        + size
        + (vocabulary == ENGLISH ? ", English" : ", many languages")
        + (tensors == 0 ? ", without weights: for tests only" : "");
  }

  private static void skipFilters(SeekableByteChannel in, Path file, int mels) throws IOException {
    ByteBuffer sizes = bytes(in, 8);
    long values = (long) sizes.getInt(0) * sizes.getInt(4);
    if (sizes.getInt(0) != mels || values < 1 || values > 1_000_000) {
      throw ModelFile.refused(file, "is damaged: its filters have no sense; fetch it again");
    }
    skip(in, values * 4);
  }

  private static void skipWords(SeekableByteChannel in, Path file) throws IOException {
    int words = bytes(in, 4).getInt(0);
    if (words < 1 || words > MOST_WORDS) {
      throw ModelFile.refused(file, "is damaged: its vocabulary has no sense; fetch it again");
    }
    // The words are small and many: read ahead, not one by one.
    try (Window window = new Window(in)) {
      for (int i = 0; i < words; i++) {
        int length = window.number();
        if (length < 0 || length > LONGEST_WORD) {
          throw ModelFile.refused(file, "is damaged: its vocabulary has no sense; fetch it again");
        }
        window.skip(length);
      }
    }
  }

  private static int tensors(SeekableByteChannel in, Path file) throws IOException {
    int count = 0;
    while (in.position() < in.size()) {
      ByteBuffer head = bytes(in, 12);
      int dimensions = head.getInt(0);
      int name = head.getInt(4);
      if (dimensions < 1 || dimensions > 4 || name < 1 || name > LONGEST_NAME) {
        throw ModelFile.refused(
            file, "is damaged: tensor %d has no sense; fetch it again".formatted(count + 1));
      }
      int[] type = TYPES.get(head.getInt(8));
      if (type == null) {
        throw ModelFile.refused(
            file,
            "has a tensor of type %d, which is not known here: fetch it again, or take one of f16, q5 or q8"
                .formatted(head.getInt(8)));
      }
      long values = 1;
      ByteBuffer sizes = bytes(in, dimensions * 4);
      for (int i = 0; i < dimensions; i++) {
        values *= Math.clamp(sizes.getInt(i * 4), 0, 1 << 20);
      }
      skip(in, name + values / type[0] * type[1]);
      count++;
    }
    return count;
  }

  private static ByteBuffer bytes(SeekableByteChannel in, int count) throws IOException {
    ByteBuffer buffer = ByteBuffer.allocate(count).order(ByteOrder.LITTLE_ENDIAN);
    while (buffer.hasRemaining()) {
      if (in.read(buffer) < 0) {
        throw new EOFException();
      }
    }
    return buffer.flip();
  }

  private static void skip(SeekableByteChannel in, long count) throws IOException {
    long to = in.position() + count;
    if (count < 0 || to > in.size()) {
      throw new EOFException();
    }
    in.position(to);
  }

  /// Reads small things through a buffer and leaves the channel where they end.
  private static final class Window implements AutoCloseable {
    private final SeekableByteChannel in;
    private final ByteBuffer buffer =
        ByteBuffer.allocate(1 << 16).order(ByteOrder.LITTLE_ENDIAN).limit(0);

    Window(SeekableByteChannel in) {
      this.in = in;
    }

    int number() throws IOException {
      need(4);
      return buffer.getInt();
    }

    void skip(int count) throws IOException {
      need(count);
      buffer.position(buffer.position() + count);
    }

    private void need(int count) throws IOException {
      if (buffer.remaining() < count) {
        buffer.compact();
        int read = 0;
        while (read >= 0 && buffer.position() < count) {
          read = in.read(buffer);
        }
        buffer.flip();
        if (buffer.remaining() < count) {
          throw new EOFException();
        }
      }
    }

    @Override
    public void close() throws IOException {
      in.position(in.position() - buffer.remaining());
    }
  }
}
