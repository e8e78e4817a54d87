package dev.loqa.skillhost.abi;

import dev.loqa.skillhost.engine.GuestMemory;
import org.jspecify.annotations.Nullable;

/// How functions of ABI v2 hand bytes to their guest: the last answer that did not fit is kept for
/// `take`, so that no call has to be made twice. One call, one thread.
final class Answers {
  private byte @Nullable [] kept;

  /// Writes an answer that fits; keeps one that does not. Either way its full length is the result.
  long give(GuestMemory memory, byte[] bytes, long pointer, long capacity) {
    if (bytes.length > (capacity & 0xffff_ffffL)) {
      kept = bytes;
    } else {
      memory.write(pointer, bytes);
      kept = null;
    }
    return bytes.length;
  }

  /// The same with the answer that is kept.
  long take(GuestMemory memory, long pointer, long capacity) {
    byte[] bytes = kept;
    return bytes == null ? Result.NOT_FOUND : give(memory, bytes, pointer, capacity);
  }
}
