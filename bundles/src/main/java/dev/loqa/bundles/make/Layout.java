package dev.loqa.bundles.make;

import dev.loqa.cli.release.BundleArchive.Member;
import dev.loqa.cli.release.Platform;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/// What lies where in a release, taken from a checkout that was built. Files are named, none is
/// copied but those that are written for the release.
final class Layout {
  /// The programs: each is the same script, which goes by its name.
  private static final List<String> PROGRAMS = List.of("loqa", "loqa-skill", "loqad", "loqa-edge");

  /// What only measures. Beginnings of names of archives.
  private static final List<String> LEFT_OUT =
      List.of("loqa-bench-", "jmh-", "jopt-simple-", "commons-math3-");

  /// Paths within a folder that is taken whole.
  private static final Pattern NOT_OF_A_RELEASE =
      Pattern.compile("target/|src/test/|tests/|(.*/)?[.]");

  private final Path checkout;
  private final Path made;
  private final SortedMap<String, Member> files = new TreeMap<>();

  /// @param made a folder for what is written
  Layout(Path checkout, Path made) {
    this.checkout = checkout;
    this.made = made;
  }

  /// Everything but what describes the release.
  SortedMap<String, Member> files(Path nats, Platform platform, Path packages) throws IOException {
    for (String program : PROGRAMS) {
      put("bin/" + program, checkout.resolve("bundles/src/main/release/start"), true);
    }
    put("java.flags", flags(), false);
    libraries();
    folder("skill-build", checkout.resolve("skills/build/target/lib"), ".jar");
    folder("skill-build", checkout.resolve("skills/build/target"), ".jar");
    folder("skill-build", checkout.resolve("skills/sdk/target"), ".jar");
    folder("packages", packages, "");
    put("pins", checkout.resolve("launcher/pins"), false);
    put("LICENSE", checkout.resolve("LICENSE"), false);
    put("CHANGELOG.md", checkout.resolve("CHANGELOG.md"), false);
    Programs.check(nats, platform);
    put("nats/nats-server", nats, true);
    Path units = checkout.resolve("bundles/systemd");
    if (Files.isDirectory(units)) {
      folder("systemd", units, "");
    }
    tree("observability");
    tree("ansible");
    return files;
  }

  /// A folder of the checkout with all below it, where there is one; without its tests and what
  /// tools keep in files with a dot.
  private void tree(String name) throws IOException {
    Path from = checkout.resolve(name);
    if (!Files.isDirectory(from)) {
      return;
    }
    try (Stream<Path> all = Files.walk(from)) {
      for (Path file : all.filter(Files::isRegularFile).sorted().toList()) {
        String path = from.relativize(file).toString();
        if (!NOT_OF_A_RELEASE.matcher(path).lookingAt()) {
          put(name + "/" + path, file, Files.isExecutable(file));
        }
      }
    }
  }

  /// A file of the release that is written for it.
  void write(String path, String text) throws IOException {
    Path file = made.resolve(path.replace('/', '-'));
    Files.writeString(file, text, StandardCharsets.UTF_8);
    put(path, file, false);
  }

  private Path flags() {
    return checkout.resolve("base/src/main/resources/dev/loqa/base/process/java.flags");
  }

  /// The libraries in Maven's order, which `lib/class.path` keeps, one a line.
  private void libraries() throws IOException {
    Path lib = checkout.resolve("bundles/target/lib");
    List<String> names =
        Arrays.stream(Files.readString(lib.resolve("class.path")).strip().split(":", -1))
            .map(entry -> entry.substring(entry.lastIndexOf('/') + 1))
            .filter(name -> LEFT_OUT.stream().noneMatch(name::startsWith))
            .toList();
    for (String name : names) {
      put("lib/" + name, lib.resolve(name), false);
    }
    write("lib/class.path", String.join("\n", names) + "\n");
  }

  private void folder(String into, Path from, String ending) throws IOException {
    if (!Files.isDirectory(from)) {
      throw new MakeException(from + " is missing: build first, with ./loqa");
    }
    try (Stream<Path> all = Files.list(from)) {
      for (Path file : all.sorted().toList()) {
        String name = String.valueOf(file.getFileName());
        if (Files.isRegularFile(file) && name.endsWith(ending) && !name.endsWith("-tests.jar")) {
          put(into + "/" + name, file, false);
        }
      }
    }
  }

  private void put(String path, Path source, boolean program) {
    if (!Files.isRegularFile(source)) {
      throw new MakeException(source + " is missing: build first, with ./loqa");
    }
    files.put(path, new Member(source, program));
  }
}
