package dev.loqa.cli.models;

import dev.loqa.base.files.PrivateFiles;
import dev.loqa.cli.api.CliException;
import dev.loqa.cli.api.Exit;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.function.LongConsumer;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/// The models in the data folder: `DIR/models/NAME.bin`. A model is there whole and checked or not
/// at all. Used by one thread.
public final class ModelStore {
  private static final String SUFFIX = ".bin";
  private static final Pattern NAME = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._-]{0,63}");

  /// One model that is there.
  public record Stored(String name, Path file, long bytes) {}

  private final Path folder;

  /// @param data the data folder
  public ModelStore(Path data) {
    this.folder = data.resolve("models");
  }

  /// What is there, by name.
  public List<Stored> stored() {
    if (!Files.isDirectory(folder)) {
      return List.of();
    }
    try (Stream<Path> files = Files.list(folder)) {
      return files
          .filter(file -> file.toString().endsWith(SUFFIX))
          .sorted()
          .map(ModelStore::stored)
          .toList();
    } catch (IOException | UncheckedIOException e) {
      throw new CliException(
          Exit.FAILED, folder + " cannot be read (" + e.getMessage() + "): check its rights", e);
    }
  }

  private static Stored stored(Path file) {
    String name = String.valueOf(file.getFileName());
    try {
      return new Stored(name.substring(0, name.length() - SUFFIX.length()), file, Files.size(file));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /// Where the model `name` stands or would stand.
  public Path place(String name) {
    if (!NAME.matcher(name).matches()) {
      throw new CliException(
          Exit.USAGE, "the name " + name + " has other than A-Z a-z 0-9 . _ -: choose another");
    }
    return folder.resolve(name + SUFFIX);
  }

  /// Takes a copy of a file that the person already has.
  public Stored add(Path file, String name) {
    GgmlHeader.read(file);
    Path place = place(name);
    try {
      if (Files.exists(place)) {
        if (Files.mismatch(file, place) < 0) {
          return stored(place);
        }
        throw new CliException(
            Exit.CONFLICT,
            place + " is there already and differs: choose another name with --as, or remove it");
      }
      room(Files.size(file));
      PrivateFiles.folder(folder);
      Path part = folder.resolve(name + ".part");
      Files.copy(file, part, StandardCopyOption.REPLACE_EXISTING);
      Files.move(part, place, StandardCopyOption.ATOMIC_MOVE);
      return stored(place);
    } catch (IOException e) {
      throw new CliException(
          Exit.FAILED, place + " cannot be written (" + e.getMessage() + "): check the folder", e);
    }
  }

  /// Fetches a pinned model, or says that it is there; what came half is kept for the next try.
  ///
  /// @param told hears how many bytes are there
  public Stored pull(ModelPin pin, LongConsumer told) {
    Path place = place(pin.name());
    if (Files.exists(place)) {
      return stored(place);
    }
    Path part = folder.resolve(pin.name() + ".part");
    try {
      PrivateFiles.folder(folder);
      room(pin.bytes());
      Download.fetch(pin, part, told);
    } catch (IOException e) {
      throw new CliException(
          Exit.UNAVAILABLE,
          pin.url()
              + " cannot be fetched ("
              + reason(e)
              + "): try again, which goes on where this broke off; or fetch it on a machine that"
              + " can, with sha256 "
              + pin.sha256()
              + ", and run `loqa models add FILE --as "
              + pin.name()
              + "`",
          e);
    }
    return checked(pin, part, place);
  }

  private static Stored checked(ModelPin pin, Path part, Path place) {
    try {
      String got = sha256(part);
      if (!got.equals(pin.sha256())) {
        Files.delete(part);
        throw new CliException(
            Exit.UNTRUSTED,
            pin.url()
                + " gave a file with sha256 "
                + got
                + ", not "
                + pin.sha256()
                + ": nothing of it is kept; try again, or add a file that you trust");
      }
      Files.move(part, place, StandardCopyOption.ATOMIC_MOVE);
      return stored(place);
    } catch (IOException e) {
      throw new CliException(
          Exit.FAILED, place + " cannot be written (" + e.getMessage() + "): check the folder", e);
    }
  }

  private void room(long bytes) throws IOException {
    PrivateFiles.folder(folder);
    long free = Files.getFileStore(folder).getUsableSpace();
    if (free < bytes) {
      throw new CliException(
          Exit.FAILED,
          folder
              + " has "
              + (free >> 20)
              + " MB left and the model takes "
              + (bytes >> 20)
              + ": make room, or use another data folder with --data");
    }
  }

  private static String reason(IOException e) {
    String message = e.getMessage();
    return e.getClass().getSimpleName() + (message == null ? "" : ": " + message);
  }

  static String sha256(Path file) throws IOException {
    try (InputStream in = Files.newInputStream(file)) {
      MessageDigest digest = MessageDigest.getInstance("SHA-256");
      byte[] chunk = new byte[1 << 16];
      for (int n = in.read(chunk); n >= 0; n = in.read(chunk)) {
        digest.update(chunk, 0, n);
      }
      return HexFormat.of().formatHex(digest.digest());
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every JDK has SHA-256", e);
    }
  }
}
