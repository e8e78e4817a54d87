package dev.loqa.cli.backup;

import dev.loqa.base.files.DurableFiles;
import dev.loqa.cli.age.AgeKey;
import dev.loqa.cli.api.CliException;
import dev.loqa.cli.api.Exit;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Collection;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/// Puts a house back from a backup: into a folder beside the wanted one, where every file and the
/// whole chain of events is checked, and then by one rename. Until that rename nothing is at the
/// wanted place; a killed restore leaves a hidden folder beside it, which the next one removes.
///
/// One use, one thread.
final class Restore {
  private static final FileAttribute<Set<PosixFilePermission>> PRIVATE =
      PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------"));

  private final Stores stores;

  Restore(Stores stores) {
    this.stores = stores;
  }

  /// What is wanted.
  ///
  /// @param data the folder to make; may be there and empty
  /// @param config where the configuration of the backup goes; empty: nowhere
  record Wish(Path file, Collection<AgeKey> keys, Path data, Optional<Path> config) {}

  /// What was put back.
  ///
  /// @param config how many files of configuration the backup holds
  record Restored(Head head, int files, int config) {}

  /// @throws CliException naming what was in the way; nothing is at the wanted places then
  Restored put(Wish wish) {
    free(wish.data());
    wish.config().ifPresent(Restore::free);
    try (Staging data = Staging.beside(wish.data())) {
      if (wish.config().isEmpty()) {
        return put(wish, data, Optional.empty());
      }
      try (Staging config = Staging.beside(wish.config().get())) {
        return put(wish, data, Optional.of(config));
      }
    } catch (IOException | UncheckedIOException e) {
      throw new CliException(
          Exit.FAILED, wish.data() + " cannot be made (" + Words.of(e) + "): nothing is there", e);
    }
  }

  private Restored put(Wish wish, Staging data, Optional<Staging> config) throws IOException {
    Unpacking unpacking = new Unpacking(data.folder(), config.map(Staging::folder));
    ArchiveReader.Contents contents = Vault.read(wish.file(), wish.keys(), unpacking);
    same(wish.file(), contents.head(), data.folder());
    stores.adopt(data.folder().resolve(HouseFolder.STORE));
    if (config.isPresent()) {
      config.get().settle();
    }
    data.settle();
    data.become(wish.data());
    // What is left to fail is one rename in a folder that was looked at before.
    if (config.isPresent()) {
      config.get().become(wish.config().orElseThrow());
    }
    return new Restored(contents.head(), contents.digests().size(), unpacking.config);
  }

  /// Compares what the database holds with what it held when the backup was made.
  private void same(Path file, Head head, Path data) {
    Map<String, Object> found = stores.look(data.resolve(HouseFolder.STORE));
    if (!found.equals(head.store())) {
      throw new CliException(
          Exit.FAILED,
          file + " holds other events than it says: nothing of it is used; take another backup");
    }
  }

  private static void free(Path folder) {
    try {
      if (Files.isDirectory(folder)) {
        try (Stream<Path> all = Files.list(folder)) {
          if (all.findAny().isEmpty()) {
            return;
          }
        }
        throw new CliException(
            Exit.CONFLICT, folder + " is not empty: name another folder, or move it away first");
      } else if (Files.exists(folder)) {
        throw new CliException(Exit.CONFLICT, folder + " is a file: name a folder");
      }
    } catch (IOException e) {
      throw new CliException(
          Exit.FAILED, folder + " cannot be looked at (" + Words.of(e) + "): name another", e);
    }
  }

  /// A folder that becomes another one by a rename, or goes.
  private record Staging(Path folder) implements AutoCloseable {
    static Staging beside(Path wanted) throws IOException {
      Path absolute = wanted.toAbsolutePath().normalize();
      Path folder = absolute.resolveSibling("." + absolute.getFileName() + ".restoring");
      DurableFiles.removeFolder(folder);
      Files.createDirectories(absolute.resolve("..").normalize());
      Files.createDirectory(folder, PRIVATE);
      return new Staging(folder);
    }

    void settle() throws IOException {
      DurableFiles.settle(folder, "rwx------");
    }

    void become(Path wanted) throws IOException {
      DurableFiles.move(folder, wanted.toAbsolutePath().normalize());
    }

    @Override
    public void close() throws IOException {
      DurableFiles.removeFolder(folder);
    }
  }

  private static final class Unpacking implements ArchiveReader.Taker {
    private final Path data;
    private final Optional<Path> configFolder;
    private int config;

    Unpacking(Path data, Optional<Path> configFolder) {
      this.data = data;
      this.configFolder = configFolder;
    }

    @Override
    public void head(Head head) {
      // judged when all is read
    }

    @Override
    public OutputStream file(String path, int mode, long size) throws IOException {
      if (path.startsWith(Backup.DATA)) {
        return create(data.resolve(path.substring(Backup.DATA.length())), mode);
      }
      if (path.startsWith(Backup.CONFIG)) {
        config++;
        return configFolder.isEmpty()
            ? OutputStream.nullOutputStream()
            : create(configFolder.get().resolve(path.substring(Backup.CONFIG.length())), mode);
      }
      throw new ArchiveException("has a file that belongs to no house: " + path);
    }

    private static OutputStream create(Path file, int mode) throws IOException {
      Files.createDirectories(file.resolve("..").normalize(), PRIVATE);
      OutputStream out =
          Files.newOutputStream(file, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
      Files.setPosixFilePermissions(file, permissions(mode));
      return out;
    }

    private static Set<PosixFilePermission> permissions(int mode) {
      Set<PosixFilePermission> permissions = EnumSet.noneOf(PosixFilePermission.class);
      List<PosixFilePermission> all = List.of(PosixFilePermission.values());
      for (int i = 0; i < all.size(); i++) {
        if (((mode >> (all.size() - 1 - i)) & 1) == 1) {
          permissions.add(all.get(i));
        }
      }
      return permissions;
    }
  }
}
