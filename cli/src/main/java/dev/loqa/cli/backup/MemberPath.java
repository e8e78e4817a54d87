package dev.loqa.cli.backup;

import dev.loqa.skillhost.packages.TarHeader;
import java.nio.charset.StandardCharsets;
import java.util.List;

/// The path of a file in an archive, in the two fields that a tar has for it. Bytes of UTF-8 stand
/// in the header as they are.
final class MemberPath {
  private static final int NAME = 100;
  private static final int FOLDER = 155;

  private MemberPath() {}

  /// The header of a file.
  ///
  /// @throws ArchiveException when the path has no place in a tar
  static TarHeader header(String path, int mode, long size) {
    byte[] bytes = path.getBytes(StandardCharsets.UTF_8);
    String raw = new String(bytes, StandardCharsets.ISO_8859_1);
    if (raw.length() <= NAME) {
      return new TarHeader("", raw, mode, size);
    }
    int cut = raw.lastIndexOf('/', FOLDER);
    if (cut < 1 || raw.length() - cut - 1 > NAME) {
      throw new ArchiveException("the name " + path + " is too long for a backup: shorten it");
    }
    return new TarHeader(raw.substring(0, cut), raw.substring(cut + 1), mode, size);
  }

  /// The path that a header names.
  ///
  /// @throws ArchiveException when it leads anywhere but down
  static String of(TarHeader header) {
    String raw = header.folder().isEmpty() ? header.name() : header.folder() + "/" + header.name();
    String path = new String(raw.getBytes(StandardCharsets.ISO_8859_1), StandardCharsets.UTF_8);
    boolean down =
        !path.contains("\\")
            && !path.contains("\0")
            && List.of(path.split("/", -1)).stream()
                .noneMatch(step -> step.isEmpty() || step.equals(".") || step.equals(".."));
    if (!down) {
      throw new ArchiveException("has a file that leads elsewhere: " + path);
    }
    return path;
  }
}
