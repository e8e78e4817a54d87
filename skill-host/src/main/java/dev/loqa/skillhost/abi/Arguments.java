package dev.loqa.skillhost.abi;

import dev.loqa.skillhost.engine.GuestMemory;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;

/// What a guest hands to a function of ABI v2, held against its form. Pure.
final class Arguments {
  private static final int LONGEST_KEY = 256;

  private Arguments() {}

  /// Whether a length, an unsigned number of 32 bits, is more than allowed.
  static boolean tooLarge(long length, int most) {
    return (length & 0xffff_ffffL) > most;
  }

  /// A key or id; another form is an [IllegalArgumentException].
  static String key(GuestMemory memory, long pointer, long length) {
    memory.check(pointer, length);
    if (length == 0 || tooLarge(length, LONGEST_KEY)) {
      throw new IllegalArgumentException("a key has 1 to " + LONGEST_KEY + " bytes");
    }
    String key = text(memory.read(pointer, length));
    if (key.codePoints().anyMatch(Character::isISOControl)) {
      throw new IllegalArgumentException("a key has no control characters");
    }
    return key;
  }

  /// A text; what is not UTF-8 is an [IllegalArgumentException].
  static String text(byte[] bytes) {
    try {
      return StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString();
    } catch (CharacterCodingException e) {
      throw new IllegalArgumentException("the text is not UTF-8", e);
    }
  }
}
