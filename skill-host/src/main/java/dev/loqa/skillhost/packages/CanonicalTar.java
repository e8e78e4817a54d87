package dev.loqa.skillhost.packages;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/// The one tar that a set of files has: POSIX ustar, regular files of mode 0644, uid, gid and mtime
/// zero, fields that do not apply (link, owner's names, device, prefix) zero bytes, sorted by the
/// bytes of their names, two empty blocks at the end and nothing after them. Reading a package
/// means decoding it, encoding it again and comparing.
final class CanonicalTar {
  static final int BLOCK = 512;

  /// `ustar`, an empty byte, version `00`.
  static final byte[] MAGIC = {'u', 's', 't', 'a', 'r', 0, '0', '0'};

  private static final byte[] MODE = ascii("0000644");
  private static final byte[] ZERO = ascii("0000000");
  private static final byte[] TIME = ascii("00000000000");

  private static final String UNSORTED = "the files are not sorted by the bytes of their names";

  /// The fields of a header, as POSIX names them: where each begins.
  private static final Map<Integer, String> FIELDS =
      new TreeMap<>(
          Map.ofEntries(
              Map.entry(0, "name"),
              Map.entry(100, "mode"),
              Map.entry(108, "uid"),
              Map.entry(116, "gid"),
              Map.entry(124, "size"),
              Map.entry(136, "mtime"),
              Map.entry(148, "checksum, or a field after it"),
              Map.entry(156, "type"),
              Map.entry(157, "link name"),
              Map.entry(257, "magic"),
              Map.entry(265, "user name"),
              Map.entry(297, "group name"),
              Map.entry(329, "device"),
              Map.entry(345, "prefix"),
              Map.entry(500, "padding")));

  private CanonicalTar() {}

  /// @param root the one folder that everything is in
  /// @param files content by path below the root
  static byte[] encode(String root, SortedMap<String, byte[]> files) {
    int length = 2 * BLOCK;
    for (byte[] content : files.values()) {
      length += BLOCK + padded(content.length);
    }
    byte[] tar = new byte[length];
    int at = 0;
    for (Map.Entry<String, byte[]> file : files.entrySet()) {
      byte[] content = file.getValue();
      header(tar, at, root + "/" + file.getKey(), content.length);
      System.arraycopy(content, 0, tar, at + BLOCK, content.length);
      at += BLOCK + padded(content.length);
    }
    return tar;
  }

  static int padded(int size) {
    return (size + BLOCK - 1) / BLOCK * BLOCK;
  }

  private static void header(byte[] tar, int at, String name, int size) {
    put(tar, at, ascii(name));
    put(tar, at + 100, MODE);
    put(tar, at + 108, ZERO);
    put(tar, at + 116, ZERO);
    put(tar, at + 124, ascii(octal(size, 11)));
    put(tar, at + 136, TIME);
    tar[at + 156] = '0';
    put(tar, at + 257, MAGIC);
    put(tar, at + 148, ascii(octal(checksum(tar, at), 6)));
    tar[at + 155] = ' ';
  }

  /// The sum of a header's bytes, its own field taken as spaces.
  static int checksum(byte[] tar, int at) {
    int sum = 0;
    for (int i = 0; i < BLOCK; i++) {
      sum += i >= 148 && i < 156 ? ' ' : Byte.toUnsignedInt(tar[at + i]);
    }
    return sum;
  }

  /// Where an archive of these files leaves the canonical form, in words.
  ///
  /// @param at the first byte that is another one
  static String difference(String root, SortedMap<String, byte[]> files, int at) {
    int header = 0;
    for (Map.Entry<String, byte[]> file : files.entrySet()) {
      int end = header + BLOCK + padded(file.getValue().length);
      if (at < end) {
        return at < header + BLOCK ? place(root + "/" + file.getKey(), at - header) : UNSORTED;
      }
      header = end;
    }
    return "it does not end with two empty blocks and nothing after them";
  }

  private static String place(String name, int at) {
    String field = "name";
    for (Map.Entry<Integer, String> begin : FIELDS.entrySet()) {
      field = begin.getKey() <= at ? begin.getValue() : field;
    }
    return field.equals("name") ? UNSORTED : "the header of " + name + " has another " + field;
  }

  private static String octal(int value, int digits) {
    String text = Integer.toOctalString(value);
    return "0".repeat(digits - text.length()) + text;
  }

  private static byte[] ascii(String text) {
    return text.getBytes(StandardCharsets.US_ASCII);
  }

  private static void put(byte[] tar, int at, byte[] bytes) {
    System.arraycopy(bytes, 0, tar, at, bytes.length);
  }

  /// The hex digest of `bytes`.
  static String hex(String algorithm, byte[] bytes) {
    return HexFormat.of().formatHex(sha(algorithm).digest(bytes));
  }

  static MessageDigest sha(String algorithm) {
    try {
      return MessageDigest.getInstance(algorithm);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("this Java has no " + algorithm, e);
    }
  }
}
