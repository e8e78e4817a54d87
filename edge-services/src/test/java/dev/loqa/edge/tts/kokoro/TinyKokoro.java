package dev.loqa.edge.tts.kokoro;

import dev.loqa.edge.onnx.Onnx;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/// A model with Kokoro's interfaces whose sound can be read back. Each symbol, padding included,
/// becomes 240 samples (10 ms) of the value `number * style / speed / 400`, where the style is the
/// largest number of its row. A voice made here has the row's own number, in thousandths, plus one.
public final class TinyKokoro {
  static final int SAMPLES_PER_SYMBOL = 240;

  private TinyKokoro() {}

  /// The interface with `input_ids` and `waveform`.
  static byte[] waveform(int speedElement) {
    return model("input_ids", "waveform", false, speedElement);
  }

  /// The interface with `tokens` and `audio`.
  static byte[] audio() {
    return model("tokens", "audio", true, Onnx.FLOAT);
  }

  private static byte[] model(String symbols, String sound, boolean flat, int speedElement) {
    Onnx cast = Onnx.attribute("to", Onnx.FLOAT);
    Onnx graph =
        new Onnx()
            .message(1, Onnx.node("Cast", List.of(symbols), "numbers", cast))
            .message(1, Onnx.node("Reshape", List.of("numbers", "column"), "standing"))
            .message(1, Onnx.node("Tile", List.of("standing", "times"), "long"))
            .message(1, Onnx.node("Reshape", List.of("long", flat ? "flat" : "row"), "tones"))
            .message(1, Onnx.node("ReduceMax", List.of("style"), "gain"))
            .message(1, Onnx.node("Reshape", List.of("gain", "flat"), "gain1"))
            .message(1, Onnx.node("Mul", List.of("tones", "gain1"), "loud"))
            .message(1, Onnx.node("Cast", List.of("speed"), "speedf", cast))
            .message(1, Onnx.node("Div", List.of("loud", "speedf"), "paced"))
            .message(1, Onnx.node("Div", List.of("paced", "scale"), sound))
            .text(2, "tiny_kokoro")
            .message(5, Onnx.longs("column", -1, 1))
            .message(5, Onnx.longs("times", 1, SAMPLES_PER_SYMBOL))
            .message(5, Onnx.longs("row", 1, -1))
            .message(5, Onnx.longs("flat", -1))
            .message(5, Onnx.floats("scale", 400))
            .message(11, Onnx.port(symbols, Onnx.INT64, 1, -1))
            .message(11, Onnx.port("style", Onnx.FLOAT, 1, 256))
            .message(11, Onnx.port("speed", speedElement, 1))
            .message(
                12, flat ? Onnx.port(sound, Onnx.FLOAT, -1) : Onnx.port(sound, Onnx.FLOAT, 1, -1));
    return Onnx.model(graph);
  }

  /// A raw voice.
  static byte[] voice(int rows) {
    ByteBuffer raw = ByteBuffer.allocate(rows * 1_024).order(ByteOrder.LITTLE_ENDIAN);
    for (int i = 0; i < rows * 256; i++) {
      int row = i / 256;
      raw.putFloat(1 + row / 1_000f);
    }
    return raw.array();
  }

  /// The same as an NPZ with entries of these names.
  static byte[] bundle(String... voices) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try (ZipOutputStream zip = new ZipOutputStream(out)) {
      for (String voice : voices) {
        zip.putNextEntry(new ZipEntry(voice + ".npy"));
        zip.write(npy("(510, 1, 256)", voice(510)));
        zip.closeEntry();
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return out.toByteArray();
  }

  static byte[] npy(String shape, byte[] numbers) {
    String header = "{'descr': '<f4', 'fortran_order': False, 'shape': %s, }".formatted(shape);
    String padded = header + " ".repeat(63 - (header.length() + 10) % 64) + "\n";
    return ByteBuffer.allocate(10 + padded.length() + numbers.length)
        .order(ByteOrder.LITTLE_ENDIAN)
        .put(new byte[] {(byte) 0x93, 'N', 'U', 'M', 'P', 'Y', 1, 0})
        .putShort((short) padded.length())
        .put(padded.getBytes(StandardCharsets.ISO_8859_1))
        .put(numbers)
        .array();
  }

  /// Lays out `kokoro.onnx` and `voices/` in a folder, and gives it back.
  public static Path layOut(Path folder) {
    KokoroOptions _ = in(folder);
    return folder;
  }

  /// Options for files laid out in a folder: `kokoro.onnx` and `voices/af_heart.bin`,
  /// `voices/bf_emma.bin`.
  static KokoroOptions in(Path folder) {
    return in(folder, waveform(Onnx.FLOAT));
  }

  static KokoroOptions in(Path folder, byte[] model) {
    try {
      Path voices = Files.createDirectories(folder.resolve("voices"));
      Files.write(voices.resolve("af_heart.bin"), voice(510));
      Files.write(voices.resolve("bf_emma.bin"), voice(510));
      Path file = Files.write(folder.resolve("kokoro.onnx"), model);
      return new KokoroOptions(
          file,
          voices,
          Map.of("en", "af_heart", "en-gb", "bf_emma"),
          "en",
          1,
          1,
          null,
          1_024,
          "espeak-ng");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
