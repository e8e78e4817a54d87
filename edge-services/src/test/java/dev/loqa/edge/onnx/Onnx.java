package dev.loqa.edge.onnx;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;

/// Writes small ONNX files: protocol buffers by hand, only the fields of onnx.proto that are
/// needed.
public final class Onnx {
  public static final int FLOAT = 1;
  public static final int INT32 = 6;
  public static final int INT64 = 7;

  private final ByteArrayOutputStream out = new ByteArrayOutputStream();

  /// A whole file. In the graph: node 1, initializer 5, input 11, output 12.
  public static byte[] model(Onnx graph) {
    return new Onnx()
        .number(1, 8)
        .text(2, "loqa-tests")
        .message(7, graph)
        .message(8, new Onnx().number(2, 13))
        .bytes();
  }

  public static Onnx node(
      String operation, List<String> inputs, String output, Onnx... attributes) {
    Onnx node = new Onnx();
    inputs.forEach(input -> node.text(1, input));
    node.text(2, output).text(4, operation);
    Arrays.stream(attributes).forEach(attribute -> node.message(5, attribute));
    return node;
  }

  public static Onnx attribute(String name, long value) {
    return new Onnx().text(1, name).number(3, value).number(20, 2);
  }

  /// An input or output; a dimension below zero is open.
  public static Onnx port(String name, int element, int... shape) {
    Onnx dimensions = new Onnx();
    for (int dimension : shape) {
      dimensions.message(
          1, dimension < 0 ? new Onnx().text(2, "n") : new Onnx().number(1, dimension));
    }
    Onnx tensor = new Onnx().number(1, element).message(2, dimensions);
    return new Onnx().text(1, name).message(2, new Onnx().message(1, tensor));
  }

  public static Onnx floats(String name, float... values) {
    ByteBuffer raw = ByteBuffer.allocate(values.length * 4).order(ByteOrder.LITTLE_ENDIAN);
    raw.asFloatBuffer().put(values);
    return constant(name, FLOAT, values.length, raw.array());
  }

  public static Onnx longs(String name, long... values) {
    ByteBuffer raw = ByteBuffer.allocate(values.length * 8).order(ByteOrder.LITTLE_ENDIAN);
    raw.asLongBuffer().put(values);
    return constant(name, INT64, values.length, raw.array());
  }

  private static Onnx constant(String name, int element, int length, byte[] raw) {
    return new Onnx().number(1, length).number(2, element).text(8, name).raw(9, raw);
  }

  public Onnx number(int field, long value) {
    varint(field << 3);
    varint(value);
    return this;
  }

  public Onnx text(int field, String value) {
    return raw(field, value.getBytes(StandardCharsets.UTF_8));
  }

  public Onnx message(int field, Onnx value) {
    return raw(field, value.bytes());
  }

  public byte[] bytes() {
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
