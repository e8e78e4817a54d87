package dev.loqa.bundles.launcher;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/// A machine that does not exist: its own checkout of the launcher, home folder, `/` and a PATH
/// that holds the basic tools and whatever a test puts there. Every fake program notes its calls.
final class FakeMachine {
  private static final Path PROJECT = Path.of(System.getProperty("loqa.root", ".."));
  private static final Path FLAGS = Path.of("base/src/main/resources/dev/loqa/base/process");
  private static final Duration LIMIT = Duration.ofSeconds(60);
  private static final Set<String> BASICS =
      Set.of(
          ("sh sed awk grep head tail mkdir mv rm ln cat cut find env timeout chmod readlink touch tee tar"
                  + " gzip ls sha256sum dirname cp tr date sleep")
              .split(" "));

  final Path checkout;
  final Path home;
  final Path system;
  private final Path bin;
  private final Path calls;
  private final Map<String, String> environment = new HashMap<>();

  /// An empty Linux machine inside `folder`: nothing that Loqa needs is there.
  FakeMachine(Path folder) {
    checkout = made(folder.resolve("check out"));
    home = made(folder.resolve("home"));
    system = made(folder.resolve("system"));
    bin = made(folder.resolve("bin"));
    calls = folder.resolve("calls");
    write(calls, "");
    copy(PROJECT.resolve("loqa"), checkout.resolve("loqa"));
    try (Stream<Path> parts = Files.list(PROJECT.resolve("launcher"))) {
      Path into = made(checkout.resolve("launcher"));
      parts
          .filter(Files::isRegularFile)
          .forEach(part -> copy(part, into.resolve(part.getFileName())));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    copy(
        PROJECT.resolve(FLAGS).resolve("java.flags"),
        made(checkout.resolve(FLAGS)).resolve("java.flags"));
    write(checkout.resolve("pom.xml"), "<project/>");
    BASICS.forEach(this::basic);
    os("debian", "trixie");
    hardware("Linux", "x86_64");
    user(0);
  }

  /// The same with everything there, so that `./loqa` only has to start.
  static FakeMachine complete(Path folder) {
    FakeMachine machine = new FakeMachine(folder);
    machine.jdk("25.0.1");
    machine.maven("3.9.9");
    machine.program("espeak-ng", "");
    machine.pocketsphinx();
    machine.nats("2.15.1");
    return machine;
  }

  void os(String id, String codename) {
    write(
        made(system.resolve("etc")).resolve("os-release"),
        "ID=%s\nVERSION_CODENAME=%s\nPRETTY_NAME=\"Fake %s\"\n".formatted(id, codename, codename));
  }

  void hardware(String kernel, String machine) {
    program("uname", "case $1 in -m) echo %s ;; *) echo %s ;; esac".formatted(machine, kernel));
  }

  void user(int id) {
    program("id", "case $1 in -un) echo somebody ;; *) echo %d ;; esac".formatted(id));
  }

  void jdk(String version) {
    Path jdk = made(system.resolve("usr/lib/jvm/jdk/bin"));
    script(
        jdk.resolve("java"),
        "java",
        """
        case $1 in -version) echo 'openjdk version "%s"' >&2; exit 0 ;; esac
        case "$*" in *AOTMode=create*)
          for a in "$@"; do case $a in -XX:AOTCache=*) echo cache >"${a#*=}" ;; esac; done
          exit 0 ;;
        esac
        case $1 in @*/training/cli.arguments) t=${1#@}; echo conf >"${t%%/*}/cli-1.conf" ;; esac
        printf 'JAVA'; for a in "$@"; do printf ' <%%s>' "$a"; done; echo
        echo "nats=$LOQA_NATS_SERVER omp=$OMP_WAIT_POLICY"
        exit "${FAKE_EXIT:-0}"
        """
            .formatted(version));
    script(jdk.resolve("javac"), "javac", "");
  }

  void maven(String version) {
    program(
        "mvn",
        """
        case $1 in -version) echo 'Apache Maven %s (fake)'; exit 0 ;; esac
        case "$*" in
          *package*) mkdir -p "%s/bundles/target/lib"; cd "%s/bundles/target/lib"
            : >a.jar; : >b.jar; echo '@LIB@/a.jar:@LIB@/b.jar' >class.path
            cd ../../..; mkdir -p skills/build/target/lib skills/sdk/target bundles/target/skills
            : >bundles/target/skills/timer-1.0.0.lskill
            : >skills/build/target/lib/compiler.jar; : >skills/build/target/loqa-skill-build-1.jar
            : >skills/sdk/target/loqa-skill-sdk-1.jar; : >skills/sdk/target/loqa-skill-sdk-1-tests.jar ;;
        esac
        cat "%s" 2>/dev/null
        exit "${FAKE_EXIT:-0}"
        """
            .formatted(version, checkout, checkout, home.resolve("maven-says")));
  }

  void nats(String version) {
    program("nats-server", "echo 'nats-server: v%s'".formatted(version));
  }

  /// A nats-server of `version` in a folder that is not on the PATH.
  Path natsIn(Path folder, String version) {
    Path file = made(folder).resolve("nats-server");
    script(file, "nats-server", "echo 'nats-server: v%s'".formatted(version));
    return file;
  }

  void pocketsphinx() {
    write(made(system.resolve("usr/lib/x86_64-linux-gnu")).resolve("libpocketsphinx.so.3"), "");
    write(made(system.resolve("usr/share/pocketsphinx/model/en-us/en-us")).resolve("mdef"), "");
  }

  /// A program on the PATH that notes each call and then runs `body`.
  void program(String name, String body) {
    script(bin.resolve(name), name, body);
  }

  void remove(String name) {
    try {
      Files.deleteIfExists(bin.resolve(name));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  void set(String variable, Object value) {
    environment.put(variable, value.toString());
  }

  /// The calls of fake programs so far, one a line: name and arguments.
  List<String> calls() {
    try {
      return Files.readAllLines(calls);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /// Puts a source file into the checkout, as edited an hour from now.
  void edited(String folder, String name) {
    Path file = made(checkout.resolve(folder)).resolve(name);
    write(file, "");
    try {
      Files.setLastModifiedTime(file, FileTime.from(Instant.now().plus(Duration.ofHours(1))));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  Result loqa(String... arguments) {
    return run(checkout.resolve("loqa").toString(), arguments);
  }

  /// Runs a command with this machine's PATH, home and `/`; fails when it takes longer than a
  /// minute.
  Result run(String program, String... arguments) {
    List<String> command = new ArrayList<>(List.of(program));
    command.addAll(List.of(arguments));
    try {
      Path out = Files.createTempFile(home, "out", ".txt");
      Path err = Files.createTempFile(home, "err", ".txt");
      ProcessBuilder builder = new ProcessBuilder(command);
      builder.environment().clear();
      builder.environment().putAll(Map.of("PATH", bin.toString(), "HOME", home.toString()));
      builder.environment().put("LOQA_SYSTEM", system.toString());
      builder.environment().putAll(environment);
      builder.redirectInput(ProcessBuilder.Redirect.from(Path.of("/dev/null").toFile()));
      builder.redirectOutput(out.toFile()).redirectError(err.toFile());
      Process process = builder.start();
      if (!process.waitFor(LIMIT.toSeconds(), TimeUnit.SECONDS)) {
        process.destroyForcibly();
        throw new AssertionError(command + " still ran after " + LIMIT);
      }
      return new Result(process.exitValue(), Files.readString(out), Files.readString(err));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new AssertionError(e);
    }
  }

  record Result(int exit, String out, String err) {}

  private void basic(String name) {
    for (String folder : List.of("/usr/bin", "/bin", "/usr/local/bin", "/opt/homebrew/bin")) {
      Path real = Path.of(folder, name);
      if (Files.isExecutable(real)) {
        write(bin.resolve(name), "#!/bin/sh\nexec %s \"$@\"\n".formatted(real));
        executable(bin.resolve(name));
        return;
      }
    }
  }

  private void script(Path file, String name, String body) {
    write(file, "#!/bin/sh\necho \"%s $*\" >>\"%s\"\n%s\n".formatted(name, calls, body));
    executable(file);
  }

  private static void executable(Path file) {
    if (!file.toFile().setExecutable(true)) {
      throw new AssertionError(file + " cannot be made executable");
    }
  }

  private static Path made(Path folder) {
    try {
      return Files.createDirectories(folder);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static void copy(Path from, Path to) {
    try {
      Files.copy(from, to);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static void write(Path file, String text) {
    try {
      Files.deleteIfExists(file);
      Files.writeString(file, text, StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
