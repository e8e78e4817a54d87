package dev.loqa.base.models;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.List;

/// Model files as small as their form allows, written by hand.
final class ModelBytes {
  private ModelBytes() {}

  /// A Whisper model of one layer each: eleven tensors, and 15 and 24 of the layers.
  static byte[] whisper() {
    return whisper(51_864, 11 + 15 + 24);
  }

  static byte[] whisper(int vocabulary, int tensors) {
    return whisper(vocabulary, tensors, 1, 1, 2);
  }

  /// @param type ggml's number of the tensors' type
  /// @param values of one of its blocks
  /// @param size of such a block in bytes
  static byte[] whisper(int vocabulary, int tensors, int type, int values, int size) {
    ByteBuffer bytes = ByteBuffer.allocate(60_000).order(ByteOrder.LITTLE_ENDIAN);
    for (int number :
        new int[] {0x67676d6c, vocabulary, 1_500, 8, 1, 1, 448, 8, 1, 1, 80, 1, 80, 2}) {
      bytes.putInt(number);
    }
    bytes.position(bytes.position() + 80 * 2 * 4);
    bytes.putInt(2).putInt(3).put(new byte[] {'a', 'b', 'c'}).putInt(0);
    for (int i = 0; i < tensors; i++) {
      byte[] name = ("tensor." + i).getBytes(StandardCharsets.US_ASCII);
      bytes.putInt(2).putInt(name.length).putInt(type).putInt(values * 4).putInt(1).put(name);
      bytes.put(new byte[4 * size]);
    }
    byte[] whole = new byte[bytes.position()];
    bytes.flip().get(whole);
    return whole;
  }

  /// A net in ONNX form with these inputs and one kilobyte of weights.
  static byte[] onnx(String... inputs) {
    ByteArrayOutputStream graph = new ByteArrayOutputStream();
    field(graph, 5, new byte[1_000]);
    for (String input : List.of(inputs)) {
      ByteArrayOutputStream value = new ByteArrayOutputStream();
      field(value, 1, input.getBytes(StandardCharsets.UTF_8));
      field(graph, 11, value.toByteArray());
    }
    ByteArrayOutputStream model = new ByteArrayOutputStream();
    model.write(0x08);
    model.write(8);
    field(model, 7, graph.toByteArray());
    field(model, 8, new byte[] {0x10, 15});
    return model.toByteArray();
  }

  private static void field(ByteArrayOutputStream out, int number, byte[] content) {
    out.write((number << 3) | 2);
    int length = content.length;
    while (length > 0x7f) {
      out.write((length & 0x7f) | 0x80);
      length >>>= 7;
    }
    out.write(length);
    out.writeBytes(content);
  }
}
