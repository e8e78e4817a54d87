package dev.loqa.edge.stt.vad;

import dev.loqa.edge.onnx.OnnxException;
import dev.loqa.edge.onnx.OnnxModel;
import dev.loqa.edge.onnx.Port;
import dev.loqa.edge.onnx.Port.Element;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// Tells voice by Silero's net, version 5 or 6, and its end by loudness.
///
/// The net takes `input` f32\[1,576\] (64 samples of before and 512 new ones), `state`
/// f32\[2,1,128\] and `sr` i64, and gives `output` f32\[1,1\] and `stateN`. One thread computes it:
/// the caller's. Source: `utils_vad.py` of snakers4/silero-vad.
final class SileroDetector implements VoiceDetector {
  private static final String WAY_OUT =
      ": `loqa models pull silero-vad` fetches Silero's, `loqa models add FILE` takes one you have";

  private final OnnxModel model;

  private SileroDetector(OnnxModel model) {
    this.model = model;
  }

  /// Loads the file and tries it with silence.
  ///
  /// @throws OnnxException when it is missing, broken or another net; the message names the file
  static SileroDetector open(Path file) {
    OnnxModel model;
    try {
      model = OnnxModel.open(file, 1);
    } catch (OnnxException e) {
      throw refused(file, e.getMessage(), e);
    }
    try {
      check(file, model);
      try (var net = new SileroNet(model)) {
        net.voice(new float[SileroNet.STEP]);
      } catch (OnnxException e) {
        throw refused(file, "it is not Silero's net for 16 kHz (" + e.getMessage() + ")", e);
      }
      return new SileroDetector(model);
    } catch (OnnxException e) {
      model.close();
      throw e;
    }
  }

  private static void check(Path file, OnnxModel model) {
    boolean fits =
        has(model.inputs(), "input", Element.FLOAT)
            && has(model.inputs(), "state", Element.FLOAT)
            && has(model.inputs(), "sr", Element.INT64)
            && model.inputs().size() == 3
            && has(model.outputs(), "output", Element.FLOAT)
            && has(model.outputs(), "stateN", Element.FLOAT);
    if (!fits) {
      throw refused(
          file,
          "it is not Silero's net: it takes "
              + listed(model.inputs())
              + " and gives "
              + listed(model.outputs()),
          null);
    }
  }

  private static OnnxException refused(Path file, @Nullable String fault, @Nullable Throwable e) {
    return new OnnxException("stt.silero.model is " + file + ": " + fault + WAY_OUT, e);
  }

  private static boolean has(List<Port> ports, String name, Element element) {
    return ports.stream().anyMatch(port -> port.name().equals(name) && port.element() == element);
  }

  private static String listed(List<Port> ports) {
    return ports.stream().limit(8).map(Port::toString).collect(Collectors.joining(", "));
  }

  @Override
  public String name() {
    return VadSettings.SILERO;
  }

  @Override
  public VoiceActivity begin() {
    return new SileroActivity(new SileroNet(model));
  }

  @Override
  public void close() {
    model.close();
  }
}
