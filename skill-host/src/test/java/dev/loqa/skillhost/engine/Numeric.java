package dev.loqa.skillhost.engine;

import dev.loqa.skillhost.wasm.Code;
import java.util.ArrayList;
import java.util.List;

/// Every instruction of WebAssembly that makes a number of numbers, by its type, and the values at
/// whose edges such instructions go wrong.
///
/// @param bytes the instruction
/// @param parameters letters as in [Signature]
/// @param exact it moves bits: a NaN's too
record Numeric(List<Integer> bytes, String parameters, char result, boolean exact) {
  static final List<Numeric> ALL = all();

  private static final int[] INTS = {
    0,
    1,
    -1,
    2,
    7,
    31,
    32,
    33,
    127,
    128,
    255,
    256,
    0x8000,
    0xffff,
    Integer.MAX_VALUE,
    Integer.MIN_VALUE,
    Integer.MIN_VALUE + 1,
    0x12345678
  };
  private static final long[] LONGS = {
    0,
    1,
    -1,
    2,
    63,
    64,
    128,
    0x8000,
    0x7fff_ffffL,
    0x8000_0000L,
    0xffff_ffffL,
    0x1_0000_0000L,
    Long.MAX_VALUE,
    Long.MIN_VALUE,
    Long.MIN_VALUE + 1,
    0x1234_5678_9abc_def0L
  };
  private static final float[] FLOATS = {
    0f,
    -0f,
    0.5f,
    -0.5f,
    1f,
    -1f,
    1.5f,
    2.5f,
    -2.5f,
    0x1p31f,
    -0x1p31f,
    0x1p32f,
    0x1p63f,
    -0x1p63f,
    0x1p64f,
    8388607.5f,
    Float.MIN_VALUE,
    Float.MIN_NORMAL,
    Float.MAX_VALUE,
    Float.POSITIVE_INFINITY,
    Float.NEGATIVE_INFINITY,
    1e-10f,
    3.1415927f
  };
  private static final double[] DOUBLES = {
    0,
    -0.0,
    0.5,
    -0.5,
    1,
    -1,
    1.5,
    2.5,
    -2.5,
    2147483647.5,
    -2147483648.5,
    -2147483649.0,
    4294967295.5,
    0x1p31,
    0x1p32,
    0x1p63,
    -0x1p63,
    0x1p64,
    4503599627370495.5,
    Double.MIN_VALUE,
    Double.MIN_NORMAL,
    Double.MAX_VALUE,
    1e300,
    1e-300,
    Float.MAX_VALUE * 2.0,
    Double.POSITIVE_INFINITY,
    Double.NEGATIVE_INFINITY,
    Math.PI
  };

  Code code() {
    Code code = Code.code();
    bytes.forEach(b -> code.raw(b));
    return code;
  }

  String signature() {
    return parameters + ":" + result;
  }

  /// The other instructions of the same type.
  List<Numeric> others() {
    return ALL.stream()
        .filter(other -> other.signature().equals(signature()) && !other.equals(this))
        .toList();
  }

  /// May end the guest.
  boolean traps() {
    int first = bytes.getFirst();
    return (first >= 0x6d && first <= 0x70)
        || (first >= 0x7f && first <= 0x82)
        || (first >= 0xa8 && first <= 0xab)
        || (first >= 0xae && first <= 0xb1);
  }

  /// Values of a type as bits. NaNs: the usual one, one with a sign, one with a payload, and a
  /// signalling one.
  static List<Long> edges(char type) {
    List<Long> edges = new ArrayList<>();
    switch (type) {
      case 'i' -> {
        for (int value : INTS) {
          edges.add((long) value);
        }
      }
      case 'I' -> {
        for (long value : LONGS) {
          edges.add(value);
        }
      }
      case 'f' -> {
        for (float value : FLOATS) {
          edges.add((long) Float.floatToRawIntBits(value));
        }
        edges.addAll(List.of(0x7fc0_0000L, 0xffc0_0000L, 0x7fc1_2345L, 0x7fa0_0001L));
      }
      default -> {
        for (double value : DOUBLES) {
          edges.add(Double.doubleToRawLongBits(value));
        }
        edges.addAll(
            List.of(
                0x7ff8_0000_0000_0000L,
                0xfff8_0000_0000_0000L,
                0x7ff8_1234_5678_9abcL,
                0x7ff4_0000_0000_0001L));
      }
    }
    return edges;
  }

  /// Pushes a value of a type.
  static Code constant(char type, long bits) {
    return switch (type) {
      case 'i' -> Code.code().i32((int) bits);
      case 'I' -> Code.code().i64(bits);
      case 'f' -> Code.code().f32((int) bits);
      default -> Code.code().f64(bits);
    };
  }

  private static List<Numeric> all() {
    List<Numeric> all = new ArrayList<>();
    add(all, "i", 'i', false, 0x45, 0x45, 0x67, 0x69, 0xc0, 0xc1);
    add(all, "ii", 'i', false, 0x46, 0x4f, 0x6a, 0x78);
    add(all, "I", 'i', false, 0x50, 0x50, 0xa7, 0xa7);
    add(all, "I", 'I', false, 0x79, 0x7b, 0xc2, 0xc4);
    add(all, "II", 'i', false, 0x51, 0x5a);
    add(all, "II", 'I', false, 0x7c, 0x8a);
    add(all, "ff", 'i', false, 0x5b, 0x60);
    add(all, "FF", 'i', false, 0x61, 0x66);
    add(all, "f", 'f', true, 0x8b, 0x8c);
    add(all, "f", 'f', false, 0x8d, 0x91);
    add(all, "ff", 'f', false, 0x92, 0x97);
    add(all, "ff", 'f', true, 0x98, 0x98);
    add(all, "F", 'F', true, 0x99, 0x9a);
    add(all, "F", 'F', false, 0x9b, 0x9f);
    add(all, "FF", 'F', false, 0xa0, 0xa5);
    add(all, "FF", 'F', true, 0xa6, 0xa6);
    add(all, "f", 'i', false, 0xa8, 0xa9);
    add(all, "F", 'i', false, 0xaa, 0xab);
    add(all, "i", 'I', false, 0xac, 0xad);
    add(all, "f", 'I', false, 0xae, 0xaf);
    add(all, "F", 'I', false, 0xb0, 0xb1);
    add(all, "i", 'f', false, 0xb2, 0xb3);
    add(all, "I", 'f', false, 0xb4, 0xb5);
    add(all, "F", 'f', false, 0xb6, 0xb6);
    add(all, "i", 'F', false, 0xb7, 0xb8);
    add(all, "I", 'F', false, 0xb9, 0xba);
    add(all, "f", 'F', false, 0xbb, 0xbb);
    add(all, "f", 'i', true, 0xbc, 0xbc);
    add(all, "F", 'I', true, 0xbd, 0xbd);
    add(all, "i", 'f', true, 0xbe, 0xbe);
    add(all, "I", 'F', true, 0xbf, 0xbf);
    for (int i = 0; i < 8; i++) {
      all.add(new Numeric(List.of(0xfc, i), (i & 2) == 0 ? "f" : "F", i < 4 ? 'i' : 'I', false));
    }
    return List.copyOf(all);
  }

  /// Instructions from one opcode to another, range by range.
  private static void add(
      List<Numeric> all, String parameters, char result, boolean exact, int... ranges) {
    for (int i = 0; i < ranges.length; i += 2) {
      for (int opcode = ranges[i]; opcode <= ranges[i + 1]; opcode++) {
        all.add(new Numeric(List.of(opcode), parameters, result, exact));
      }
    }
  }
}
