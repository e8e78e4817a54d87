package dev.loqa.skillhost.packages;

import static dev.loqa.skillhost.packages.CanonicalTar.BLOCK;

import dev.loqa.protocol.Quoted;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/// Takes a tar apart as it comes in, and ends at the first thing that no package may have: another
/// type than a regular file, a name outside [MemberName], a second root, a duplicate in any
/// spelling, a wrong checksum, a number that is not plain octal, a size beyond its limit. Order,
/// owners and times are not judged here: whether it is canonical is a comparison afterwards.
///
/// Holds at most [PackageLimits#UNPACKED] bytes. One thread, one archive.
final class TarReader implements Gzip.Sink {
  private static final int NAME = 100;
  private static final byte FOLDER = '5';
  private static final int MODES = 0777;
  private static final int MOST_DIGITS = 11;

  private final String file;
  private final PackageLimits limits;
  private final boolean folders;
  private final byte[] header = new byte[BLOCK];
  private final SortedMap<String, byte[]> files = new TreeMap<>();

  /// Every file and every folder on the way to one, without case: what may not appear again.
  private final Map<String, String> spelled = new HashMap<>();

  private final MessageDigest whole = CanonicalTar.sha("SHA-512");
  private int headerFill;
  private byte @Nullable [] content;
  private int contentFill;
  private int padding;
  private int emptyBlocks;
  private int foldersSeen;
  private @Nullable String root;

  /// @param file what messages call the archive
  /// @param folders whether entries of folders are passed over, as other programs write them
  TarReader(String file, PackageLimits limits, boolean folders) {
    this.file = file;
    this.limits = limits;
    this.folders = folders;
  }

  @Override
  public void accept(byte[] bytes, int length) {
    whole.update(bytes, 0, length);
    int at = 0;
    while (at < length) {
      byte[] open = content;
      if (open != null && contentFill < open.length) {
        int n = Math.min(length - at, open.length - contentFill);
        System.arraycopy(bytes, at, open, contentFill, n);
        contentFill += n;
        at += n;
      } else if (padding > 0) {
        if (bytes[at++] != 0) {
          throw refused("the archive", "it has something between two files");
        }
        padding--;
      } else {
        int n = Math.min(length - at, BLOCK - headerFill);
        System.arraycopy(bytes, at, header, headerFill, n);
        headerFill += n;
        at += n;
        if (headerFill == BLOCK) {
          headerFill = 0;
          block();
        }
      }
    }
  }

  /// The files by path below the root, after the last byte.
  SortedMap<String, byte[]> end() {
    byte[] open = content;
    if (headerFill > 0
        || padding > 0
        || (open != null && contentFill < open.length)
        || emptyBlocks < 2) {
      throw refused("the archive", "it is cut off");
    }
    if (root == null) {
      throw refused("the archive", "it is empty");
    }
    return Collections.unmodifiableSortedMap(files);
  }

  /// The hex SHA-512 of the archive as it came in; asked once, after [#end].
  String digest() {
    return HexFormat.of().formatHex(whole.digest());
  }

  /// The one folder that everything is in.
  String root() {
    return String.valueOf(root);
  }

  private void block() {
    if (isZero(header, 0, BLOCK)) {
      emptyBlocks++;
      return;
    }
    if (emptyBlocks > 0) {
      throw refused("the archive", "something follows its end");
    }
    if (files.size() == PackageLimits.MEMBERS) {
      throw refused("the archive", "it has more than " + PackageLimits.MEMBERS + " files");
    }
    checkFrame();
    if (header[156] == FOLDER) {
      folder();
      return;
    }
    String name = name();
    String thing = "member " + Quoted.of(name);
    Optional<String> fault = MemberName.fault(name);
    if (fault.isPresent()) {
      throw refused(thing, fault.get());
    }
    if (number(100, 8, thing, "mode") > MODES) {
      throw refused(thing, "has a mode beyond 0777");
    }
    String path = path(name, thing);
    claim(path, thing);
    long size = number(124, 12, thing, "size");
    if (size > limits.of(path)) {
      throw refused(thing, "has " + size + " bytes, more than the " + limits.of(path) + " allowed");
    }
    content = new byte[(int) size];
    contentFill = 0;
    padding = CanonicalTar.padded((int) size) - (int) size;
    files.put(path, content);
  }

  /// Passes over the entry of a folder, which must be one that files may lie in.
  private void folder() {
    String name = name();
    String thing = "member " + Quoted.of(name);
    String plain = name.endsWith("/") ? name.substring(0, name.length() - 1) : name;
    Optional<String> fault = MemberName.fault(plain);
    if (fault.isPresent()) {
      throw refused(thing, fault.get());
    }
    if (number(124, 12, thing, "size") != 0) {
      throw refused(thing, "is a folder with content");
    }
    if (++foldersSeen > PackageLimits.MEMBERS) {
      throw refused("the archive", "it has more than " + PackageLimits.MEMBERS + " folders");
    }
    claimFolders(path(plain + "/", thing), thing);
  }

  /// What every header must be before its name can be believed.
  private void checkFrame() {
    String thing = "the archive";
    if (number(148, 8, thing, "checksum") != TarHeader.checksum(header, 0)) {
      throw refused(thing, "a header's checksum is wrong");
    }
    if (!Arrays.equals(header, 257, 265, TarHeader.MAGIC, 0, TarHeader.MAGIC.length)) {
      throw refused(thing, "a header is not POSIX ustar");
    }
    if (header[156] != '0' && !(folders && header[156] == FOLDER)) {
      throw refused("member " + Quoted.of(name()), "is " + type((char) (header[156] & 0xff)));
    }
    if (!isZero(header, 157, 257)) {
      throw refused("member " + Quoted.of(name()), "names a link");
    }
    if (!isZero(header, 345, BLOCK)) {
      throw refused("member " + Quoted.of(name()), "has a name in two parts");
    }
  }

  private static String type(char flag) {
    return switch (flag) {
      case '1' -> "a hard link";
      case '2' -> "a symbolic link";
      case '3', '4' -> "a device";
      case '5' -> "a folder: only files are listed";
      case '6' -> "a pipe";
      case 'x', 'g' -> "an extended (PAX) header";
      case 'L', 'K' -> "a GNU long name";
      case 'S' -> "a sparse file";
      default -> "no regular file";
    };
  }

  private String name() {
    int end = 0;
    while (end < NAME && header[end] != 0) {
      end++;
    }
    if (!isZero(header, end, NAME)) {
      throw refused("the archive", "a name goes on after its end");
    }
    return new String(header, 0, end, StandardCharsets.ISO_8859_1);
  }

  private String path(String name, String thing) {
    int slash = name.indexOf('/');
    if (slash < 0) {
      throw refused(thing, "lies outside the root folder NAME-VERSION/");
    }
    String first = name.substring(0, slash);
    String known = root;
    if (known == null) {
      root = first;
    } else if (!known.equals(first)) {
      throw refused(thing, "lies outside the root folder " + known + "/");
    }
    return name.substring(slash + 1);
  }

  /// Takes a path and the folders above it; a name may be a file once, in one spelling.
  private void claim(String path, String thing) {
    claimFolders(path, thing);
    String before = spelled.putIfAbsent(key(path), path);
    if (before != null) {
      throw refused(thing, "is already there as " + before);
    }
  }

  private void claimFolders(String path, String thing) {
    for (int slash = path.indexOf('/'); slash >= 0; slash = path.indexOf('/', slash + 1)) {
      String folder = path.substring(0, slash) + "/";
      String before = spelled.putIfAbsent(key(folder), folder);
      if (before != null && !before.equals(folder)) {
        throw refused(thing, "is already there as " + before);
      }
    }
  }

  private static String key(String path) {
    String whole = path.endsWith("/") ? path.substring(0, path.length() - 1) : path;
    return whole.toLowerCase(Locale.ROOT);
  }

  /// A field of octal digits, ended by an empty byte or a space; nothing else is a number here.
  private long number(int at, int width, String thing, String field) {
    int end = at;
    long value = 0;
    while (end < at + width && header[end] >= '0' && header[end] <= '7') {
      value = value << 3 | (header[end] - '0');
      end++;
    }
    boolean ended = end < at + width && (header[end] == 0 || header[end] == ' ');
    if (end == at || end - at > MOST_DIGITS || !ended || !blank(end, at + width)) {
      throw refused(thing, "its " + field + " is no plain octal number");
    }
    return value;
  }

  private boolean blank(int from, int to) {
    for (int i = from; i < to; i++) {
      if (header[i] != 0 && header[i] != ' ') {
        return false;
      }
    }
    return true;
  }

  private static boolean isZero(byte[] bytes, int from, int to) {
    for (int i = from; i < to; i++) {
      if (bytes[i] != 0) {
        return false;
      }
    }
    return true;
  }

  private PackageException refused(String thing, String fault) {
    return new PackageException(
        file, thing, fault, "make it with loqa-skill package, or fetch it from its author");
  }
}
