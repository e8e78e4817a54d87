package dev.loqa.cli.backup;

import dev.loqa.skillhost.packages.TarHeader;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.zip.Deflater;
import java.util.zip.GZIPOutputStream;

/// Writes what is inside a backup: gzip of a tar, [Head] first, then the files, then the list of
/// all their digests, as `sha256sum -c` reads it. Used by one thread.
final class ArchiveWriter implements AutoCloseable {
  /// The name of the last member.
  static final String LIST = "files.sha256";

  private static final int CHUNK = 1 << 16;

  private final OutputStream out;
  private final SortedMap<String, String> digests = new TreeMap<>();
  private final byte[] chunk = new byte[CHUNK];
  private long bytes;

  ArchiveWriter(OutputStream out) throws IOException {
    this.out = new FastGzip(out);
  }

  /// Adds a member.
  void add(String path, int mode, byte[] content) throws IOException {
    TarHeader header = MemberPath.header(path, mode, content.length);
    MessageDigest digest = Sha256.begin();
    digest.update(content);
    out.write(header.encode());
    out.write(content);
    ended(path, header, digest);
  }

  /// Adds a file as large as it is now; one that grows meanwhile is cut there, one that shrinks is
  /// a fault.
  void add(String path, Path file) throws IOException {
    try (InputStream in = Files.newInputStream(file)) {
      TarHeader header = MemberPath.header(path, mode(file), Files.size(file));
      MessageDigest digest = Sha256.begin();
      out.write(header.encode());
      for (long left = header.size(); left > 0; ) {
        int n = in.read(chunk, 0, (int) Math.min(chunk.length, left));
        if (n < 0) {
          throw new EOFException(file + " became shorter while it was read: try again");
        }
        digest.update(chunk, 0, n);
        out.write(chunk, 0, n);
        left -= n;
      }
      ended(path, header, digest);
    }
  }

  private void ended(String path, TarHeader header, MessageDigest digest) throws IOException {
    out.write(new byte[header.padding()]);
    digests.put(path, HexFormat.of().formatHex(digest.digest()));
    bytes += header.size();
  }

  /// Every member's digest so far.
  SortedMap<String, String> digests() {
    return digests;
  }

  /// Bytes of all members so far.
  long bytes() {
    return bytes;
  }

  /// Writes the list and the end. Without this call what is written is cut off for every reader.
  void finish() throws IOException {
    StringBuilder list = new StringBuilder();
    digests.forEach((path, digest) -> list.append(digest).append("  ").append(path).append('\n'));
    byte[] content = list.toString().getBytes(StandardCharsets.UTF_8);
    TarHeader header = MemberPath.header(LIST, 0600, content.length);
    out.write(header.encode());
    out.write(content);
    out.write(new byte[header.padding() + 2 * TarHeader.BLOCK]);
  }

  @Override
  public void close() throws IOException {
    out.close();
  }

  private static int mode(Path file) throws IOException {
    Set<PosixFilePermission> permissions = Files.getPosixFilePermissions(file);
    int mode = 0;
    for (PosixFilePermission one : PosixFilePermission.values()) {
      mode = (mode << 1) | (permissions.contains(one) ? 1 : 0);
    }
    return mode;
  }

  /// The lowest level: digests and keys do not get smaller, and the rest does at once.
  private static final class FastGzip extends GZIPOutputStream {
    FastGzip(OutputStream out) throws IOException {
      super(out, CHUNK);
      def.setLevel(Deflater.BEST_SPEED);
    }
  }
}
