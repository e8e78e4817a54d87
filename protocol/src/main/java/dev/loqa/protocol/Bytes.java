package dev.loqa.protocol;

import java.nio.ByteBuffer;
import java.util.Arrays;

/// An unchangeable run of bytes with value equality; base64 in JSON.
public final class Bytes {
  /// No bytes.
  public static final Bytes EMPTY = new Bytes(new byte[0]);

  private final byte[] array;

  private Bytes(byte[] array) {
    this.array = array;
  }

  /// Takes `array` over without a copy: the caller gives it up.
  public static Bytes wrap(byte[] array) {
    return array.length == 0 ? EMPTY : new Bytes(array);
  }

  /// A copy of `array`.
  public static Bytes copyOf(byte[] array) {
    return wrap(array.clone());
  }

  public int length() {
    return array.length;
  }

  /// A copy of the bytes.
  public byte[] toArray() {
    return array.clone();
  }

  /// The bytes without a copy, to be read only: what frames of audio are passed on by.
  public ByteBuffer buffer() {
    return ByteBuffer.wrap(array).asReadOnlyBuffer();
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Bytes that && Arrays.equals(array, that.array);
  }

  @Override
  public int hashCode() {
    return Arrays.hashCode(array);
  }

  @Override
  public String toString() {
    return "Bytes[" + array.length + "]";
  }
}
