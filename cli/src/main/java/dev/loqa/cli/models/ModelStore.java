package dev.loqa.cli.models;

import dev.loqa.base.models.ModelException;
import dev.loqa.base.models.ModelFile;
import dev.loqa.base.models.ModelFolder;
import dev.loqa.base.models.ModelKind;
import dev.loqa.base.models.ModelLock;
import dev.loqa.cli.api.CliException;
import dev.loqa.cli.api.Exit;
import dev.loqa.cli.download.Download;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Optional;
import java.util.function.LongConsumer;

/// Brings models into the data folder: fetches them, or takes files that are here. Used by one
/// thread; a second process that brings the same model is refused in words.
public final class ModelStore {
  /// What a download leaves free: the house writes its events on the same disk.
  private static final long RESERVE = 256L << 20;

  private final ModelFolder folder;

  /// @param data the data folder
  public ModelStore(Path data) {
    this.folder = new ModelFolder(data.resolve("models"));
  }

  public ModelFolder folder() {
    return folder;
  }

  /// Takes a copy of a file that the person already has.
  public ModelFolder.Stored add(ModelFile file, String name) {
    if (!ModelFolder.isName(name)) {
      throw new CliException(
          Exit.USAGE,
          "the name " + name + " has other than A-Z a-z 0-9 . _ -: choose one with --as");
    }
    Path place = folder.place(name, file.kind());
    try (ModelLock _ = lock(name)) {
      Optional<ModelFolder.Stored> there = folder.find(name);
      if (there.isPresent()) {
        return same(file, there.get());
      }
      room(file.bytes());
      return copied(file, name);
    } catch (IOException e) {
      throw unwritable(place, e);
    }
  }

  private ModelFolder.Stored copied(ModelFile file, String name) throws IOException {
    Path part = folder.part(name);
    try {
      Files.copy(file.file(), part, StandardCopyOption.REPLACE_EXISTING);
      return folder.keep(name, file.kind(), ModelFolder.sha256(part));
    } finally {
      // After it is kept there is none; what failed gives its room back.
      Files.deleteIfExists(part);
    }
  }

  private static ModelFolder.Stored same(ModelFile file, ModelFolder.Stored there)
      throws IOException {
    if (Files.mismatch(file.file(), there.file()) < 0) {
      return there;
    }
    throw new CliException(
        Exit.CONFLICT,
        there.file()
            + " is there already and differs: choose another name with --as, or remove it");
  }

  /// Fetches a pinned model, or says that it is there; what came half is kept for the next try.
  ///
  /// @param told hears how many bytes are there
  public ModelFolder.Stored pull(ModelPin pin, LongConsumer told) {
    String sha256 =
        pin.sha256()
            .orElseThrow(() ->
                new CliException(
                    Exit.UNTRUSTED,
                    "nobody here knows the sha256 of "
                        + pin.name()
                        + " for certain: give the one that you trust with --sha256"));
    try (ModelLock _ = lock(pin.name())) {
      Optional<ModelFolder.Stored> there = folder.find(pin.name());
      if (there.isPresent()) {
        return pinned(there.get(), sha256);
      }
      Path part = folder.part(pin.name());
      room(pin.bytes() - (Files.exists(part) ? Files.size(part) : 0));
      Download download = new Download(pin.source(), part, told);
      boolean goneOn = transfer(download, pin, sha256);
      if (goneOn && !ModelFolder.sha256(part).equals(sha256)) {
        // What came before was of another file: once more, all of it.
        download.forget();
        transfer(download, pin, sha256);
      }
      return checked(pin, sha256, part, download);
    } catch (IOException e) {
      throw unwritable(folder.place(pin.name(), pin.kind()), e);
    }
  }

  /// What is there is what was asked for: it may be damaged, or another file of this name.
  private static ModelFolder.Stored pinned(ModelFolder.Stored there, String sha256)
      throws IOException {
    if (ModelFolder.sha256(there.file()).equals(sha256)) {
      return there;
    }
    throw new CliException(
        Exit.CONFLICT,
        there.file()
            + " is there already and is not the file with sha256 "
            + sha256
            + ": run `loqa models remove "
            + there.name()
            + "`, then pull it again");
  }

  /// Throws away what has come of a model whose download broke off; false when there is nothing.
  boolean forget(String name) {
    Path part = folder.part(name);
    if (!Files.exists(part)) {
      return false;
    }
    try (ModelLock _ = lock(name)) {
      Files.deleteIfExists(Download.tag(part));
      return Files.deleteIfExists(part);
    } catch (IOException e) {
      throw unwritable(part, e);
    }
  }

  private ModelLock lock(String name) throws IOException {
    ModelLock lock = ModelLock.take(folder, name);
    if (lock == null) {
      throw new CliException(
          Exit.CONFLICT, name + " is being brought by another loqa: wait for it, then try again");
    }
    return lock;
  }

  private static boolean transfer(Download download, ModelPin pin, String sha256) {
    try {
      return download.fetch();
    } catch (IOException e) {
      throw new CliException(
          Exit.UNAVAILABLE,
          pin.url()
              + " cannot be fetched ("
              + reason(e)
              + "): try again, which goes on where this broke off; or fetch it on a machine that"
              + " can, with sha256 "
              + sha256
              + ", and run `loqa models add FILE --as "
              + pin.name()
              + "`",
          e);
    }
  }

  private ModelFolder.Stored checked(ModelPin pin, String sha256, Path part, Download download)
      throws IOException {
    String got = ModelFolder.sha256(part);
    if (!got.equals(sha256)) {
      download.forget();
      throw new CliException(
          Exit.UNTRUSTED,
          pin.url()
              + " gave a file with sha256 "
              + got
              + ", not "
              + sha256
              + ": nothing of it is kept; try again, or add a file that you trust");
    }
    ModelKind kind = kind(part, download);
    if (kind != pin.kind()) {
      download.forget();
      throw new CliException(
          Exit.UNTRUSTED,
          pin.url()
              + " gave a "
              + kind.word()
              + " model, not a "
              + pin.kind().word()
              + " one: nothing of it is kept; take the model from elsewhere");
    }
    ModelFolder.Stored kept = folder.keep(pin.name(), kind, sha256);
    download.done();
    return kept;
  }

  private static ModelKind kind(Path part, Download download) throws IOException {
    try {
      return ModelFile.read(part).kind();
    } catch (ModelException e) {
      download.forget();
      throw e;
    }
  }

  private void room(long bytes) throws IOException {
    long free = Files.getFileStore(folder.path()).getUsableSpace();
    if (free < bytes + RESERVE) {
      throw new CliException(
          Exit.FAILED,
          folder.path()
              + " has "
              + (free >> 20)
              + " MB left; the model takes "
              + (bytes >> 20)
              + " and the house keeps "
              + (RESERVE >> 20)
              + ": make room, or use another data folder with --data");
    }
  }

  private static CliException unwritable(Path place, IOException e) {
    return new CliException(
        Exit.FAILED, place + " cannot be written (" + reason(e) + "): check the folder", e);
  }

  private static String reason(IOException e) {
    String message = e.getMessage();
    return message == null
        ? e.getClass().getSimpleName()
        : e.getClass() == IOException.class
            ? message
            : e.getClass().getSimpleName() + ": " + message;
  }
}
