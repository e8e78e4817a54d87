package dev.loqa.bundles.make;

import dev.loqa.cli.api.CliException;
import dev.loqa.cli.api.TemporaryFolder;
import dev.loqa.cli.release.Platform;
import dev.loqa.cli.release.ReleaseName;
import dev.loqa.skillhost.packages.KeyException;
import dev.loqa.skillhost.packages.SigningKey;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// `./loqa bundle`: what was built as one signed file that a machine can install.
public final class Main {
  private static final String HELP =
      """
      Usage: ./loqa bundle [OPTION...]
      Makes loqa-VERSION-OS-ARCH.tar.gz of this checkout, with its checksum and signature.
        --version NAME   of the release (default: Maven's); YYYY.MM.DD for a nightly one
        --for OS-ARCH    linux-amd64, linux-arm64, macos-amd64, macos-arm64 (default: this machine)
        --nats FILE      the nats-server that goes in (default: the one ./loqa found, for this machine)
        --key FILE       the release key (default: $LOQA_RELEASE_KEY); without one it is not signed
        --out DIR        where it goes (default: target/bundles)
        --new-key FILE   make a release key in FILE and its public half in FILE.pub, and end
      Example: ./loqa bundle --new-key release.key && ./loqa bundle --key release.key
      Exit code: 0 made, 1 not, 2 usage.
      """;

  private final Path checkout;
  private final Map<String, String> environment;
  private @Nullable String version;
  private Platform platform = Platform.ofThisMachine();
  private @Nullable Path nats;
  private @Nullable Path key;
  private Path out;

  private Main(Path checkout, Map<String, String> environment) {
    this.checkout = checkout;
    this.environment = environment;
    this.out = checkout.resolve("target/bundles");
  }

  public static void main(String[] words) throws IOException {
    Path checkout = Path.of(System.getProperty("loqa.root", "")).toAbsolutePath().normalize();
    System.exit(run(checkout, List.of(words), System.getenv(), System.out, System.err));
  }

  static int run(
      Path checkout,
      List<String> words,
      Map<String, String> environment,
      PrintStream out,
      PrintStream err)
      throws IOException {
    try {
      return new Main(checkout, environment).run(new ArrayDeque<>(words), out);
    } catch (IllegalArgumentException e) {
      err.println("loqa bundle: " + e.getMessage());
      return 2;
    } catch (MakeException | KeyException | CliException e) {
      err.println("loqa bundle: " + e.getMessage());
      return 1;
    }
  }

  private int run(Deque<String> words, PrintStream said) throws IOException {
    while (!words.isEmpty()) {
      String word = words.pop();
      switch (word) {
        case "--version" -> version = value(word, words);
        case "--for" -> platform = platform(value(word, words));
        case "--nats" -> nats = Path.of(value(word, words));
        case "--key" -> key = Path.of(value(word, words));
        case "--out" -> out = Path.of(value(word, words));
        case "--new-key" -> {
          return newKey(Path.of(value(word, words)), said);
        }
        case "--help", "-h" -> {
          said.print(HELP);
          return 0;
        }
        default -> throw new IllegalArgumentException(word + " is not known: see --help");
      }
    }
    return make(said);
  }

  private int make(PrintStream said) throws IOException {
    ReleaseName name = new ReleaseName(version == null ? mavens() : version, platform);
    Optional<SigningKey> signing = keyFile().map(SigningKey::load);
    try (TemporaryFolder work = TemporaryFolder.make("loqa-bundle-")) {
      Path bundle = new BundleMaker(checkout, out, work.path()).make(name, nats(), signing);
      said.printf("%s, %.1f MB%n", bundle, Files.size(bundle) / 1e6);
    }
    said.println(
        signing
            .map(key -> "signed by " + key.publisher())
            .orElse(
                "not signed, so no machine will install it: make a key with ./loqa bundle"
                    + " --new-key FILE, then give --key FILE"));
    return 0;
  }

  private Optional<Path> keyFile() {
    String named = environment.getOrDefault("LOQA_RELEASE_KEY", "");
    return Optional.ofNullable(key)
        .or(() -> named.isEmpty() ? Optional.empty() : Optional.of(Path.of(named)));
  }

  private Path nats() {
    String found = environment.getOrDefault("LOQA_NATS_SERVER", "");
    if (nats != null) {
      return nats;
    }
    if (found.isEmpty()) {
      throw new MakeException("no nats-server is known: give one with --nats FILE");
    }
    return Path.of(found);
  }

  private static int newKey(Path file, PrintStream said) throws IOException {
    SigningKey made = SigningKey.generate();
    made.save(file);
    Path half = file.resolveSibling(file.getFileName() + ".pub");
    Files.writeString(half, made.publisher().fingerprint() + "\n");
    said.println("the release key is in " + file + " (secret: keep a copy where no machine is)");
    said.println(
        "its public half is in " + half + ": each machine wants it as /etc/loqa/release.pub");
    return 0;
  }

  /// Maven's version, as the archive of the commands has it in its name.
  private String mavens() throws IOException {
    String before = "loqa-cli-";
    String path = Files.readString(checkout.resolve("bundles/target/lib/class.path"));
    for (String entry : path.strip().split(":", -1)) {
      String jar = entry.substring(entry.lastIndexOf('/') + 1);
      if (jar.startsWith(before) && jar.endsWith(".jar")) {
        return jar.substring(before.length(), jar.length() - ".jar".length());
      }
    }
    throw new MakeException(checkout + " is not built: run ./loqa first");
  }

  private static Platform platform(String word) {
    return switch (word) {
      case "linux-amd64", "linux-arm64", "macos-amd64", "macos-arm64" ->
          new Platform(word.substring(0, 5), word.substring(6));
      default ->
          throw new IllegalArgumentException(
              "--for " + word + ": give linux-amd64, linux-arm64, macos-amd64 or macos-arm64");
    };
  }

  private static String value(String option, Deque<String> words) {
    if (words.isEmpty()) {
      throw new IllegalArgumentException(option + " needs a value: see --help");
    }
    return words.pop();
  }
}
