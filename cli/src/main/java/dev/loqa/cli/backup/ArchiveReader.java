package dev.loqa.cli.backup;

import dev.loqa.skillhost.packages.TarHeader;
import java.io.BufferedInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.zip.GZIPInputStream;
import java.util.zip.ZipException;

/// Reads what is inside a backup, once and to its end, and compares every file with the list. What
/// it hands out before it returns is not believed yet. Used by one thread.
final class ArchiveReader {
  static final int MOST_FILES = 200_000;
  static final long MOST_BYTES = 1L << 40;

  private static final int MOST_LIST = 64 << 20;
  private static final int CHUNK = 1 << 16;

  private final InputStream in;
  private final byte[] block = new byte[TarHeader.BLOCK];
  private final SortedMap<String, String> digests = new TreeMap<>();
  private long bytes;

  private ArchiveReader(InputStream in) {
    this.in = in;
  }

  /// Who takes the files.
  interface Taker {
    /// Is told what the backup is, before any file.
    void head(Head head);

    /// Where this file's bytes go; closed after the last of them.
    OutputStream file(String path, int mode, long size) throws IOException;
  }

  /// What was read.
  ///
  /// @param digests hex SHA-256 by path, the head among them
  /// @param bytes of all files
  record Contents(Head head, SortedMap<String, String> digests, long bytes) {}

  /// Reads all of it.
  ///
  /// @throws ArchiveException when it is no backup, or one that is not whole
  static Contents read(InputStream packed, Taker taker) throws IOException {
    try (InputStream in = new BufferedInputStream(new GZIPInputStream(packed, CHUNK), CHUNK)) {
      return new ArchiveReader(in).all(taker);
    } catch (ZipException e) {
      throw new ArchiveException("holds something other than a house", e);
    } catch (EOFException e) {
      throw new ArchiveException("is cut off", e);
    }
  }

  private Contents all(Taker taker) throws IOException {
    TarHeader first = next();
    if (!MemberPath.of(first).equals(Head.NAME) || first.size() > Head.MOST_BYTES) {
      throw new ArchiveException("holds something other than a house");
    }
    byte[] said = small(first);
    Head head = Head.read(said);
    digests.put(Head.NAME, hex(Sha256.begin().digest(said)));
    taker.head(head);
    while (true) {
      TarHeader header = next();
      String path = MemberPath.of(header);
      if (path.equals(ArchiveWriter.LIST)) {
        compare(header);
        end();
        return new Contents(head, digests, bytes);
      }
      bytes += header.size();
      if (digests.size() >= MOST_FILES || bytes > MOST_BYTES) {
        throw new ArchiveException("holds more than any house");
      }
      if (digests.put(path, copy(header, taker, path)) != null) {
        throw new ArchiveException("has " + path + " twice");
      }
    }
  }

  private TarHeader next() throws IOException {
    readWhole(block);
    return TarHeader.decode(block)
        .orElseThrow(() -> new ArchiveException("has an entry that is no plain file"));
  }

  private String copy(TarHeader header, Taker taker, String path) throws IOException {
    MessageDigest digest = Sha256.begin();
    try (OutputStream to = taker.file(path, header.mode(), header.size())) {
      byte[] chunk = new byte[CHUNK];
      for (long left = header.size(); left > 0; ) {
        int n = in.read(chunk, 0, (int) Math.min(chunk.length, left));
        if (n < 0) {
          throw new EOFException();
        }
        digest.update(chunk, 0, n);
        to.write(chunk, 0, n);
        left -= n;
      }
    }
    readWhole(new byte[header.padding()]);
    return hex(digest.digest());
  }

  private void compare(TarHeader header) throws IOException {
    if (header.size() > MOST_LIST) {
      throw new ArchiveException("has a list of files that is too long");
    }
    Map<String, String> listed = new TreeMap<>();
    for (String line : new String(small(header), StandardCharsets.UTF_8).split("\n", -1)) {
      int gap = line.indexOf("  ");
      if (gap == 64) {
        listed.put(line.substring(gap + 2), line.substring(0, gap));
      } else if (!line.isEmpty()) {
        throw new ArchiveException("has a list of files that cannot be read");
      }
    }
    if (!listed.equals(digests)) {
      throw new ArchiveException("has files that are not what its list says");
    }
  }

  private byte[] small(TarHeader header) throws IOException {
    byte[] content = new byte[(int) header.size()];
    readWhole(content);
    readWhole(new byte[header.padding()]);
    return content;
  }

  private void end() throws IOException {
    for (int i = 0; i < 2; i++) {
      readWhole(block);
      for (byte one : block) {
        if (one != 0) {
          throw new ArchiveException("goes on after its list");
        }
      }
    }
    if (in.read() >= 0) {
      throw new ArchiveException("goes on after its end");
    }
  }

  private void readWhole(byte[] into) throws IOException {
    if (in.readNBytes(into, 0, into.length) < into.length) {
      throw new EOFException();
    }
  }

  private static String hex(byte[] digest) {
    return HexFormat.of().formatHex(digest);
  }
}
