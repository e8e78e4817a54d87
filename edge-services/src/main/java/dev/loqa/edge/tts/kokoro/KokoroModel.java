package dev.loqa.edge.tts.kokoro;

import dev.loqa.base.audio.Pcm;
import dev.loqa.base.life.Part;
import dev.loqa.edge.onnx.OnnxException;
import dev.loqa.edge.onnx.OnnxModel;
import dev.loqa.edge.onnx.OnnxRun;
import dev.loqa.edge.onnx.Port;
import dev.loqa.edge.onnx.Tensor;
import dev.loqa.edge.tts.TtsException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/// Kokoro's graph: numbers of symbols, a voice's style and a speed become sound of 24 kHz.
///
/// Two interfaces are in use, told apart by what the file declares: the symbols are called
/// `input_ids` or `tokens`, the sound `waveform` (rank 2) or `audio` (rank 1), and the speed is a
/// fraction or, in some exports, a whole number. Thread-safe.
final class KokoroModel implements Part {
  static final int RATE_HZ = 24_000;

  /// Far more than 510 symbols take at the slowest speed.
  private static final int MOST_SAMPLES = 180 * RATE_HZ;

  private final Path file;
  private final OnnxModel model;
  private final String symbols;
  private final String sound;
  private final boolean wholeSpeed;

  private KokoroModel(Path file, OnnxModel model) {
    this.file = file;
    this.model = model;
    this.symbols =
        named(model.inputs(), List.of("input_ids", "tokens"), 2, Port.Element.INT64).name();
    this.sound =
        named(model.outputs(), List.of("waveform", "audio"), -1, Port.Element.FLOAT).name();
    Port style = named(model.inputs(), List.of("style"), 2, Port.Element.FLOAT);
    Port speed = named(model.inputs(), List.of("speed"), 1, Port.Element.FLOAT, Port.Element.INT32);
    this.wholeSpeed = speed.element() == Port.Element.INT32;
    if (model.inputs().size() != 3) {
      throw foreign("%s and %s and more".formatted(style.name(), speed.name()));
    }
  }

  /// Loads the file.
  ///
  /// @throws TtsException when it is missing, broken or another model
  static KokoroModel open(Path file, int threads) {
    OnnxModel model;
    try {
      model = OnnxModel.open(file, threads);
    } catch (OnnxException e) {
      throw new TtsException(
          "tts.kokoro.model is %s: %s: give the path of Kokoro's ONNX file"
              .formatted(file, e.getMessage()),
          e);
    }
    try {
      return new KokoroModel(file, model);
    } catch (TtsException e) {
      model.close();
      throw e;
    }
  }

  /// Whether fractions of a speed are lost.
  boolean wholeSpeed() {
    return wholeSpeed;
  }

  OnnxRun begin() {
    return model.begin();
  }

  /// Computes one piece of speech.
  ///
  /// @param tokens at most [Vocabulary#MOST], without padding
  /// @throws TtsException when the computation failed or was stopped
  Pcm speak(OnnxRun run, long[] tokens, KokoroVoice voice, float speed) {
    long[] padded = new long[tokens.length + 2];
    System.arraycopy(tokens, 0, padded, 1, tokens.length);
    Tensor speeds =
        wholeSpeed
            ? Tensor.of(new int[] {Math.max(1, Math.round(speed))}, 1)
            : Tensor.of(new float[] {speed}, 1);
    try {
      float[] samples =
          run.floats(
              Map.of(
                  symbols,
                  Tensor.of(padded, 1, padded.length),
                  "style",
                  Tensor.of(voice.style(tokens.length), 1, KokoroVoice.WIDTH),
                  "speed",
                  speeds),
              sound);
      return pcm(samples);
    } catch (OnnxException e) {
      throw new TtsException(
          "Kokoro (%s) made no sound: %s".formatted(file.getFileName(), e.getMessage()), e);
    }
  }

  private Pcm pcm(float[] samples) {
    if (samples.length == 0 || samples.length > MOST_SAMPLES) {
      throw new TtsException(
          "Kokoro (%s) gave %d samples: is it a model for speech?"
              .formatted(file.getFileName(), samples.length));
    }
    short[] sound = new short[samples.length];
    for (int i = 0; i < samples.length; i++) {
      if (!Float.isFinite(samples[i])) {
        throw new TtsException(
            "Kokoro (%s) gave no numbers: fetch the model again".formatted(file.getFileName()));
      }
      sound[i] = (short) Math.clamp(Math.round(samples[i] * 32_767), -32_768, 32_767);
    }
    return new Pcm(sound, RATE_HZ);
  }

  @Override
  public void close() {
    model.close();
  }

  private Port named(List<Port> ports, List<String> names, int rank, Port.Element... elements) {
    return ports.stream()
        .filter(port -> names.contains(port.name()))
        .filter(port -> rank < 0 || port.rank() == rank)
        .filter(port -> List.of(elements).contains(port.element()))
        .findFirst()
        .orElseThrow(() -> foreign(String.join(" or ", names)));
  }

  private TtsException foreign(String wanted) {
    return new TtsException(
        "tts.kokoro.model is %s, which is not Kokoro: %s is not as there; it takes %s and gives %s: give the path of Kokoro's ONNX file"
            .formatted(file, wanted, listed(model.inputs()), listed(model.outputs())));
  }

  private static String listed(List<Port> ports) {
    return ports.stream().limit(8).map(Port::toString).collect(Collectors.joining(", "));
  }
}
