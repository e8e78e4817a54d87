package dev.loqa.base.models;

import dev.loqa.base.files.PrivateFiles;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/// The models of one machine: `FOLDER/NAME.bin` or `.onnx`, and beside each `NAME.sha256` with the
/// digest it had when it came, as `sha256sum -c` reads it. A model is there whole and checked or
/// not at all: what is still coming is called `NAME.part`, and is moved in one step.
///
/// Holds no state: every call looks at the disk. Writers of one name are kept apart by [ModelLock].
public final class ModelFolder {
  private static final List<String> SUFFIXES = List.of(".bin", ".onnx");
  private static final Pattern NAME = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._-]{0,63}");
  private static final Pattern DIGEST_LINE = Pattern.compile("([0-9a-f]{64})  .*");

  /// One model that is there.
  ///
  /// @param digest the SHA-256 it came with, 64 hex digits; empty when nobody wrote it down
  public record Stored(String name, Path file, long bytes, Optional<String> digest) {}

  private final Path folder;

  public ModelFolder(Path folder) {
    this.folder = folder;
  }

  public Path path() {
    return folder;
  }

  /// Whether `text` can be the name of a model: `whisper-tiny.en`, but no path.
  public static boolean isName(String text) {
    return NAME.matcher(text).matches();
  }

  /// What is there, by name.
  public List<Stored> stored() {
    if (!Files.isDirectory(folder)) {
      return List.of();
    }
    try (Stream<Path> files = Files.list(folder)) {
      return files
          .filter(file -> SUFFIXES.stream().anyMatch(file.toString()::endsWith))
          .sorted()
          .map(this::stored)
          .toList();
    } catch (IOException | UncheckedIOException e) {
      throw new ModelException(
          folder + " cannot be read (" + e.getMessage() + "): check its rights", e);
    }
  }

  private Stored stored(Path file) {
    String whole = String.valueOf(file.getFileName());
    String name = whole.substring(0, whole.lastIndexOf('.'));
    try {
      return new Stored(name, file, Files.size(file), writtenDown(name));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private Optional<String> writtenDown(String name) {
    try {
      Path note = note(name);
      if (!Files.isRegularFile(note) || Files.size(note) > 1_000) {
        return Optional.empty();
      }
      var line = DIGEST_LINE.matcher(Files.readString(note).strip());
      return line.matches() ? Optional.of(line.group(1)) : Optional.empty();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /// The model `name`, when it is there.
  public Optional<Stored> find(String name) {
    return SUFFIXES.stream()
        .map(suffix -> folder.resolve(checked(name) + suffix))
        .filter(Files::isRegularFile)
        .findFirst()
        .map(this::stored);
  }

  /// Where the model `name` of this kind stands or would stand.
  public Path place(String name, ModelKind kind) {
    return folder.resolve(checked(name) + kind.suffix());
  }

  /// Where it is while it comes.
  public Path part(String name) {
    return folder.resolve(checked(name) + ".part");
  }

  /// How many bytes of the model `name` came before its download broke off; empty when none did.
  public Optional<Long> came(String name) {
    Path part = part(name);
    try {
      return Files.isRegularFile(part) ? Optional.of(Files.size(part)) : Optional.empty();
    } catch (IOException e) {
      throw new ModelException(
          part + " cannot be read (" + e.getMessage() + "): check its rights", e);
    }
  }

  private Path note(String name) {
    return folder.resolve(name + ".sha256");
  }

  private static String checked(String name) {
    if (!isName(name)) {
      throw new ModelException(
          "the name " + name + " has other than A-Z a-z 0-9 . _ -: choose another");
    }
    return name;
  }

  /// Makes the folder where it is missing, for its owner alone.
  public void make() throws IOException {
    PrivateFiles.folder(folder);
  }

  /// Moves what has come and was checked to its place, with its digest written down.
  public Stored keep(String name, ModelKind kind, String sha256) throws IOException {
    Path place = place(name, kind);
    String line = sha256 + "  " + place.getFileName() + "\n";
    PrivateFiles.write(note(name), line.getBytes(StandardCharsets.US_ASCII));
    Files.move(part(name), place, StandardCopyOption.ATOMIC_MOVE);
    return stored(place);
  }

  /// Deletes the model and what stands beside it. A process that has it open keeps what it has.
  public void remove(Stored model) throws IOException {
    Files.deleteIfExists(model.file());
    Files.deleteIfExists(note(model.name()));
  }

  /// Whether the model is what it was when it came, which reads all of it; also when nobody wrote
  /// its digest down.
  public static boolean isUnchanged(Stored model) throws IOException {
    return model.digest().isEmpty() || model.digest().get().equals(sha256(model.file()));
  }

  /// The SHA-256 of a file, in small hex digits.
  public static String sha256(Path file) throws IOException {
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
