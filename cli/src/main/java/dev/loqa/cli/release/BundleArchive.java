package dev.loqa.cli.release;

import dev.loqa.cli.api.CliException;
import dev.loqa.cli.api.Exit;
import dev.loqa.skillhost.packages.MemberName;
import dev.loqa.skillhost.packages.TarHeader;
import java.io.BufferedInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Optional;
import java.util.SortedMap;
import java.util.zip.GZIPInputStream;
import java.util.zip.GZIPOutputStream;
import java.util.zip.ZipException;

/// The archive of a bundle: gzip of a tar with canonical headers ([TarHeader]), regular files only,
/// sorted by name, mode 0644 or 0755. The release's folder stands in each header's prefix. Neither
/// times nor owners are in it, so the same files give the same bytes.
public final class BundleArchive {
  /// Files of a release at most.
  public static final int MOST_FILES = 4_000;

  /// Bytes of a release at most.
  public static final long MOST_BYTES = 2L << 30;

  private static final int PLAIN = 0644;
  private static final int PROGRAM = 0755;
  private static final int CHUNK = 1 << 16;

  private BundleArchive() {}

  /// A file to pack.
  ///
  /// @param program whether it is started
  public record Member(Path source, boolean program) {}

  /// Writes the archive of these files, by path below the release's folder.
  public static void write(ReleaseName name, SortedMap<String, Member> files, Path to)
      throws IOException {
    try (OutputStream out = new GZIPOutputStream(Files.newOutputStream(to), CHUNK)) {
      for (var file : files.entrySet()) {
        Path source = file.getValue().source();
        TarHeader header =
            new TarHeader(
                name.folder(),
                file.getKey(),
                file.getValue().program() ? PROGRAM : PLAIN,
                Files.size(source));
        fault(file.getKey())
            .ifPresent(fault -> {
              throw new IllegalArgumentException(file.getKey() + " " + fault + ": rename it");
            });
        out.write(header.encode());
        Files.copy(source, out);
        out.write(new byte[header.padding()]);
      }
      out.write(new byte[2 * TarHeader.BLOCK]);
    }
  }

  /// Unpacks an archive into a folder that must be empty. What it holds is not compared with
  /// anything yet.
  ///
  /// @throws CliException exit code 4 at the first thing that no bundle may have
  public static void unpack(Path archive, ReleaseName name, Path folder) throws IOException {
    try (InputStream in =
        new BufferedInputStream(new GZIPInputStream(Files.newInputStream(archive), CHUNK), CHUNK)) {
      byte[] block = new byte[TarHeader.BLOCK];
      int files = 0;
      long bytes = 0;
      while (true) {
        readWhole(in, block);
        if (isEmpty(block)) {
          break;
        }
        TarHeader header =
            TarHeader.decode(block)
                .orElseThrow(() -> refused(archive, "has an entry that is no plain file"));
        bytes += header.size();
        if (++files > MOST_FILES || bytes > MOST_BYTES) {
          throw refused(archive, "has more in it than any release");
        }
        unpack(in, archive, header, place(archive, name, header, folder));
      }
      readWhole(in, block);
      if (!isEmpty(block) || in.read() >= 0) {
        throw refused(archive, "goes on after its end");
      }
    } catch (EOFException e) {
      throw refused(archive, "is cut off");
    } catch (ZipException e) {
      throw refused(archive, "is damaged");
    }
  }

  /// As in a skill's package, besides the `@` that systemd wants in the name of a unit with
  /// instances.
  private static Optional<String> fault(String name) {
    return MemberName.fault(
        name.startsWith("systemd/") ? name.replaceFirst("@[.]service$", ".service") : name);
  }

  private static Path place(Path archive, ReleaseName name, TarHeader header, Path folder) {
    if (!header.folder().equals(name.folder())) {
      throw refused(archive, "has a file outside " + name.folder() + "/");
    }
    fault(header.name())
        .ifPresent(fault -> {
          throw refused(archive, "has a file that " + fault);
        });
    if (ReleaseFiles.ownedHere(header.name())) {
      throw refused(archive, "brings " + header.name() + ", which each machine makes for itself");
    }
    if (header.mode() != PLAIN && header.mode() != PROGRAM) {
      throw refused(archive, "has a file with other rights than 0644 and 0755");
    }
    return folder.resolve(header.name());
  }

  private static void unpack(InputStream in, Path archive, TarHeader header, Path to)
      throws IOException {
    Files.createDirectories(to.resolve("..").normalize());
    try (OutputStream out = Files.newOutputStream(to, StandardOpenOption.CREATE_NEW)) {
      byte[] chunk = new byte[CHUNK];
      for (long left = header.size(); left > 0; ) {
        int n = in.read(chunk, 0, (int) Math.min(chunk.length, left));
        if (n < 0) {
          throw new EOFException();
        }
        out.write(chunk, 0, n);
        left -= n;
      }
    } catch (FileAlreadyExistsException e) {
      throw refused(archive, "has " + header.name() + " twice");
    }
    Files.setPosixFilePermissions(
        to, PosixFilePermissions.fromString(header.mode() == PROGRAM ? "rwxr-xr-x" : "rw-r--r--"));
    readWhole(in, new byte[header.padding()]);
  }

  private static void readWhole(InputStream in, byte[] into) throws IOException {
    if (in.readNBytes(into, 0, into.length) < into.length) {
      throw new EOFException();
    }
  }

  private static boolean isEmpty(byte[] block) {
    for (byte one : block) {
      if (one != 0) {
        return false;
      }
    }
    return true;
  }

  private static CliException refused(Path archive, String fault) {
    return new CliException(
        Exit.UNTRUSTED, archive + " " + fault + ": nothing of it is used; fetch it again");
  }
}
