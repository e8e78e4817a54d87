package dev.loqa.edge.stt.vad;

import dev.loqa.edge.onnx.Onnx;
import java.util.List;

/// A net with Silero's interface that takes for voice whatever is loud: its probability is the
/// greatest sample.
public final class TinySilero {
  private TinySilero() {}

  /// A whole file.
  public static byte[] bytes() {
    return Onnx.model(graph("state"));
  }

  /// The same with another name for its state, as nets of older versions have.
  public static byte[] older() {
    return Onnx.model(graph("h"));
  }

  private static Onnx graph(String state) {
    return new Onnx()
        .message(1, Onnx.node("ReduceMax", List.of("input"), "output"))
        .message(1, Onnx.node("Identity", List.of(state), "stateN"))
        .text(2, "tiny")
        .message(11, Onnx.port("input", Onnx.FLOAT, 1, -1))
        .message(11, Onnx.port(state, Onnx.FLOAT, 2, 1, 128))
        .message(11, Onnx.port("sr", Onnx.INT64))
        .message(12, Onnx.port("output", Onnx.FLOAT, 1, 1))
        .message(12, Onnx.port("stateN", Onnx.FLOAT, 2, 1, 128));
  }
}
