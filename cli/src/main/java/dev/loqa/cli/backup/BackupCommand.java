package dev.loqa.cli.backup;

import dev.loqa.cli.age.AgeRecipient;
import dev.loqa.cli.api.CliException;
import dev.loqa.cli.api.Exit;
import dev.loqa.cli.api.Instance;
import dev.loqa.cli.options.DataOption;
import dev.loqa.cli.options.JsonOption;
import dev.loqa.cli.text.Shell;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/// `loqa backup`.
@Command(
    name = "backup",
    mixinStandardHelpOptions = true,
    description = {
      "Put everything that this house is into one encrypted file, while it runs or not.",
      "The file is read back and compared before it gets its name. Only who has the secret key",
      "can read it: loqa backup keygen makes one."
    },
    footer = {"", "Example: loqa backup --out /mnt/usb --keep 14"})
public final class BackupCommand implements Callable<Integer> {
  /// loqad tells its age, as a number.
  private static final String MARK = "backed-up";

  private final Shell shell;
  private final InstantSource clock = InstantSource.system();

  @Mixin private DataOption data = new DataOption();
  @Mixin private JsonOption json = new JsonOption();

  @Option(
      names = "--out",
      paramLabel = "FILE.age|DIR",
      description =
          "The new file, or the folder for it (default: DATA-backups, beside the data folder).")
  private @Nullable Path out;

  @Option(
      names = "--to",
      paramLabel = "KEY|FILE",
      description = {
        "Whom to encrypt for: a public key (age1...) or a file of them; may be repeated.",
        "Default: DATA/backup.pub, which keygen writes."
      })
  private List<String> to = new ArrayList<>();

  @Option(
      names = "--config",
      paramLabel = "FILE|DIR",
      description = "The configuration beside the data folder, as loqa.yaml or /etc/loqa.")
  private @Nullable Path config;

  @Option(names = "--models", description = "Take the models too; they can be large.")
  private boolean models;

  @Option(
      names = "--keep",
      paramLabel = "N",
      description = "Keep the newest N of this house in the folder, remove older ones.")
  private @Nullable Integer keep;

  private BackupCommand(Shell shell) {
    this.shell = shell;
  }

  /// The command with its parts.
  public static CommandLine in(Shell shell) {
    return new CommandLine(new BackupCommand(shell))
        .addSubcommand(new BackupKeygenCommand(shell))
        .addSubcommand(new BackupVerifyCommand(shell));
  }

  @Override
  public Integer call() {
    long start = System.nanoTime();
    Path house = data.folder(shell);
    Integer most = keep;
    if (most != null && most < 1) {
      throw new CliException(Exit.USAGE, "--keep is " + most + ": keep at least 1");
    }
    List<AgeRecipient> readers = KeyFiles.recipients(to, house);
    Optional<Path> file = namedFile();
    if (most != null && file.isPresent()) {
      throw new CliException(
          Exit.USAGE, "--keep counts in a folder: name one with --out, or leave --keep out");
    }
    Shelf shelf = Shelf.of(file.isPresent() || out == null ? Shelf.usual(house) : out, house);
    Path place = file.orElseGet(() -> shelf.place(clock.instant()));
    prepare(place);
    Optional<Path> beside =
        Optional.ofNullable(config).or(() -> Instance.lookup(house).flatMap(Instance::config));
    shell.progress("copying the events of " + house);
    Backup.Made made =
        new Backup(new StoreProgram(), clock)
            .make(new Backup.Wish(house, beside, models, readers, place));
    List<Path> removed = most == null || broken(made) ? List.of() : removeOld(shelf, most);
    if (!broken(made)) {
      mark(house);
    }
    tell(made, readers, removed, Duration.ofNanos(System.nanoTime() - start));
    return broken(made) ? Exit.FAILED : Exit.OK;
  }

  private Optional<Path> namedFile() {
    return Optional.ofNullable(out)
        .filter(path -> path.toString().endsWith(".age") && !Files.isDirectory(path));
  }

  /// From now on the house knows how old its newest backup is.
  private void mark(Path house) {
    try {
      Files.write(house.resolve(MARK), new byte[0]);
    } catch (IOException e) {
      shell.progress(
          "the house will not know that it was backed up: "
              + house.resolve(MARK)
              + " cannot be written ("
              + Words.of(e)
              + ")");
    }
  }

  private static boolean broken(Backup.Made made) {
    return made.head().store().get("fault") != null;
  }

  private static void prepare(Path place) {
    Path folder = place.toAbsolutePath().normalize().resolveSibling(".").normalize();
    try {
      if (!Files.isDirectory(folder)) {
        Files.createDirectories(
            folder,
            PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
      }
    } catch (IOException e) {
      throw new CliException(
          Exit.FAILED, folder + " cannot be made (" + Words.of(e) + "): name another", e);
    }
  }

  private static List<Path> removeOld(Shelf shelf, int most) {
    try {
      return shelf.keep(most);
    } catch (IOException e) {
      throw new CliException(
          Exit.FAILED,
          "the backup is made, but older ones cannot be removed (" + Words.of(e) + ")",
          e);
    }
  }

  private void tell(
      Backup.Made made, List<AgeRecipient> readers, List<Path> removed, Duration took) {
    if (json.asked()) {
      Map<String, Object> map = new LinkedHashMap<>();
      map.put("file", made.file().toString());
      map.put("size", made.size());
      map.put("files", made.files());
      map.put("bytes", made.bytes());
      map.put("store", made.head().store());
      map.put("left_out", made.head().leftOut());
      map.put("skipped", made.skipped());
      map.put("removed", removed.stream().map(Path::toString).toList());
      map.put("took_ms", took.toMillis());
      shell.json(map);
    } else {
      shell.line("backup    " + made.file() + " (" + Contents.size(made.size()) + ")");
      shell.line(
          "holds     "
              + Contents.line(made.head(), made.files())
              + ", "
              + Contents.size(made.bytes()));
      shell.line(
          "for       "
              + String.join(", ", readers.stream().map(AgeRecipient::text).toList())
              + ": only the secret key that goes with it reads this file");
      made.head().leftOut().forEach(one -> shell.line("left out  " + one));
      made.skipped().forEach(one -> shell.line("left out  " + one + ": neither file nor folder"));
      removed.forEach(old -> shell.line("removed   " + old));
      shell.line(
          "checked   read back from the disk and compared, %.1f s in all"
              .formatted(took.toMillis() / 1e3));
    }
    Object fault = made.head().store().get("fault");
    if (fault != null) {
      shell.error(
          "the events are damaged at "
              + fault
              + ": the backup holds them as they are, older backups are kept; see loqa events --verify");
    }
  }
}
