package dev.loqa.base.models;

import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.SeekableByteChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/// A net in ONNX form, walked along its outer protobuf fields: `ModelProto` (7 is the graph, 8 the
/// operator set) and in it `GraphProto` (5 weights, 11 inputs, 12 outputs). Weights are skipped, so
/// that the walk costs milliseconds; a file that is cut off anywhere has a field that does not fit.
record OnnxFile(List<String> inputs, List<String> outputs) {
  private static final int GRAPH = 7;
  private static final int OPERATORS = 8;
  private static final int INPUT = 11;
  private static final int OUTPUT = 12;
  private static final int LAST_FIELD = 30;
  private static final int MOST_FIELDS = 1_000_000;
  private static final int LONGEST_VALUE = 1 << 16;

  /// What the walk has met.
  private static final class Met {
    private final List<String> inputs = new ArrayList<>();
    private final List<String> outputs = new ArrayList<>();
    private boolean graph;
    private boolean operators;
  }

  OnnxFile {
    inputs = List.copyOf(inputs);
    outputs = List.copyOf(outputs);
  }

  /// Field 1 of a model, its version, comes first and is a small number.
  static boolean mayBe(byte[] head) {
    return head.length > 2 && head[0] == 0x08 && head[1] > 0 && head[1] < 64;
  }

  static OnnxFile read(Path file) throws IOException {
    Met met = new Met();
    try (SeekableByteChannel in = Files.newByteChannel(file)) {
      walk(in, in.size(), met, true);
    } catch (EOFException e) {
      throw ModelFile.refused(
          file, "is cut off or no ONNX file: its parts do not fit into it; fetch it again");
    }
    if (!met.graph || !met.operators) {
      throw ModelFile.refused(file, "has no net in it, though it begins like an ONNX file");
    }
    OnnxFile net = new OnnxFile(met.inputs, met.outputs);
    if (!net.speaks() && !net.tellsVoice()) {
      throw ModelFile.refused(
          file,
          "is an ONNX net that takes "
              + net.inputs
              + ", which no engine here knows: give a Kokoro net, which takes tokens, style and"
              + " speed, or a Silero net, which takes input, state and sr");
    }
    return net;
  }

  ModelKind kind() {
    return speaks() ? ModelKind.KOKORO : ModelKind.VAD;
  }

  String about() {
    return speaks() ? "a Kokoro net" : "a Silero net";
  }

  private boolean speaks() {
    return inputs.contains("style")
        && inputs.contains("speed")
        && (inputs.contains("tokens") || inputs.contains("input_ids"));
  }

  private boolean tellsVoice() {
    return inputs.contains("input") && inputs.contains("state") && inputs.contains("sr");
  }

  private static void walk(SeekableByteChannel in, long end, Met met, boolean model)
      throws IOException {
    for (int fields = 0; in.position() < end; fields++) {
      long tag = varint(in);
      int field = (int) (tag >>> 3);
      if (field < 1 || field > LAST_FIELD || fields > MOST_FIELDS) {
        throw new EOFException();
      }
      switch ((int) (tag & 7)) {
        case 0 -> varint(in);
        case 1 -> skip(in, 8, end);
        case 2 -> part(in, field, varint(in), end, met, model);
        case 5 -> skip(in, 4, end);
        default -> throw new EOFException();
      }
    }
  }

  private static void part(
      SeekableByteChannel in, int field, long length, long end, Met met, boolean model)
      throws IOException {
    long after = in.position() + length;
    if (length < 0 || after > end) {
      throw new EOFException();
    }
    if (model && field == GRAPH) {
      met.graph = true;
      walk(in, after, met, false);
    } else if (model && field == OPERATORS) {
      met.operators = true;
    } else if (!model && field == INPUT) {
      met.inputs.add(name(in, length));
    } else if (!model && field == OUTPUT) {
      met.outputs.add(name(in, length));
    }
    in.position(after);
  }

  /// The name of a value: its field 1.
  private static String name(SeekableByteChannel in, long length) throws IOException {
    long end = in.position() + length;
    if (length > LONGEST_VALUE || varint(in) != ((1 << 3) | 2)) {
      return "?";
    }
    long bytes = varint(in);
    if (bytes < 0 || in.position() + bytes > end) {
      throw new EOFException();
    }
    ByteBuffer text = ByteBuffer.allocate((int) bytes);
    while (text.hasRemaining() && in.read(text) >= 0) {
      // a channel may give less than asked for
    }
    return new String(text.array(), 0, text.position(), StandardCharsets.UTF_8);
  }

  private static void skip(SeekableByteChannel in, long count, long end) throws IOException {
    if (in.position() + count > end) {
      throw new EOFException();
    }
    in.position(in.position() + count);
  }

  private static long varint(SeekableByteChannel in) throws IOException {
    ByteBuffer one = ByteBuffer.allocate(1);
    long value = 0;
    for (int shift = 0; shift < 64; shift += 7) {
      if (in.read(one.clear()) < 1) {
        throw new EOFException();
      }
      byte b = one.get(0);
      value |= (long) (b & 0x7f) << shift;
      if (b >= 0) {
        return value;
      }
    }
    throw new EOFException();
  }
}
