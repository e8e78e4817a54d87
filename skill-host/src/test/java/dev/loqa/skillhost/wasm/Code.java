package dev.loqa.skillhost.wasm;

import java.io.ByteArrayOutputStream;

/// Instructions of one function, in order. The final `end` is added by the builder.
public final class Code {
  private final ByteArrayOutputStream out = new ByteArrayOutputStream();

  public static Code code() {
    return new Code();
  }

  public Code raw(int... bytes) {
    for (int b : bytes) {
      out.write(b);
    }
    return this;
  }

  /// An instruction with unsigned operands.
  public Code op(int opcode, long... operands) {
    out.write(opcode);
    for (long operand : operands) {
      WasmBuilder.unsigned(out, operand);
    }
    return this;
  }

  public Code i32(int value) {
    out.write(0x41);
    WasmBuilder.signed(out, value);
    return this;
  }

  public Code i64(long value) {
    out.write(0x42);
    WasmBuilder.signed(out, value);
    return this;
  }

  /// A float as its bits, so that every NaN can be written.
  public Code f32(int bits) {
    out.write(0x43);
    for (int i = 0; i < 4; i++) {
      out.write(bits >>> (8 * i));
    }
    return this;
  }

  /// A double as its bits.
  public Code f64(long bits) {
    out.write(0x44);
    for (int i = 0; i < 8; i++) {
      out.write((int) (bits >>> (8 * i)));
    }
    return this;
  }

  public Code call(int function) {
    return op(0x10, function);
  }

  public Code get(int local) {
    return op(0x20, local);
  }

  public Code set(int local) {
    return op(0x21, local);
  }

  public Code tee(int local) {
    return op(0x22, local);
  }

  public Code drop() {
    return raw(0x1a);
  }

  public Code returns() {
    return raw(0x0f);
  }

  public Code unreachable() {
    return raw(0x00);
  }

  /// `loop { br 0 }`
  public Code forever() {
    return raw(0x03, 0x40, 0x0c, 0x00, 0x0b);
  }

  /// `loop { i32.const 1; br_if 0 }`, which an interpreter of the engine could not be interrupted
  /// in.
  public Code foreverIf() {
    return raw(0x03, 0x40, 0x41, 0x01, 0x0d, 0x00, 0x0b);
  }

  public Code add(Code other) {
    out.writeBytes(other.bytes());
    return this;
  }

  byte[] bytes() {
    return out.toByteArray();
  }

  /// The results of several calls added up.
  public static Code sum(Code first, Code... rest) {
    Code sum = code().add(first);
    for (Code next : rest) {
      sum.add(next).raw(0x6a);
    }
    return sum;
  }
}
