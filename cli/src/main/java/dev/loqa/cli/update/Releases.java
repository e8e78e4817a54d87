package dev.loqa.cli.update;

import dev.loqa.base.files.DurableFiles;
import dev.loqa.base.json.Json;
import dev.loqa.base.json.JsonException;
import dev.loqa.cli.api.CliException;
import dev.loqa.cli.api.Exit;
import dev.loqa.cli.release.ReleaseFiles;
import dev.loqa.cli.release.ReleaseName;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/// The folder of releases, `/opt/loqa`:
///
/// ```
/// releases/VERSION/      a release; .proven in it: it passed its smoke test here
/// active                 a link to releases/VERSION, replaced by a rename
/// .pending               a switch that began (JSON of Pending)
/// refused/VERSION        the SHA-256 of a bundle that is not tried again, and why
/// .fetched/              bundles that were fetched
/// .lock                  held by whoever changes any of this
/// ```
///
/// What is half there has another name: `releases/.part-VERSION` comes, `releases/.old-VERSION`
/// goes. Used by one thread of the process that holds the lock; only looking needs no lock.
final class Releases {
  private static final int KEPT = 5;
  private static final String PART = ".part-";
  private static final String OLD = ".old-";

  private final Path root;

  Releases(Path root) {
    this.root = root.toAbsolutePath().normalize();
  }

  Path root() {
    return root;
  }

  /// Where fetched bundles lie.
  Path fetched() {
    return root.resolve(".fetched");
  }

  /// The folder of a release.
  Path folder(String version) {
    return root.resolve("releases").resolve(version);
  }

  /// A folder for what is unpacked, empty.
  Path part(String version) throws IOException {
    Path part = root.resolve("releases").resolve(PART + version);
    DurableFiles.removeFolder(part);
    return Files.createDirectories(part);
  }

  /// Puts what was unpacked at its place; a release of that name that was there goes.
  void place(Path part, String version) throws IOException {
    remove(version);
    DurableFiles.settle(part);
    DurableFiles.move(part, folder(version));
  }

  /// Every release that passed its smoke test here, the newest first.
  List<String> proven() throws IOException {
    return versions().stream()
        .filter(this::isProven)
        .sorted(ReleaseName.OLDEST_FIRST.reversed())
        .toList();
  }

  boolean isProven(String version) {
    return Files.isRegularFile(folder(version).resolve(ReleaseFiles.PROVEN));
  }

  /// The SHA-256 of the bundle that a proven release was made of.
  Optional<String> provenOf(String version) throws IOException {
    return isProven(version)
        ? Optional.of(Files.readString(folder(version).resolve(ReleaseFiles.PROVEN)).strip())
        : Optional.empty();
  }

  void prove(String version, String sha256) throws IOException {
    DurableFiles.write(folder(version).resolve(ReleaseFiles.PROVEN), sha256 + "\n");
  }

  /// The release that `active` names.
  Optional<String> active() throws IOException {
    Path link = root.resolve("active");
    return Files.isSymbolicLink(link)
        ? Optional.of(String.valueOf(Files.readSymbolicLink(link).getFileName()))
        : Optional.empty();
  }

  /// Makes another release the active one, in one step: whoever reads `active` meanwhile sees the
  /// one or the other.
  void flip(String version) throws IOException {
    Path next = root.resolve(".active-next");
    Files.deleteIfExists(next);
    Files.createSymbolicLink(next, Path.of("releases", version));
    DurableFiles.move(next, root.resolve("active"));
  }

  Optional<Pending> pending() {
    Path file = root.resolve(".pending");
    try {
      return Optional.of(Json.read(Files.readAllBytes(file), Pending.class));
    } catch (NoSuchFileException e) {
      return Optional.empty();
    } catch (IOException | JsonException e) {
      throw new CliException(
          Exit.FAILED,
          file
              + " cannot be used ("
              + e.getMessage()
              + "): look whether "
              + root.resolve("active")
              + " is the release you want, then remove the file",
          e);
    }
  }

  void begin(Pending pending) throws IOException {
    DurableFiles.write(root.resolve(".pending"), Json.text(pending) + "\n");
  }

  void settled() throws IOException {
    DurableFiles.remove(root.resolve(".pending"));
  }

  /// Remembers that a release is not to be tried again.
  ///
  /// @param sha256 of its bundle; another bundle of that name is tried
  void refuse(String version, String sha256, String why) throws IOException {
    Files.createDirectories(root.resolve("refused"));
    DurableFiles.write(root.resolve("refused").resolve(version), sha256 + "\n" + why + "\n");
  }

  /// Why this bundle is not tried again.
  Optional<String> refusal(String version, String sha256) throws IOException {
    Path file = root.resolve("refused").resolve(version);
    if (!Files.isRegularFile(file)) {
      return Optional.empty();
    }
    List<String> lines = Files.readAllLines(file);
    return lines.size() > 1 && lines.getFirst().equals(sha256)
        ? Optional.of(String.join(" ", lines.subList(1, lines.size())))
        : Optional.empty();
  }

  /// Releases that were refused.
  List<String> refused() throws IOException {
    return names(root.resolve("refused")).filter(name -> !name.startsWith(".")).sorted().toList();
  }

  String whyRefused(String version) throws IOException {
    List<String> lines = Files.readAllLines(root.resolve("refused").resolve(version));
    return String.join(" ", lines.subList(Math.min(1, lines.size()), lines.size()));
  }

  void forgive(String version) throws IOException {
    DurableFiles.remove(root.resolve("refused").resolve(version));
  }

  /// Removes what an update that was killed left half done, and releases that were never proven.
  void tidy() throws IOException {
    Path releases = Files.createDirectories(root.resolve("releases"));
    for (String name : names(releases).toList()) {
      if (name.startsWith(PART) || name.startsWith(OLD)) {
        DurableFiles.removeFolder(releases.resolve(name));
      }
    }
    Optional<String> active = active();
    for (String version : versions()) {
      if (!isProven(version) && !active.equals(Optional.of(version))) {
        remove(version);
      }
    }
  }

  /// Keeps five proven releases: the active one and the newest of the others.
  void prune(Optional<String> alsoKept) throws IOException {
    String active = active().orElse("");
    List<String> others =
        proven().stream()
            .filter(version -> !version.equals(active))
            .sorted(Comparator.comparing((String v) -> !alsoKept.equals(Optional.of(v))))
            .toList();
    for (String version : others.subList(Math.min(KEPT - 1, others.size()), others.size())) {
      remove(version);
    }
  }

  /// Removes a release; half of one is never seen under its name.
  void remove(String version) throws IOException {
    Path folder = folder(version);
    if (Files.exists(folder, LinkOption.NOFOLLOW_LINKS)) {
      Path old = root.resolve("releases").resolve(OLD + version);
      DurableFiles.removeFolder(old);
      DurableFiles.move(folder, old);
      DurableFiles.removeFolder(old);
    }
  }

  private List<String> versions() throws IOException {
    return names(root.resolve("releases")).filter(ReleaseName::isVersion).toList();
  }

  private static Stream<String> names(Path folder) throws IOException {
    if (!Files.isDirectory(folder)) {
      return Stream.empty();
    }
    try (Stream<Path> all = Files.list(folder)) {
      return all.map(one -> String.valueOf(one.getFileName())).toList().stream();
    }
  }
}
