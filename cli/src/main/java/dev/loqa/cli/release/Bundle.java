package dev.loqa.cli.release;

import dev.loqa.cli.api.CliException;
import dev.loqa.cli.api.Exit;
import dev.loqa.skillhost.packages.KeyException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// One bundle that is believed: its archive has the checksum of `FILE.sha256`, and a key of this
/// machine's signed that in `FILE.sig`.
///
/// @param file `loqa-VERSION-OS-ARCH.tar.gz`
/// @param sha256 of it, hex
public record Bundle(Path file, ReleaseName name, String sha256) {
  /// Bytes of a bundle at most.
  public static final long MOST_BYTES = 1L << 30;

  private static final Pattern CHECKSUM = Pattern.compile("([0-9a-f]{64})  (\\S+)\n");
  private static final int MOST_BESIDE = 512;

  /// Checks a bundle's file by the two beside it. Nothing is unpacked.
  ///
  /// @throws CliException exit code 4 when it is not what one of these keys signed
  public static Bundle verify(Path file, ReleaseKeys keys) {
    Bundle said = said(file, keys);
    try {
      if (Files.size(file) > MOST_BYTES) {
        throw untrusted(file, "is larger than any bundle");
      }
      if (!ReleaseFiles.sha256(file).equals(said.sha256)) {
        throw untrusted(
            file, "is damaged or cut off: its SHA-256 is not the one of " + beside(file, "sha256"));
      }
      return said;
    } catch (IOException e) {
      throw new CliException(
          Exit.FAILED, file + " cannot be read (" + e + "): check the path and its rights", e);
    }
  }

  /// What the two files beside a bundle say, before it is there itself.
  public static Bundle said(Path file, ReleaseKeys keys) {
    String fileName = String.valueOf(file.getFileName());
    ReleaseName name =
        ReleaseName.ofFile(fileName)
            .orElseThrow(() ->
                new CliException(
                    Exit.USAGE,
                    file + " is not called as a bundle: loqa-VERSION-OS-ARCH.tar.gz is meant"));
    byte[] checksum = read(beside(file, "sha256"));
    trusted(file, checksum, keys);
    Matcher line = CHECKSUM.matcher(new String(checksum, StandardCharsets.ISO_8859_1));
    if (!line.matches() || !line.group(2).equals(fileName)) {
      throw untrusted(beside(file, "sha256"), "is signed and speaks of another file");
    }
    return new Bundle(file, name, line.group(1));
  }

  /// The file beside a bundle.
  public static Path beside(Path file, String ending) {
    return file.resolveSibling(file.getFileName() + "." + ending);
  }

  private static void trusted(Path file, byte[] checksum, ReleaseKeys keys) {
    Path at = beside(file, "sig");
    try {
      BundleSignature signature =
          BundleSignature.parse(new String(read(at), StandardCharsets.ISO_8859_1));
      if (!keys.keys().contains(signature.key())) {
        throw untrusted(
            file, "is signed by " + signature.key() + ", which is not in " + keys.file());
      }
      if (!signature.verify(checksum)) {
        throw untrusted(file, "has a signature that is not over its checksum");
      }
    } catch (KeyException e) {
      throw new CliException(Exit.UNTRUSTED, at + ": " + e.getMessage(), e);
    }
  }

  private static byte[] read(Path file) {
    try (InputStream in = Files.newInputStream(file)) {
      byte[] content = in.readNBytes(MOST_BESIDE + 1);
      if (content.length > MOST_BESIDE) {
        throw untrusted(file, "is too large to be one");
      }
      return content;
    } catch (IOException e) {
      throw new CliException(
          Exit.UNTRUSTED,
          file + " cannot be read, so the bundle cannot be believed: fetch it again",
          e);
    }
  }

  private static CliException untrusted(Path file, String fault) {
    return new CliException(
        Exit.UNTRUSTED, file + " " + fault + ": nothing of it is used; fetch it again");
  }
}
