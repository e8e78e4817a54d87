package dev.loqa.edge.models;

import dev.loqa.base.models.ModelException;
import dev.loqa.base.models.ModelFile;
import dev.loqa.base.models.ModelFolder;
import dev.loqa.base.models.ModelKind;
import dev.loqa.base.models.ModelLock;
import dev.loqa.bus.Bus;
import dev.loqa.bus.BusException;
import dev.loqa.bus.ModelShelf;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.function.LongConsumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Where an edge process gets its models. The configuration names a file, or a model: that is
/// looked for in this machine's folder and then, over the bus, among what the house shares; what
/// comes from there is checked against its digest, kept, and not asked for again.
///
/// Used by the thread that starts the process, which waits: a model of 500 MB takes a minute or two
/// on a household's network.
public final class ModelSource {
  private static final Logger LOG = LoggerFactory.getLogger(ModelSource.class);

  /// What a model leaves free on the disk.
  private static final long RESERVE = 256L << 20;

  private final Bus bus;
  private final ModelFolder folder;

  public ModelSource(Bus bus, Path folder) {
    this.bus = bus;
    this.folder = new ModelFolder(folder);
  }

  /// The file that `configured` means.
  ///
  /// @param key of the configuration, for errors
  /// @param configured a path, which is given back as it is, or the name of a model
  /// @param kinds those that do, the usual one first
  /// @throws ModelException when no such model is to be had, or it is of another kind
  public Path file(String key, String configured, ModelKind... kinds) {
    Optional<Path> here = here(key, configured, kinds);
    if (here.isPresent()) {
      return here.get();
    }
    Path file = fromTheHouse(key, configured, kinds);
    ModelKind _ = checked(key, file.toString(), file, kinds);
    return file;
  }

  /// The same without asking the house: empty when `configured` is the name of a model that is not
  /// in this machine's folder.
  ///
  /// @throws ModelException when it is of another kind, or has changed since it came
  public Optional<Path> here(String key, String configured, ModelKind... kinds) {
    Path path = Path.of(configured);
    if (!ModelFolder.isName(configured) || Files.exists(path)) {
      return Optional.of(path);
    }
    Optional<Path> here = folder.find(configured).map(model -> unchanged(key, model));
    if (here.isPresent()) {
      ModelKind _ = checked(key, here.get().toString(), here.get(), kinds);
    }
    return here;
  }

  /// A file that nobody touched since it came, which is read once for that: a model whose weights
  /// are not what they were computes something else, or takes the process with it.
  private static Path unchanged(String key, ModelFolder.Stored model) {
    try {
      if (!ModelFolder.isUnchanged(model)) {
        throw new ModelException(
            "%s names %s, which is not what it was when it came: run `loqa models remove %s` and bring it again"
                .formatted(key, model.file(), model.name()));
      }
      return model.file();
    } catch (IOException e) {
      throw new ModelException(
          "%s names %s, which cannot be read (%s): check its rights"
              .formatted(key, model.file(), e.getMessage()),
          e);
    }
  }

  private static ModelKind checked(String key, String shown, Path file, ModelKind... kinds) {
    ModelFile model = ModelFile.read(file);
    if (!List.of(kinds).contains(model.kind())) {
      throw new ModelException(
          "%s names %s, which is %s: name a %s model"
              .formatted(key, shown, model.about(), kinds[0].word()));
    }
    return model.kind();
  }

  private Path fromTheHouse(String key, String name, ModelKind... kinds) {
    try (ModelLock lock = ModelLock.take(folder, name)) {
      if (lock == null) {
        throw new ModelException(
            name + " is being brought by another process: it will be there at the next start");
      }
      Optional<ModelFolder.Stored> meanwhile = folder.find(name);
      if (meanwhile.isPresent()) {
        return meanwhile.get().file();
      }
      ModelShelf.Shared shared =
          bus.models()
              .find(name)
              .orElseThrow(() ->
                  new ModelException(
                      "%s names %s, which is neither in %s nor shared in the house: run `loqa models pull %s` there, or `loqa models share %s` where it is"
                          .formatted(key, name, folder.path(), name, name)));
      return fetch(key, shared, kinds);
    } catch (IOException e) {
      throw new ModelException(
          folder.path() + " cannot be written (" + e.getMessage() + "): check its rights", e);
    } catch (BusException e) {
      throw new ModelException(
          "%s names %s, which is not in %s, and the house cannot be asked: %s"
              .formatted(key, name, folder.path(), e.getMessage()),
          e);
    }
  }

  private Path fetch(String key, ModelShelf.Shared shared, ModelKind... kinds) throws IOException {
    long free = Files.getFileStore(folder.path()).getUsableSpace();
    if (free < shared.bytes() + RESERVE) {
      throw new ModelException(
          "%s has %d MB left and %s takes %d: make room, or set models.folder"
              .formatted(folder.path(), free >> 20, shared.name(), shared.bytes() >> 20));
    }
    LOG.atInfo()
        .addKeyValue("model", shared.name())
        .addKeyValue("bytes", shared.bytes())
        .log("fetching a model from the house");
    Path part = folder.part(shared.name());
    try {
      try (OutputStream out = Files.newOutputStream(part)) {
        bus.models().fetch(shared, out, progress(shared));
      }
      if (!ModelFolder.sha256(part).equals(shared.sha256())) {
        throw new ModelException(
            shared.name()
                + " did not come from the house as it was shared: share it again with `loqa models"
                + " share "
                + shared.name()
                + "`");
      }
      ModelKind kind = checked(key, shared.name() + " of the house", part, kinds);
      return folder.keep(shared.name(), kind, shared.sha256()).file();
    } finally {
      // After it is kept there is none; what failed gives its room back.
      Files.deleteIfExists(part);
    }
  }

  private static LongConsumer progress(ModelShelf.Shared shared) {
    long[] told = {0};
    return have -> {
      long quarters = have * 4 / shared.bytes();
      if (quarters > told[0]) {
        told[0] = quarters;
        LOG.atInfo()
            .addKeyValue("model", shared.name())
            .addKeyValue("percent", quarters * 25)
            .log("a model comes from the house");
      }
    };
  }
}
