package dev.loqa.bundles.make;

import static org.assertj.core.api.Assertions.assertThat;

import dev.loqa.base.json.Json;
import dev.loqa.cli.release.Bundle;
import dev.loqa.cli.release.BundleArchive;
import dev.loqa.cli.release.ReleaseFiles;
import dev.loqa.cli.release.ReleaseInfo;
import dev.loqa.cli.release.ReleaseKeys;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// `./loqa bundle` on a checkout of a few small files, and what lies in the bundle.
final class BundleMakerTest {
  private static final Path PROJECT = Path.of(System.getProperty("loqa.root", ".."));
  private static final String FLAGS = "base/src/main/resources/dev/loqa/base/process/java.flags";

  @TempDir private Path folder;
  private Path checkout;
  private Path key;
  private Path nats;
  private final ByteArrayOutputStream said = new ByteArrayOutputStream();

  @BeforeEach
  void aCheckout() throws IOException {
    checkout = folder.resolve("check out");
    for (String real :
        List.of(
            "bundles/src/main/release/start", FLAGS, "launcher/pins", "LICENSE", "CHANGELOG.md")) {
      copy(real);
    }
    for (String name : systemd()) {
      copy("bundles/systemd/" + name);
    }
    jar("bundles/target/lib/loqa-cli-0.1.0.jar");
    jar("bundles/target/lib/guava-33.3.1-jre.jar");
    jar("bundles/target/lib/jmh-core-1.37.jar");
    write(
        "bundles/target/lib/class.path",
        "@LIB@/loqa-cli-0.1.0.jar:@LIB@/jmh-core-1.37.jar:@LIB@/guava-33.3.1-jre.jar");
    write(
        "bundles/target/lib/dependencies",
        "   com.google.guava:guava:jar:33.3.1-jre:compile -- module com.google.common [auto]\n");
    for (String path : List.of("playbooks/site.yml", "roles/a/tasks/main.yml")) {
      write("ansible/" + path, "---\n");
    }
    for (String path : List.of("tests/render.yml", ".lint", ".cache/x", "roles/.x/y")) {
      write("ansible/" + path, "not of a release\n");
    }
    jar("skills/build/target/lib/teavm-core-0.13.1.jar");
    jar("skills/build/target/loqa-skill-build-0.1.0.jar");
    jar("skills/sdk/target/loqa-skill-sdk-0.1.0.jar");
    jar("skills/sdk/target/loqa-skill-sdk-0.1.0-tests.jar");
    nats = elf(62);
    key = folder.resolve("release.key");
    assertThat(bundle("--new-key", key.toString())).isZero();
  }

  @Test
  void twoMakingsAreTheSameBytes() throws IOException {
    assertThat(make("one")).isZero();
    assertThat(make("two")).isZero();

    for (String ending : List.of(".tar.gz", ".tar.gz.sha256", ".tar.gz.sig")) {
      assertThat(made("two", ending)).hasSameBinaryContentAs(made("one", ending));
    }
  }

  @Test
  void aMachineWithTheKeyBelievesItAndFindsWhatAReleaseNeeds() throws IOException {
    assertThat(make("out")).isZero();

    Bundle bundle = Bundle.verify(made("out", ".tar.gz"), ReleaseKeys.read(Path.of(key + ".pub")));
    Path release = Files.createDirectory(folder.resolve("release"));
    BundleArchive.unpack(bundle.file(), bundle.name(), release);

    ReleaseFiles.check(release);
    assertThat(ReleaseInfo.in(release).name()).isEqualTo(bundle.name());
    assertThat(release.resolve("bin/loqad")).isExecutable();
    assertThat(release.resolve("nats/nats-server")).isExecutable();
    assertThat(release.resolve("lib/class.path"))
        .hasContent("loqa-cli-0.1.0.jar\nguava-33.3.1-jre.jar");
    assertThat(release.resolve("systemd").toFile().list()).containsExactlyInAnyOrder(systemd());
    assertThat(Files.readAllLines(release.resolve("files.sha256")))
        .extracting(line -> line.replaceFirst("^.*  ", ""))
        .filteredOn(path -> path.startsWith("ansible/"))
        .containsExactlyInAnyOrder("ansible/playbooks/site.yml", "ansible/roles/a/tasks/main.yml");
    assertThat(release.resolve("lib/jmh-core-1.37.jar")).doesNotExist();
    assertThat(release.resolve("skill-build/loqa-skill-sdk-0.1.0-tests.jar")).doesNotExist();
    assertThat(folder.resolve("out/latest-linux-amd64"))
        .hasContent(bundle.file().getFileName() + " " + Files.size(bundle.file()));
    Map<String, Object> sbom = Json.readObject(Files.readAllBytes(release.resolve(Sbom.FILE)));
    assertThat(sbom).containsEntry("bomFormat", "CycloneDX").containsEntry("specVersion", "1.6");
    assertThat(String.valueOf(sbom.get("components")))
        .contains("pkg:maven/com.google.guava/guava@33.3.1-jre")
        .contains(ReleaseFiles.sha256(release.resolve("nats/nats-server")))
        .doesNotContain("jmh");
  }

  @Test
  void aNatsServerForAnotherProcessorIsRefused() throws IOException {
    nats = elf(183);

    assertThat(make("out")).isEqualTo(1);
    assertThat(said.toString(StandardCharsets.UTF_8)).contains("is for linux-arm64");
    assertThat(bundle("--nats", nats.toString(), "--for", "linux-arm64", "--out", folder + "/arm"))
        .isZero();
    assertThat(folder.resolve("arm/loqa-0.1.0-linux-arm64.tar.gz")).isRegularFile();
    assertThat(said.toString(StandardCharsets.UTF_8)).contains("not signed");
  }

  @Test
  void aVersionThatIsNoNameAndAnUnknownWordAreRefused() throws IOException {
    assertThat(bundle("--version", "../x")).isEqualTo(2);
    assertThat(bundle("--sign")).isEqualTo(2);
  }

  @Test
  void aProgramStartsFromWhereItLiesWithWhatWasWrittenDownForThere() throws Exception {
    assertThat(make("out")).isZero();
    Bundle bundle = Bundle.verify(made("out", ".tar.gz"), ReleaseKeys.read(Path.of(key + ".pub")));
    Path home = Files.createDirectory(folder.resolve("a release")).toRealPath();
    BundleArchive.unpack(bundle.file(), bundle.name(), home);
    Path link = Files.createSymbolicLink(folder.resolve("loqad"), home.resolve("bin/loqad"));

    String plain = started(link, "--data", "d d");
    assertThat(plain)
        .contains("<@" + home + "/java.flags>")
        .contains("<-Dloqa.root=" + home + ">")
        .contains("<" + home + "/lib/loqa-cli-0.1.0.jar:" + home + "/lib/guava-33.3.1-jre.jar>")
        .contains("<dev.loqa.loqad.Main> <--packages> <" + home + "/packages> <--data> <d d>")
        .contains("nats=" + home + "/nats/nats-server");

    Files.writeString(home.resolve("loqad.arguments"), "-Dloqa.root=\"" + home + "\"\n");
    assertThat(started(link)).contains("<@" + home + "/loqad.arguments> <dev.loqa.loqad.Main>");
    Files.writeString(home.resolve("loqad.arguments"), "-Dloqa.root=\"/elsewhere\"\n");
    assertThat(started(link)).contains("<@" + home + "/java.flags>");
  }

  /// The names of the units that the project has.
  private static String[] systemd() {
    String[] names = PROJECT.resolve("bundles/systemd").toFile().list();
    assertThat(names).contains("loqa-edge@.service");
    return names == null ? new String[0] : names;
  }

  /// What a java that only prints says when this is started.
  private String started(Path program, String... arguments) throws Exception {
    Path java = Files.createDirectories(folder.resolve("jdk/bin")).resolve("java");
    Files.writeString(folder.resolve("jdk/release"), "JAVA_VERSION=\"25.0.1\"\n");
    Files.writeString(
        java,
        "#!/bin/sh\nfor a in \"$@\"; do printf ' <%s>' \"$a\"; done\necho \" nats=$LOQA_NATS_SERVER\"\n");
    assertThat(java.toFile().setExecutable(true)).isTrue();
    List<String> command = new ArrayList<>(List.of(program.toString()));
    command.addAll(List.of(arguments));
    ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
    builder.environment().put("LOQA_JAVA", java.toString());
    builder.environment().remove("LOQA_NATS_SERVER");
    Process process = builder.start();
    String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(process.waitFor(30, TimeUnit.SECONDS)).isTrue();
    return output;
  }

  private int make(String out) throws IOException {
    return bundle(
        "--nats",
        nats.toString(),
        "--for",
        "linux-amd64",
        "--key",
        key.toString(),
        "--out",
        folder.resolve(out).toString());
  }

  private int bundle(String... words) throws IOException {
    PrintStream print = new PrintStream(said, true, StandardCharsets.UTF_8);
    return Main.run(checkout, List.of(words), Map.of(), print, print);
  }

  private Path made(String out, String ending) {
    return folder.resolve(out).resolve("loqa-0.1.0-linux-amd64" + ending);
  }

  private Path elf(int machine) throws IOException {
    byte[] head = new byte[64];
    System.arraycopy(new byte[] {0x7f, 'E', 'L', 'F'}, 0, head, 0, 4);
    head[18] = (byte) machine;
    return Files.write(folder.resolve("nats-" + machine), head);
  }

  private void copy(String path) throws IOException {
    Path to = checkout.resolve(path);
    Files.createDirectories(to.resolve("..").normalize());
    Files.copy(PROJECT.resolve(path), to);
  }

  private void jar(String path) throws IOException {
    Path to = checkout.resolve(path);
    Files.createDirectories(to.resolve("..").normalize());
    new ZipOutputStream(Files.newOutputStream(to)).close();
  }

  private void write(String path, String text) throws IOException {
    Path to = checkout.resolve(path);
    Files.createDirectories(to.resolve("..").normalize());
    Files.writeString(to, text);
  }
}
