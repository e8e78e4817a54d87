package dev.loqa.edge.stt.whisper;

import dev.loqa.edge.stt.SttException;
import dev.loqa.edge.stt.WhisperSettings;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.util.Map;

/// Looks through a model's file before whisper.cpp does, which takes a file that ends too early for
/// whole and computes with what happens to be in memory.
///
/// The format, all numbers little-endian 32 bit: magic `ggml`; eleven dimensions; mel filters
/// (rows, columns, floats); the vocabulary (count, then length and bytes of each word); tensors
/// until the end (dimensions, length of name, type; size in each dimension; name; data). Source:
/// `whisper_model_load` of whisper.cpp 1.7.
final class GgmlFile {
  private static final int MAGIC = 0x67676d6c;
  private static final int DIMENSIONS = 11;
  private static final int MOST_FILTER_VALUES = 1 << 20;
  private static final int MOST_WORDS = 1 << 20;
  private static final int MOST_WORD_BYTES = 1 << 12;
  private static final int MOST_TENSORS = 1 << 16;

  /// Values and bytes of one block of each type of tensor.
  private static final Map<Integer, int[]> BLOCKS =
      Map.ofEntries(
          Map.entry(0, new int[] {1, 4}),
          Map.entry(1, new int[] {1, 2}),
          Map.entry(2, new int[] {32, 18}),
          Map.entry(3, new int[] {32, 20}),
          Map.entry(6, new int[] {32, 22}),
          Map.entry(7, new int[] {32, 24}),
          Map.entry(8, new int[] {32, 34}),
          Map.entry(10, new int[] {256, 84}),
          Map.entry(11, new int[] {256, 110}),
          Map.entry(12, new int[] {256, 144}),
          Map.entry(13, new int[] {256, 176}),
          Map.entry(14, new int[] {256, 210}));

  private final Path path;
  private final FileChannel file;
  private final long size;
  private long at;

  private GgmlFile(Path path, FileChannel file) throws IOException {
    this.path = path;
    this.file = file;
    size = file.size();
  }

  /// The number of tensors; 0 for a model without weights, which hears nothing.
  ///
  /// @throws SttException when this is no model for whisper.cpp, or not all of one
  static int tensors(Path path) {
    try (var file = FileChannel.open(path)) {
      return new GgmlFile(path, file).read();
    } catch (IOException e) {
      throw new SttException(
          "stt.whisper.model is " + path + ", which cannot be read: check its rights", e);
    }
  }

  private int read() throws IOException {
    if (size < 4 || number() != MAGIC) {
      throw fault("which is no ggml model");
    }
    skip(4L * DIMENSIONS);
    long filters = (long) count(MOST_FILTER_VALUES) * count(MOST_FILTER_VALUES);
    skip(4 * within(filters, MOST_FILTER_VALUES));
    int words = count(MOST_WORDS);
    for (int i = 0; i < words; i++) {
      skip(count(MOST_WORD_BYTES));
    }
    int tensors = 0;
    while (at < size) {
      if (++tensors > MOST_TENSORS || !tensor()) {
        // A type that is not known here is left to whisper.cpp.
        return tensors;
      }
    }
    return tensors;
  }

  private boolean tensor() throws IOException {
    int dimensions = count(4);
    int name = count(MOST_WORD_BYTES);
    var block = BLOCKS.get(number());
    long values = 1;
    for (int i = 0; i < dimensions; i++) {
      values = within(values * count(Integer.MAX_VALUE), 1L << 36);
    }
    skip(name);
    if (block == null) {
      return false;
    }
    skip(values / block[0] * block[1]);
    return true;
  }

  private int number() throws IOException {
    var bytes = ByteBuffer.allocate(4).order(ByteOrder.LITTLE_ENDIAN);
    while (bytes.hasRemaining()) {
      int got = file.read(bytes, at + bytes.position());
      if (got < 0) {
        throw cutOff();
      }
    }
    at += 4;
    return bytes.getInt(0);
  }

  private int count(int most) throws IOException {
    return (int) within(number(), most);
  }

  private long within(long value, long most) {
    if (value < 0 || value > most) {
      throw fault("which is damaged at byte " + (at - 4) + ", or no model of whisper.cpp");
    }
    return value;
  }

  private void skip(long bytes) {
    at += bytes;
    if (at > size) {
      throw cutOff();
    }
  }

  private SttException cutOff() {
    return fault("which ends too early, at byte " + size);
  }

  private SttException fault(String what) {
    return new SttException(
        "stt.whisper.model is " + path + ", " + what + ": " + WhisperSettings.NO_MODEL);
  }
}
