package dev.loqa.edge.tts.kokoro;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;

/// Writes small ONNX files: protocol buffers by hand, only the fields of onnx.proto that are
/// needed.
final class Onnx {
  static final int FLOAT = 1;
  static final int INT32 = 6;
  static final int INT64 = 7;

  private final ByteArrayOutputStream out = new ByteArrayOutputStream();

  /// A whole file. In the graph: node 1, initializer 5, input 11, output 12.
  static byte[] model(Onnx graph) {
    return new Onnx()
        .number(1, 8)
        .text(2, "loqa-tests")
        .message(7, graph)
        .message(8, new Onnx().number(2, 13))
        .bytes();
  }

  static Onnx node(String operation, List<String> inputs, String output, Onnx... attributes) {
    Onnx node = new Onnx();
    inputs.forEach(input -> node.text(1, input));
    node.text(2, output).text(4, operation);
    Arrays.stream(attributes).forEach(attribute -> node.message(5, attribute));
    return node;
  }

  static Onnx attribute(String name, long value) {
    return new Onnx().text(1, name).number(3, value).number(20, 2);
  }

  /// An input or output; a dimension below zero is open.
  static Onnx port(String name, int element, int... shape) {
    Onnx dimensions = new Onnx();
    for (int dimension : shape) {
      dimensions.message(
          1, dimension < 0 ? new Onnx().text(2, "n") : new Onnx().number(1, dimension));
    }
    Onnx tensor = new Onnx().number(1, element).message(2, dimensions);
    return new Onnx().text(1, name).message(2, new Onnx().message(1, tensor));
  }

  static Onnx floats(String name, float... values) {
    ByteBuffer raw = ByteBuffer.allocate(values.length * 4).order(ByteOrder.LITTLE_ENDIAN);
    raw.asFloatBuffer().put(values);
    return constant(name, FLOAT, values.length, raw.array());
  }

  static Onnx longs(String name, long... values) {
    ByteBuffer raw = ByteBuffer.allocate(values.length * 8).order(ByteOrder.LITTLE_ENDIAN);
    raw.asLongBuffer().put(values);
    return constant(name, INT64, values.length, raw.array());
  }

  private static Onnx constant(String name, int element, int length, byte[] raw) {
    return new Onnx().number(1, length).number(2, element).text(8, name).raw(9, raw);
  }

  Onnx number(int field, long value) {
    varint(field << 3);
    varint(value);
    return this;
  }

  Onnx text(int field, String value) {
    return raw(field, value.getBytes(StandardCharsets.UTF_8));
  }

  Onnx message(int field, Onnx value) {
    return raw(field, value.bytes());
  }

  byte[] bytes() {
    return out.toByteArray();
  }

  private Onnx raw(int field, byte[] value) {
    varint((field << 3) | 2);
    varint(value.length);
    out.writeBytes(value);
    return this;
  }

  private void varint(long value) {
    long rest = value;
    while ((rest & ~0x7FL) != 0) {
      out.write((int) ((rest & 0x7F) | 0x80));
      rest >>>= 7;
    }
    out.write((int) rest);
  }
}
