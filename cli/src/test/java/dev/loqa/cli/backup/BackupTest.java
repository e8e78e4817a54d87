package dev.loqa.cli.backup;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.loqa.base.json.Json;
import dev.loqa.cli.age.AgeFile;
import dev.loqa.cli.age.AgeKey;
import dev.loqa.cli.age.AgeRecipient;
import dev.loqa.cli.api.CliException;
import dev.loqa.cli.api.Exit;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// A backup and its restore, with a text file for the event store.
final class BackupTest {
  private static final InstantSource CLOCK =
      InstantSource.fixed(Instant.parse("2026-11-22T08:15:30Z"));

  @TempDir Path folder = Path.of("");
  private final AgeKey key = AgeKey.generate();
  private Path house = folder;
  private Path back = folder;

  @BeforeEach
  void furnish() throws IOException {
    house = folder.resolve("house");
    back = folder.resolve("new/house");
    file("events.db", "");
    file("pin", "hash");
    file("pki/ca.key", "secret");
    file("secrets/weather.json", "{}");
    file("skills/abc/skill.yaml", "name: bell");
    file("skills/abc/locales/de.yaml", "x");
    file("bus/port", "4711");
    file("something-new/of/next-year", "kept");
    Files.setPosixFilePermissions(
        house.resolve("pin"), PosixFilePermissions.fromString("rw-------"));
    // what is made again
    file("bus/jetstream/block", "stream");
    file("cache/code", "compiled");
    file("log/loqad.log", "words");
    file("run/token", "token");
    file("models/large.bin", "model");
    file("pki/ca.crt.123.part", "half");
  }

  @Test
  void givesBackEveryFileThatIsNotMadeAgain() throws IOException {
    Restore.Restored restored = restore(backup());

    assertThat(files(back))
        .isEqualTo(
            new TreeMap<>(
                Map.of(
                    "events.db", "",
                    "pin", "hash",
                    "pki/ca.key", "secret",
                    "secrets/weather.json", "{}",
                    "skills/abc/skill.yaml", "name: bell",
                    "skills/abc/locales/de.yaml", "x",
                    "bus/port", "4711",
                    "something-new/of/next-year", "kept")));
    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(back.resolve("pin"))))
        .isEqualTo("rw-------");
    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(back)))
        .isEqualTo("rwx------");
    assertThat(restored.head().leftOut()).anyMatch(line -> line.startsWith("models"));
    assertThat(list(folder.resolve("new"))).hasSize(1);
  }

  @Test
  void takesModelsAndConfigurationWhereTheyAreWanted() throws IOException {
    Path config = folder.resolve("etc");
    file("../etc/loqad.yaml", "node: {}");
    file("../etc/authority/ca.key", "secret");
    Path to = folder.resolve("all.age");
    new Backup(new PlainStores(), CLOCK)
        .make(new Backup.Wish(house, Optional.of(config), true, readers(), to));

    Path configBack = folder.resolve("new/etc");
    Restore.Restored restored =
        new Restore(new PlainStores())
            .put(new Restore.Wish(to, List.of(key), back, Optional.of(configBack)));

    assertThat(restored.config()).isEqualTo(2);
    assertThat(files(configBack)).containsOnlyKeys("loqad.yaml", "authority/ca.key");
    assertThat(files(back)).containsKey("models/large.bin");
    assertThat(restored.head().leftOut()).isEmpty();
  }

  @Test
  void leavesNothingOfItselfInTheHouse() throws IOException {
    SortedMap<String, String> before = files(house);

    Path made = backup();

    SortedMap<String, String> after = files(house);
    after.remove("run/backup/lock");
    assertThat(after).isEqualTo(before);
    assertThat(list(folder)).containsExactlyInAnyOrder(house, made);
  }

  @Test
  void aSkillThatIsInstalledMeanwhileIsInItOrTheWholeIsTakenAgain() throws IOException {
    Path store = house.resolve("events.db");
    Files.writeString(store, "abc\n");
    int[] times = {0};
    // after the first copy the skill's folder is away, as in the middle of a change
    PlainStores changing =
        new PlainStores()
            .then(() -> {
              times[0]++;
              move(
                  house.resolve(times[0] == 1 ? "skills/abc" : "skills/away"),
                  house.resolve(times[0] == 1 ? "skills/away" : "skills/abc"));
            });
    Path to = folder.resolve("a.age");

    new Backup(changing, CLOCK)
        .make(new Backup.Wish(house, Optional.empty(), false, readers(), to));

    assertThat(times[0]).isEqualTo(2);
    restore(to);
    assertThat(files(back)).containsKey("skills/abc/skill.yaml");
  }

  @Test
  void anInstalledSkillWithoutFilesIsNoBackup() throws IOException {
    Files.writeString(house.resolve("events.db"), "abcd\n");

    assertThatThrownBy(this::backup)
        .isInstanceOf(CliException.class)
        .hasMessageContaining("skills/abcd is missing");
    assertThat(list(folder)).containsExactly(house);
  }

  @Test
  void refusesAnotherKeyByName() throws IOException {
    Path made = backup();

    refused(made, AgeKey.generate(), Exit.DENIED, "another key");
  }

  @Test
  void refusesWhatIsCutOffOrChangedOrNoBackup() throws IOException {
    byte[] whole = Files.readAllBytes(backup());
    for (int length : List.of(0, 10, 100, 250, whole.length / 2, whole.length - 1)) {
      refused(write(Arrays.copyOf(whole, length)), key, Exit.FAILED, "");
    }
    byte[] changed = whole.clone();
    changed[whole.length - 100] ^= (byte) 1;
    refused(write(changed), key, Exit.FAILED, "changed or cut off");
    refused(write("hello".getBytes(UTF_8)), key, Exit.FAILED, "is no backup of Loqa");
    refused(sealed("hello".getBytes(UTF_8)), key, Exit.FAILED, "something other than a house");
    refused(folder, key, Exit.FAILED, "is no file");
  }

  @Test
  void refusesABackupOfANewerLoqa() throws IOException {
    Map<String, Object> head =
        Map.of("format", 2, "made", "2030-01-01T00:00:00Z", "data", "/x", "store", Map.of());
    refused(archive(Json.write(head), "data/pin"), key, Exit.FAILED, "newer Loqa (format 2");
  }

  @Test
  void refusesFilesThatLeadElsewhere() throws IOException {
    byte[] head = head().bytes();
    for (String path : List.of("../pin", "data/../../pin", "/etc/passwd", "data//x", "pin")) {
      refused(archive(head, path), key, Exit.FAILED, "");
    }
  }

  @Test
  void refusesEventsThatAreNotWhatTheHeadSays() throws IOException {
    refused(archive(head().bytes(), "data/events.db"), key, Exit.FAILED, "other events");
  }

  @Test
  void writesIntoNoFolderThatHoldsAnything() throws IOException {
    Path made = backup();
    file("../new/house/mine", "x");

    refused(made, key, Exit.CONFLICT, "is not empty");
    assertThat(files(back)).containsOnlyKeys("mine");
  }

  @Test
  void anEmptyFolderIsAsGoodAsNone() throws IOException {
    Path made = backup();
    Files.createDirectories(back);

    restore(made);

    assertThat(files(back)).containsKey("pin");
  }

  @Test
  void whatAKilledRestoreLeftIsRemovedByTheNext() throws IOException {
    Path made = backup();
    file("../new/.house.restoring/pin", "old");

    restore(made);

    assertThat(list(folder.resolve("new"))).containsExactly(back);
  }

  @Test
  void aDiskThatCannotBeWrittenLeavesEarlierBackups() throws IOException {
    Path earlier = backup();
    Path to = folder.resolve("none/b.age");

    assertThatThrownBy(() ->
            new Backup(new PlainStores(), CLOCK)
                .make(new Backup.Wish(house, Optional.empty(), false, readers(), to)))
        .isInstanceOf(CliException.class)
        .hasMessageContaining("earlier backups are as they were");
    restore(earlier);
  }

  @Test
  void neverWritesOverABackup() throws IOException {
    backup();

    assertThatThrownBy(this::backup).isInstanceOf(CliException.class).hasMessageContaining("there");
  }

  @Test
  void keepsTheNewestOfThisHouseAndLeavesAllElse() throws IOException {
    Path shelf = Files.createDirectory(folder.resolve("shelf"));
    for (String name :
        List.of(
            "house-20261101T000000Z.age",
            "house-20261102T000000Z.age",
            "house-20261103T000000Z.age",
            "house-notes.age",
            "other-20261101T000000Z.age",
            "house-20261101T000000Z.age.txt")) {
      Files.writeString(shelf.resolve(name), "x");
    }

    assertThat(Shelf.of(shelf, house).keep(2))
        .containsExactly(shelf.resolve("house-20261101T000000Z.age"));
    assertThat(list(shelf)).hasSize(5);
    assertThat(Shelf.of(shelf, house).place(CLOCK.instant()))
        .isEqualTo(shelf.resolve("house-20261122T081530Z.age"));
  }

  private Path backup() {
    Path to = folder.resolve("a.age");
    return new Backup(new PlainStores(), CLOCK)
        .make(new Backup.Wish(house, Optional.empty(), false, readers(), to))
        .file();
  }

  private Restore.Restored restore(Path file) {
    return new Restore(new PlainStores())
        .put(new Restore.Wish(file, List.of(key), back, Optional.empty()));
  }

  private void refused(Path file, AgeKey shown, int code, String words) throws IOException {
    boolean there = Files.exists(back);
    assertThatThrownBy(() ->
            new Restore(new PlainStores())
                .put(new Restore.Wish(file, List.of(shown), back, Optional.empty())))
        .isInstanceOfSatisfying(CliException.class, e -> assertThat(e.exitCode()).isEqualTo(code))
        .hasMessageContaining(words);
    assertThat(Files.exists(back)).isEqualTo(there);
    if (Files.exists(folder.resolve("new"))) {
      assertThat(list(folder.resolve("new"))).allMatch(back::equals);
    }
  }

  private List<AgeRecipient> readers() {
    return key.recipient().stream().toList();
  }

  private Head head() {
    return new Head(1, "2026-11-22T08:15:30Z", "/x", Map.of("events", 999L), List.of());
  }

  /// A backup made by hand: a head and one more member.
  private Path archive(byte[] head, String path) throws IOException {
    Path file = folder.resolve("made.age");
    Files.deleteIfExists(file);
    try (OutputStream out = AgeFile.encrypting(channel(file), readers());
        ArchiveWriter archive = new ArchiveWriter(out)) {
      archive.add(Head.NAME, 0600, head);
      archive.add(path, 0600, "x".getBytes(UTF_8));
      archive.finish();
    }
    return file;
  }

  private Path sealed(byte[] content) throws IOException {
    Path file = folder.resolve("sealed.age");
    try (OutputStream out = AgeFile.encrypting(channel(file), readers())) {
      out.write(content);
    }
    return file;
  }

  private static FileChannel channel(Path file) throws IOException {
    return FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
  }

  private Path write(byte[] bytes) throws IOException {
    return Files.write(folder.resolve("broken.age"), bytes);
  }

  private void file(String path, String content) throws IOException {
    Path file = house.resolve(path).normalize();
    Files.createDirectories(file.resolveSibling(".").normalize());
    Files.writeString(file, content);
  }

  private static List<Path> list(Path below) throws IOException {
    try (Stream<Path> all = Files.list(below)) {
      return all.toList();
    }
  }

  private static void move(Path from, Path to) {
    try {
      Files.move(from, to);
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }

  private static SortedMap<String, String> files(Path below) throws IOException {
    SortedMap<String, String> files = new TreeMap<>();
    try (Stream<Path> all = Files.walk(below)) {
      for (Path one : all.filter(Files::isRegularFile).toList()) {
        files.put(below.relativize(one).toString(), Files.readString(one));
      }
    }
    return files;
  }
}
