package dev.loqa.skillhost.engine;

import com.dylibso.chicory.runtime.Memory;
import java.nio.charset.StandardCharsets;

/// A guest's linear memory with every pointer checked here and not by the engine. Pointers and
/// lengths are the guest's raw 32-bit values; they are unsigned. A range outside the memory ends
/// the guest with [GuestTrap.Rule#POINTER]. Used on the guest's thread only.
public final class GuestMemory {
  private static final long PAGE = 65_536;

  private final Memory memory;

  GuestMemory(Memory memory) {
    this.memory = memory;
  }

  /// The size in pages of 64 KiB.
  public int pages() {
    return memory.pages();
  }

  /// A copy of a range.
  public byte[] read(long pointer, long length) {
    check(pointer, length);
    return memory.readBytes((int) pointer, (int) (length & 0xffff_ffffL));
  }

  /// A range as text; what is no UTF-8 becomes the replacement character.
  public String text(long pointer, long length) {
    return new String(read(pointer, length), StandardCharsets.UTF_8);
  }

  /// Copies bytes in.
  public void write(long pointer, byte[] bytes) {
    check(pointer, bytes.length);
    if (bytes.length > 0) {
      memory.write((int) pointer, bytes, 0, bytes.length);
    }
  }

  public int readInt(long pointer) {
    check(pointer, 4);
    return memory.readInt((int) pointer);
  }

  public long readLong(long pointer) {
    check(pointer, 8);
    return memory.readLong((int) pointer);
  }

  public void writeInt(long pointer, int value) {
    check(pointer, 4);
    memory.writeI32((int) pointer, value);
  }

  public void writeLong(long pointer, long value) {
    check(pointer, 8);
    memory.writeLong((int) pointer, value);
  }

  public void writeByte(long pointer, int value) {
    check(pointer, 1);
    memory.writeByte((int) pointer, (byte) value);
  }

  /// Ends the guest unless the whole range is inside its memory.
  public void check(long pointer, long length) {
    long from = pointer & 0xffff_ffffL;
    long size = length & 0xffff_ffffL;
    long end = memory.pages() * PAGE;
    if (from + size > end) {
      throw new GuestTrap(
          GuestTrap.Rule.POINTER,
          "pointer "
              + from
              + " with length "
              + size
              + " is outside the "
              + end
              + " bytes of memory");
    }
  }
}
