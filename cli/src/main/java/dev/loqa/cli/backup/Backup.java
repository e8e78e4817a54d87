package dev.loqa.cli.backup;

import dev.loqa.base.files.DurableFiles;
import dev.loqa.base.files.PrivateFiles;
import dev.loqa.cli.age.AgeFile;
import dev.loqa.cli.age.AgeKey;
import dev.loqa.cli.age.AgeRecipient;
import dev.loqa.cli.api.CliException;
import dev.loqa.cli.api.Exit;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;

/// Makes one backup of a house, whether it runs or not: the event store as of one moment, then
/// every other file, encrypted, read back, and only then under its name.
///
/// Any process may be killed at any point: what is there under its name is whole. One use, one
/// thread; a second backup of the same house at the same time is refused.
final class Backup {
  /// Inside, what was the data folder and what was the configuration.
  static final String DATA = "data/";

  static final String CONFIG = "config/";

  private static final int TRIES = 3;

  private final Stores stores;
  private final InstantSource clock;

  Backup(Stores stores, InstantSource clock) {
    this.stores = stores;
    this.clock = clock;
  }

  /// What is wanted.
  ///
  /// @param config a file or folder beside the data folder
  /// @param models whether the models go with it
  /// @param readers whom it is encrypted for
  /// @param to the new file
  record Wish(
      Path data,
      Optional<Path> config,
      boolean models,
      Collection<AgeRecipient> readers,
      Path to) {}

  /// What was made.
  ///
  /// @param bytes of all files
  /// @param size of the backup
  /// @param skipped what is neither file nor folder
  record Made(Path file, Head head, int files, long bytes, long size, List<String> skipped) {}

  /// @throws CliException naming what was in the way; nothing is there then that was not before
  Made make(Wish wish) {
    Path store = wish.data().resolve(HouseFolder.STORE);
    if (!Files.isRegularFile(store)) {
      throw new CliException(
          Exit.UNAVAILABLE, "no Loqa has run on " + wish.data() + ": name its folder with --data");
    }
    wish.config()
        .filter(config -> !Files.exists(config))
        .ifPresent(config -> {
          throw new CliException(
              Exit.FAILED, config + " is not there: name the configuration with --config");
        });
    if (Files.exists(wish.to())) {
      throw new CliException(Exit.CONFLICT, wish.to() + " is there already: name another file");
    }
    try (Workplace workplace = Workplace.in(wish.data())) {
      return made(wish, store, workplace);
    } catch (IOException | UncheckedIOException e) {
      throw failed(wish.to(), e);
    }
  }

  private Made made(Wish wish, Path store, Workplace workplace) throws IOException {
    for (int left = TRIES; ; left--) {
      Path copy = workplace.forStore(store);
      Map<String, Object> content = stores.copy(store, copy);
      HouseFolder.Found house = HouseFolder.in(wish.data(), wish.models());
      List<String> missing = missing(content, house.files());
      if (missing.isEmpty()) {
        return packed(wish, copy, content, house);
      }
      if (left == 1) {
        throw new CliException(
            Exit.FAILED,
            wish.data().resolve("skills").resolve(missing.getFirst())
                + " is missing, though its skill is installed: see loqa doctor, then try again");
      }
      // a skill was installed or removed between the two looks
      Files.delete(copy);
    }
  }

  private static List<String> missing(Map<String, Object> content, SortedMap<String, Path> files) {
    List<String> missing = new ArrayList<>();
    if (content.get("packages") instanceof List<?> digests) {
      for (Object digest : digests) {
        String folder = "skills/" + digest + "/";
        SortedMap<String, Path> from = files.tailMap(folder);
        if (from.isEmpty() || !from.firstKey().startsWith(folder)) {
          missing.add(String.valueOf(digest));
        }
      }
    }
    return missing;
  }

  private Made packed(Wish wish, Path copy, Map<String, Object> content, HouseFolder.Found house)
      throws IOException {
    Head head =
        new Head(
            Head.FORMAT,
            clock.instant().truncatedTo(ChronoUnit.SECONDS).toString(),
            wish.data().toString(),
            content,
            leftOut(wish));
    Path part = wish.to().resolveSibling("." + wish.to().getFileName() + ".part");
    Files.deleteIfExists(part);
    boolean whole = false;
    try {
      // Gone with this process: it lets what was written be read back without the owner's key.
      AgeKey once = AgeKey.generate();
      List<AgeRecipient> readers = new ArrayList<>(wish.readers());
      once.recipient().ifPresent(readers::add);
      List<String> skipped = new ArrayList<>(house.skipped());
      ArchiveWriter written = write(part, readers, head, copy, house, wish.config(), skipped);
      readBack(part, once, written);
      long size = Files.size(part);
      DurableFiles.move(part, wish.to());
      whole = true;
      return new Made(
          wish.to(), head, written.digests().size(), written.bytes(), size, List.copyOf(skipped));
    } finally {
      if (!whole) {
        Files.deleteIfExists(part);
      }
    }
  }

  private static ArchiveWriter write(
      Path part,
      List<AgeRecipient> readers,
      Head head,
      Path store,
      HouseFolder.Found house,
      Optional<Path> config,
      List<String> skipped)
      throws IOException {
    FileChannel channel =
        FileChannel.open(
            part,
            Set.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE),
            PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
    ArchiveWriter written;
    try (OutputStream sealed = AgeFile.encrypting(channel, readers);
        ArchiveWriter archive = new ArchiveWriter(sealed)) {
      written = archive;
      archive.add(Head.NAME, 0600, head.bytes());
      archive.add(DATA + HouseFolder.STORE, store);
      for (var file : house.files().entrySet()) {
        archive.add(DATA + file.getKey(), file.getValue());
      }
      if (config.isPresent()) {
        HouseFolder.Found beside = HouseFolder.below(config.get());
        for (var file : beside.files().entrySet()) {
          archive.add(CONFIG + file.getKey(), file.getValue());
        }
        skipped.addAll(beside.skipped());
      }
      archive.finish();
    }
    DurableFiles.sync(part);
    return written;
  }

  /// Decrypts the whole file as it lies on the disk and compares each file's digest with what was
  /// read from the house.
  private static void readBack(Path part, AgeKey key, ArchiveWriter written) {
    var contents =
        Vault.read(
            part,
            List.of(key),
            new ArchiveReader.Taker() {
              @Override
              public void head(Head head) {
                // compared by its digest, as every other member
              }

              @Override
              public OutputStream file(String path, int mode, long size) {
                return OutputStream.nullOutputStream();
              }
            });
    if (!contents.digests().equals(written.digests())) {
      throw new CliException(
          Exit.FAILED, part + " is not what was written: the disk or the memory is at fault");
    }
  }

  private static List<String> leftOut(Wish wish) {
    List<String> leftOut = new ArrayList<>();
    if (!wish.models() && Files.isDirectory(wish.data().resolve(HouseFolder.MODELS))) {
      leftOut.add("models: --models takes them, loqa models pull fetches them again");
    }
    if (wish.config().isEmpty()) {
      leftOut.add("configuration: --config FILE takes it");
    }
    return leftOut;
  }

  private static CliException failed(Path to, Exception e) {
    return new CliException(
        Exit.FAILED,
        to + " cannot be made (" + Words.of(e) + "): earlier backups are as they were",
        e);
  }

  /// A folder of the house's own for the copy of its event store, which nobody else may read. Only
  /// one backup at a time has it.
  private record Workplace(Path folder, FileChannel lock) implements AutoCloseable {
    private static final long SPARE = 64L << 20;

    static Workplace in(Path data) throws IOException {
      Path folder = data.resolve("run/backup");
      PrivateFiles.folder(folder);
      FileChannel channel =
          FileChannel.open(
              folder.resolve("lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
      if (channel.tryLock() == null) {
        channel.close();
        throw new CliException(
            Exit.CONFLICT, "another backup of " + data + " is being made: wait for its end");
      }
      return new Workplace(folder, channel);
    }

    /// Where the copy goes; what a killed backup left there is removed.
    Path forStore(Path store) throws IOException {
      Path copy = folder.resolve(HouseFolder.STORE);
      Files.deleteIfExists(copy);
      long need = Files.size(store) + SPARE;
      long room = Files.getFileStore(folder).getUsableSpace();
      if (room < need) {
        throw new CliException(
            Exit.FAILED,
            "%s has %d MB left and a copy of the events needs %d MB: make room; nothing was written"
                .formatted(folder, room >> 20, need >> 20));
      }
      return copy;
    }

    @Override
    public void close() throws IOException {
      try (lock) {
        Files.deleteIfExists(folder.resolve(HouseFolder.STORE));
      }
    }
  }
}
