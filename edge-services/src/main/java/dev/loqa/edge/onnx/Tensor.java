package dev.loqa.edge.onnx;

import java.util.Arrays;

/// What is given to an input: values with their dimensions. The array is not copied; who hands it
/// over leaves it as it is until the computation has ended.
public sealed interface Tensor {
  /// The length of each dimension.
  long[] shape();

  /// Whole numbers of 64 bits.
  record Longs(long[] values, long... shape) implements Tensor {
    public Longs {
      check(values.length, shape);
    }
  }

  /// Whole numbers of 32 bits.
  record Ints(int[] values, long... shape) implements Tensor {
    public Ints {
      check(values.length, shape);
    }
  }

  /// Fractions of 32 bits.
  record Floats(float[] values, long... shape) implements Tensor {
    public Floats {
      check(values.length, shape);
    }
  }

  private static void check(int values, long[] shape) {
    long wanted = Arrays.stream(shape).reduce(1, Math::multiplyExact);
    if (wanted != values) {
      throw new OnnxException(
          "%d values cannot have the shape %s".formatted(values, Arrays.toString(shape)));
    }
  }
}
