package dev.loqa.skillhost.packages;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Optional;

/// One header of a canonical tar: POSIX ustar, a regular file, owners and time zero, every field
/// that does not apply empty. A header that means the same and is written otherwise is none.
///
/// @param folder what stands in the prefix field, which readers put before the name with a slash;
///   empty: nothing
/// @param mode the rights, up to 0777
/// @param size bytes of the file, below 8 GiB
public record TarHeader(String folder, String name, int mode, long size) {
  /// Everything in a tar comes in pieces of this many bytes.
  public static final int BLOCK = 512;

  /// `ustar`, an empty byte, version `00`.
  static final byte[] MAGIC = {'u', 's', 't', 'a', 'r', 0, '0', '0'};

  private static final int NAME = 100;
  private static final int FOLDER_AT = 345;
  private static final int FOLDER = 155;

  /// The header that stands in a block, if it is a canonical one.
  public static Optional<TarHeader> decode(byte[] block) {
    try {
      TarHeader header =
          new TarHeader(
              text(block, FOLDER_AT, FOLDER),
              text(block, 0, NAME),
              Integer.parseInt(text(block, 100, 7), 8),
              Long.parseLong(text(block, 124, 11), 8));
      return Arrays.equals(header.encode(), block) ? Optional.of(header) : Optional.empty();
    } catch (IllegalArgumentException e) {
      return Optional.empty();
    }
  }

  /// The 512 bytes.
  ///
  /// @throws IllegalArgumentException when a name is too long for its field
  public byte[] encode() {
    byte[] block = new byte[BLOCK];
    put(block, 0, name, NAME);
    put(block, 100, octal(mode, 7), 7);
    put(block, 108, octal(0, 7), 7);
    put(block, 116, octal(0, 7), 7);
    put(block, 124, octal(size, 11), 11);
    put(block, 136, octal(0, 11), 11);
    block[156] = '0';
    System.arraycopy(MAGIC, 0, block, 257, MAGIC.length);
    put(block, FOLDER_AT, folder, FOLDER);
    put(block, 148, octal(checksum(block, 0), 6), 6);
    block[155] = ' ';
    return block;
  }

  /// How many bytes of nothing follow the file, up to the next block.
  public int padding() {
    return (int) ((BLOCK - size % BLOCK) % BLOCK);
  }

  /// The sum of a header's bytes, its own field taken as spaces.
  static int checksum(byte[] tar, int at) {
    int sum = 0;
    for (int i = 0; i < BLOCK; i++) {
      sum += i >= 148 && i < 156 ? ' ' : Byte.toUnsignedInt(tar[at + i]);
    }
    return sum;
  }

  private static String octal(long value, int digits) {
    String text = Long.toOctalString(value);
    return "0".repeat(Math.max(0, digits - text.length())) + text;
  }

  private static void put(byte[] block, int at, String text, int most) {
    byte[] bytes = text.getBytes(StandardCharsets.ISO_8859_1);
    if (bytes.length > most) {
      throw new IllegalArgumentException(
          text + " has " + bytes.length + " characters: a tar's field has room for " + most);
    }
    System.arraycopy(bytes, 0, block, at, bytes.length);
  }

  private static String text(byte[] block, int at, int most) {
    int end = at;
    while (end < at + most && block[end] != 0) {
      end++;
    }
    return new String(block, at, end - at, StandardCharsets.ISO_8859_1);
  }
}
