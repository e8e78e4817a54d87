package dev.loqa.edge.stt.vad;

import dev.loqa.edge.onnx.OnnxException;
import dev.loqa.edge.onnx.OnnxModel;
import dev.loqa.edge.onnx.OnnxRun;
import dev.loqa.edge.onnx.Tensor;
import java.util.List;
import java.util.Map;

/// Silero's net along one utterance: remembers what came before. One thread.
final class SileroNet implements AutoCloseable {
  /// Samples of one step, 32 ms.
  static final int STEP = 512;

  private static final int CONTEXT = 64;
  private static final int STATE = 128;
  private static final int RATE = 16_000;

  private final OnnxRun run;
  private final float[] window = new float[CONTEXT + STEP];
  private float[] state = new float[2 * STATE];

  SileroNet(OnnxModel model) {
    run = model.begin();
  }

  /// How likely it is that somebody speaks in the next samples, 0 to 1.
  ///
  /// @param samples [#STEP] of them, from -1 to 1
  /// @throws OnnxException when the net fails
  float voice(float[] samples) {
    System.arraycopy(samples, 0, window, CONTEXT, STEP);
    List<float[]> result =
        run.floats(
            Map.of(
                "input", Tensor.of(window, 1, window.length),
                "state", Tensor.of(state, 2, 1, STATE),
                "sr", Tensor.of(new long[] {RATE})),
            List.of("output", "stateN"));
    float[] likely = result.getFirst();
    if (likely.length != 1 || !(likely[0] >= 0 && likely[0] <= 1)) {
      throw new OnnxException("it gives no probability");
    }
    if (result.getLast().length != state.length) {
      throw new OnnxException("its state has %d numbers".formatted(result.getLast().length));
    }
    state = result.getLast();
    System.arraycopy(window, STEP, window, 0, CONTEXT);
    return likely[0];
  }

  @Override
  public void close() {
    run.close();
  }
}
