package dev.loqa.edge.onnx;

import java.nio.FloatBuffer;
import java.nio.IntBuffer;
import java.nio.LongBuffer;
import java.util.Arrays;
import java.util.List;

/// What is given to an input: values with their dimensions. The values are not copied; who hands
/// them over leaves them as they are until the computation has ended.
public sealed interface Tensor {
  /// The length of each dimension.
  List<Long> shape();

  static Tensor of(long[] values, long... shape) {
    return new Longs(LongBuffer.wrap(values), checked(values.length, shape));
  }

  static Tensor of(int[] values, long... shape) {
    return new Ints(IntBuffer.wrap(values), checked(values.length, shape));
  }

  static Tensor of(float[] values, long... shape) {
    return new Floats(FloatBuffer.wrap(values), checked(values.length, shape));
  }

  /// Whole numbers of 64 bits.
  record Longs(LongBuffer values, List<Long> shape) implements Tensor {}

  /// Whole numbers of 32 bits.
  record Ints(IntBuffer values, List<Long> shape) implements Tensor {}

  /// Fractions of 32 bits.
  record Floats(FloatBuffer values, List<Long> shape) implements Tensor {}

  private static List<Long> checked(int values, long[] shape) {
    long wanted = Arrays.stream(shape).reduce(1, Math::multiplyExact);
    if (wanted != values) {
      throw new OnnxException(
          "%d values cannot have the shape %s".formatted(values, Arrays.toString(shape)));
    }
    return Arrays.stream(shape).boxed().toList();
  }
}
