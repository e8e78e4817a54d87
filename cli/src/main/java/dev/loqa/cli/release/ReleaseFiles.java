package dev.loqa.cli.release;

import dev.loqa.cli.api.CliException;
import dev.loqa.cli.api.Exit;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Map;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/// `files.sha256` of a release: every other file of it with its SHA-256, in the form of
/// `sha256sum`, sorted. What a machine makes for itself beside them ([#ownedHere]) is not listed.
public final class ReleaseFiles {
  /// Where it stands.
  public static final String FILE = "files.sha256";

  /// The mark of a release that passed its smoke test on this machine.
  public static final String PROVEN = ".proven";

  private static final Pattern LINE = Pattern.compile("([0-9a-f]{64})  (\\S+)");
  private static final int MOST_BYTES = 1 << 20;

  private ReleaseFiles() {}

  /// The list of these digests.
  public static String text(SortedMap<String, String> digests) {
    StringBuilder text = new StringBuilder();
    digests.forEach((path, digest) -> text.append(digest).append("  ").append(path).append('\n'));
    return text.toString();
  }

  /// Compares a release's folder with its list: what is missing, differs, or is there unlisted.
  ///
  /// @throws CliException naming the first file that is wrong
  public static void check(Path folder) {
    try {
      SortedMap<String, String> listed = list(folder.resolve(FILE));
      SortedSet<String> found = found(folder);
      for (Map.Entry<String, String> file : listed.entrySet()) {
        if (!found.remove(file.getKey())) {
          throw wrong(folder, file.getKey(), "is missing");
        }
        if (!sha256(folder.resolve(file.getKey())).equals(file.getValue())) {
          throw wrong(folder, file.getKey(), "is not what " + FILE + " says");
        }
      }
      if (!found.isEmpty()) {
        throw wrong(folder, found.first(), "is in no list");
      }
    } catch (IOException e) {
      throw new CliException(
          Exit.FAILED, folder + " cannot be read (" + e + "): check the disk and its rights", e);
    }
  }

  /// Whether a machine makes this file in a release for itself: the arguments its programs start
  /// with, their start-up caches, and the mark that it was tried.
  static boolean ownedHere(String path) {
    return path.equals(PROVEN)
        || (!path.contains("/") && (path.endsWith(".arguments") || path.endsWith(".aot")));
  }

  private static SortedSet<String> found(Path folder) throws IOException {
    TreeSet<String> found = new TreeSet<>();
    Path top = folder.toRealPath();
    try (Stream<Path> all = Files.walk(top)) {
      for (Path one : (Iterable<Path>) all::iterator) {
        String path = top.relativize(one).toString();
        boolean folderOnly = Files.isDirectory(one, LinkOption.NOFOLLOW_LINKS);
        if (!folderOnly && !path.equals(FILE) && !ownedHere(path)) {
          found.add(path);
        }
      }
    }
    return found;
  }

  private static SortedMap<String, String> list(Path file) throws IOException {
    if (!Files.isRegularFile(file) || Files.size(file) > MOST_BYTES) {
      throw wrong(file, FILE, "is missing or too large");
    }
    SortedMap<String, String> listed = new TreeMap<>();
    for (String line : Files.readAllLines(file, StandardCharsets.ISO_8859_1)) {
      Matcher entry = LINE.matcher(line);
      if (!entry.matches() || listed.put(entry.group(2), entry.group(1)) != null) {
        throw wrong(file, FILE, "has a line that is none, or names a file twice");
      }
    }
    return listed;
  }

  private static CliException wrong(Path place, String file, String fault) {
    return new CliException(
        Exit.UNTRUSTED, place + ": " + file + " " + fault + ": fetch the release again");
  }

  /// The hex SHA-256 of a file.
  public static String sha256(Path file) throws IOException {
    try (InputStream in = Files.newInputStream(file)) {
      MessageDigest digest = sha256();
      byte[] chunk = new byte[1 << 16];
      for (int n = in.read(chunk); n >= 0; n = in.read(chunk)) {
        digest.update(chunk, 0, n);
      }
      return HexFormat.of().formatHex(digest.digest());
    }
  }

  /// The hex SHA-256 of bytes.
  public static String sha256(byte[] bytes) {
    return HexFormat.of().formatHex(sha256().digest(bytes));
  }

  private static MessageDigest sha256() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("this Java has no SHA-256", e);
    }
  }
}
