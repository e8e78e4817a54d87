package dev.loqa.skillhost.packages;

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
  static final int BLOCK = TarHeader.BLOCK;

  private static final int MODE = 0644;

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
      byte[] header = new TarHeader("", root + "/" + file.getKey(), MODE, content.length).encode();
      System.arraycopy(header, 0, tar, at, BLOCK);
      System.arraycopy(content, 0, tar, at + BLOCK, content.length);
      at += BLOCK + padded(content.length);
    }
    return tar;
  }

  static int padded(int size) {
    return (size + BLOCK - 1) / BLOCK * BLOCK;
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
