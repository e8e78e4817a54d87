package dev.loqa.skillhost.module;

import dev.loqa.skillhost.SkillHostException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;

/// Reads a module's bytes one value after the other and never beyond its end.
final class WasmCursor {
  private final byte[] bytes;
  private final int end;
  private int at;

  WasmCursor(byte[] bytes, int from, int end) {
    this.bytes = bytes;
    this.at = from;
    this.end = end;
  }

  boolean more() {
    return at < end;
  }

  int position() {
    return at;
  }

  int left() {
    return end - at;
  }

  int u8() {
    need(1);
    return bytes[at++] & 0xff;
  }

  /// The part of the next `length` bytes; this cursor moves behind it.
  WasmCursor slice(int length) {
    need(length);
    WasmCursor part = new WasmCursor(bytes, at, at + length);
    at += length;
    return part;
  }

  void skip(int length) {
    need(length);
    at += length;
  }

  /// An unsigned 32-bit LEB128.
  long u32() {
    return unsigned(32);
  }

  /// An unsigned 64-bit LEB128, of which only whether it is too large matters here.
  long u64() {
    return unsigned(64);
  }

  private long unsigned(int bits) {
    long value = 0;
    for (int shift = 0; shift < bits; shift += 7) {
      int b = u8();
      value |= (long) (b & 0x7f) << shift;
      if ((b & 0x80) == 0) {
        if (bits - shift < 7 && b >> (bits - shift) != 0) {
          throw refused("a number is too large", "build the module again");
        }
        return value;
      }
    }
    throw refused("a number is too long", "build the module again");
  }

  /// A signed LEB128 of at most `bits` bits, whose value does not matter.
  void skipSigned(int bits) {
    for (int shift = 0; shift < bits; shift += 7) {
      if ((u8() & 0x80) == 0) {
        return;
      }
    }
    throw refused("a number is too long", "build the module again");
  }

  /// A count of things that take at least a byte each, bounded by the limit and by what is left.
  int count(String things, int limit) {
    long count = u32();
    if (count > limit) {
      throw refused("it has " + count + " " + things, "at most " + limit + " are allowed");
    }
    if (count > left()) {
      throw refused("its list of " + things + " is cut off", "build the module again");
    }
    return (int) count;
  }

  String name() {
    long length = u32();
    if (length > ModuleLimits.NAME_BYTES) {
      throw refused(
          "a name has " + length + " bytes", "at most " + ModuleLimits.NAME_BYTES + " are allowed");
    }
    need((int) length);
    try {
      String name =
          StandardCharsets.UTF_8
              .newDecoder()
              .decode(ByteBuffer.wrap(bytes, at, (int) length))
              .toString();
      at += (int) length;
      return name;
    } catch (CharacterCodingException e) {
      throw refused("a name is not UTF-8", "build the module again");
    }
  }

  SkillHostException refused(String fault, String wayOut) {
    return new SkillHostException("module: " + fault + " (byte " + at + "): " + wayOut);
  }

  private void need(int length) {
    if (length < 0 || length > end - at) {
      throw refused("it is cut off", "build the module again");
    }
  }
}
