package dev.loqa.skillhost.registry;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;

/// A registry in a folder: a disk, a share, a USB stick.
record FolderSource(Path folder) implements RegistrySource {
  @Override
  public byte[] read(String path, int most) {
    Path file = folder.resolve(path);
    try {
      if (!Files.isRegularFile(file)) {
        throw new NoSuchFileException(file.toString());
      }
      try (InputStream in = Files.newInputStream(file)) {
        byte[] content = in.readNBytes(most + 1);
        if (content.length > most) {
          throw new RegistryException(
              RegistryException.Kind.UNTRUSTED,
              "registry " + file + ": it has more than " + most + " bytes: take another copy");
        }
        return content;
      }
    } catch (IOException e) {
      throw new RegistryException(
          RegistryException.Kind.UNAVAILABLE,
          "registry " + file + ": it is not there or can't be read: put the folder back",
          e);
    }
  }
}
