package dev.loqa.bench.tts;

import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtSession;
import java.nio.FloatBuffer;
import java.nio.LongBuffer;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;

/// The peer: ONNX Runtime as its own examples use it, with one thread as the engine has. Made after
/// the engine, which starts the library.
final class BareSession implements AutoCloseable {
  private static final int A_SYMBOL = 50;

  private final OrtEnvironment environment = OrtEnvironment.getEnvironment();
  private final OrtSession session;

  BareSession(Path model) throws OrtException {
    try (OrtSession.SessionOptions options = new OrtSession.SessionOptions()) {
      options.setIntraOpNumThreads(1);
      session = environment.createSession(model.toString(), options);
    }
  }

  double millis(int symbols) throws OrtException {
    long start = System.nanoTime();
    int _ = samples(symbols);
    return (System.nanoTime() - start) / 1e6;
  }

  /// How much sound so many symbols become.
  int samples(int symbols) throws OrtException {
    long[] ids = new long[symbols + 2];
    Arrays.fill(ids, 1, symbols + 1, A_SYMBOL);
    float[] style = new float[256];
    try (OnnxTensor tokens =
            OnnxTensor.createTensor(environment, LongBuffer.wrap(ids), new long[] {1, ids.length});
        OnnxTensor styles =
            OnnxTensor.createTensor(environment, FloatBuffer.wrap(style), new long[] {1, 256});
        OnnxTensor speed =
            OnnxTensor.createTensor(
                environment, FloatBuffer.wrap(new float[] {1}), new long[] {1});
        OrtSession.Result result =
            session.run(Map.of("input_ids", tokens, "style", styles, "speed", speed))) {
      OnnxTensor sound = (OnnxTensor) result.get(0);
      return sound.getFloatBuffer().remaining();
    }
  }

  @Override
  public void close() throws OrtException {
    session.close();
  }
}
