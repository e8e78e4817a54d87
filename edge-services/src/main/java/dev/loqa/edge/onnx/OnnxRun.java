package dev.loqa.edge.onnx;

import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OnnxValue;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtSession;
import java.nio.FloatBuffer;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// One computation of a model after the other, which any thread may [#stop]. [#floats] and [#close]
/// belong to one thread.
public final class OnnxRun implements AutoCloseable {
  private final OnnxModel model;
  private final OrtSession.RunOptions options;
  private boolean stopped;
  private boolean closed;

  OnnxRun(OnnxModel model) {
    this.model = model;
    try {
      options = new OrtSession.RunOptions();
    } catch (OrtException e) {
      throw new OnnxException("ONNX Runtime cannot begin: " + OnnxModel.reason(e), e);
    }
  }

  /// Computes, and gives all values of one output.
  ///
  /// @throws OnnxException when it failed or was stopped
  public float[] floats(Map<String, Tensor> inputs, String output) {
    return floats(inputs, List.of(output)).getFirst();
  }

  /// Computes, and gives all values of these outputs, in their order.
  ///
  /// @throws OnnxException when it failed or was stopped
  public List<float[]> floats(Map<String, Tensor> inputs, List<String> outputs) {
    OrtSession session = model.enter();
    Map<String, OnnxTensor> given = new HashMap<>();
    try {
      for (Map.Entry<String, Tensor> input : inputs.entrySet()) {
        given.put(input.getKey(), tensor(input.getValue()));
      }
      try (OrtSession.Result result = session.run(given, Set.copyOf(outputs), options)) {
        List<float[]> values = new ArrayList<>();
        for (String output : outputs) {
          values.add(values(output, result.get(output).orElse(null)));
        }
        return values;
      }
    } catch (OrtException e) {
      throw new OnnxException("the model failed: " + OnnxModel.reason(e), e);
    } finally {
      given.values().forEach(OnnxTensor::close);
      model.leave();
    }
  }

  private static float[] values(String output, @Nullable OnnxValue value) {
    FloatBuffer buffer = value instanceof OnnxTensor tensor ? tensor.getFloatBuffer() : null;
    if (buffer == null) {
      throw new OnnxException("output " + output + " holds no fractions of 32 bits");
    }
    float[] values = new float[buffer.remaining()];
    buffer.get(values);
    return values;
  }

  /// Ends a computation at its next node, and every later one at once. Returns at once. Repeatable.
  public synchronized void stop() {
    if (!stopped && !closed) {
      stopped = true;
      try {
        options.setTerminate(true);
      } catch (OrtException e) {
        throw new OnnxException("ONNX Runtime cannot stop: " + OnnxModel.reason(e), e);
      }
    }
  }

  @Override
  public synchronized void close() {
    if (!closed) {
      closed = true;
      options.close();
    }
  }

  private OnnxTensor tensor(Tensor tensor) throws OrtException {
    long[] shape = tensor.shape().stream().mapToLong(Long::longValue).toArray();
    return switch (tensor) {
      case Tensor.Longs longs ->
          OnnxTensor.createTensor(model.environment(), longs.values(), shape);
      case Tensor.Ints ints -> OnnxTensor.createTensor(model.environment(), ints.values(), shape);
      case Tensor.Floats floats ->
          OnnxTensor.createTensor(model.environment(), floats.values(), shape);
    };
  }
}
