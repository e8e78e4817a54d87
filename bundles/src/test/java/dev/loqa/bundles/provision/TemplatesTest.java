package dev.loqa.bundles.provision;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.loqa.base.config.ConfigSource;
import dev.loqa.base.process.JavaProgram;
import dev.loqa.bus.pki.Identity;
import dev.loqa.bus.pki.Pki;
import dev.loqa.loqad.config.LoqaConfig;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.w3c.dom.NodeList;

/// What the nodes of the example with six machines would get, rendered once and checked by the
/// programs that would read it.
final class TemplatesTest {
  @TempDir static Path rendered = Path.of("");

  @BeforeAll
  static void render() {
    Tool.need("ansible-playbook");
    Tool.ansible(
            "ansible-playbook",
            "-i",
            "inventories/examples/house/hosts.yml",
            "tests/render.yml",
            "-e",
            "out=" + rendered)
        .ok();
  }

  @Test
  void theCoreReadsItsConfiguration() {
    LoqaConfig config =
        LoqaConfig.read(ConfigSource.read(rendered.resolve("hall/loqad.yaml"), Map.of()));

    assertThat(config.bus().servers()).containsExactly("tls://127.0.0.1:4222");
    assertThat(config.http().port()).isEqualTo(8080);
    assertThat(config.services()).isEmpty();
    assertThat(config.homeAssistant()).isPresent();
  }

  @Test
  void everyEdgeProcessReadsItsConfiguration() throws IOException {
    List<Path> files = files("edge-");
    assertThat(files).hasSizeGreaterThan(9);
    for (Path file : files) {
      String kind = file.getFileName().toString().replaceAll("^edge-|[.]yaml$", "");
      Tool checked =
          Tool.run(
              rendered,
              Map.of(),
              JavaProgram.command(
                  "edge",
                  "dev.loqa.edge.EdgeMain",
                  List.of(kind, "--check-config", "--config", file.toString())));

      assertThat(checked.ok()).as(file.toString()).contains("configuration valid");
      assertThat(Files.readString(file))
          .contains(
              folder(file).equals("hall") ? "tls://127.0.0.1:4222" : "tls://192.168.1.10:4222")
          .contains("id: " + folder(file) + "-" + kind);
    }
  }

  /// A node without a daemon has the daemon's unit file as well, and must not be judged by it.
  @Test
  void anUpdateRestartsTheUnitsOfThisNodeAndAsksThoseWhoCanTell() {
    ConfigSource core = ConfigSource.read(rendered.resolve("hall/update.yaml"), Map.of());
    ConfigSource edge = ConfigSource.read(rendered.resolve("kitchen/update.yaml"), Map.of());

    assertThat(core.root().section("update").texts("restart", List.of(), ""))
        .containsExactly(
            "systemctl",
            "try-restart",
            "loqa-nats.service",
            "loqad.service",
            "loqa-edge@tts.service");
    assertThat(core.root().section("update").text("health_url", "", ""))
        .isEqualTo("http://127.0.0.1:8080/readyz");
    assertThat(edge.root().section("update").texts("restart", List.of(), ""))
        .containsExactly(
            "systemctl",
            "try-restart",
            "loqa-edge@stt.service",
            "loqa-edge@tts.service",
            "loqa-edge@satellite.service");
    assertThat(edge.root().section("update").text("health_url", "none", "")).isEmpty();
    assertThat(edge.root().section("update").texts("check", List.of(), "").getLast())
        .contains("loqa-edge@stt.service loqa-edge@tts.service loqa-edge@satellite.service;");
  }

  @Test
  void theBusReadsItsConfiguration() throws IOException {
    Path server = Path.of(System.getenv().getOrDefault("LOQA_NATS_SERVER", "/nowhere"));
    assumeTrue(
        Files.isExecutable(server),
        "LOQA_NATS_SERVER names no nats-server: what it reads is left out");
    Path folder = Files.createDirectories(rendered.resolve("bus"));
    Identity bus = Pki.open(folder.resolve("pki"), Clock.systemUTC()).server(List.of());
    assertThat(bus.certificate()).exists();
    Files.writeString(
        folder.resolve("nats.conf"),
        Files.readString(rendered.resolve("hall/nats/nats.conf"))
            .replace("/run/loqa-nats/pki", folder.resolve("pki").toString())
            .replace("/var/lib/loqa-nats", folder.resolve("data").toString()));
    Files.writeString(
        folder.resolve("rights.conf"),
        "accounts { CORE { jetstream: enabled, users: [] }, SYS {} }\nsystem_account: SYS\n");

    String said =
        Tool.run(
                folder,
                Map.of(),
                List.of(server.toString(), "-t", "-c", folder.resolve("nats.conf").toString()))
            .ok();

    assertThat(said).contains("configuration file").contains("is valid");
    assertThat(Files.readString(folder.resolve("nats.conf")))
        .as("health is asked for over the bus")
        .doesNotContain("http:");
  }

  /// The name of the folder that a rendered file lies in.
  private static String folder(Path file) {
    return Objects.requireNonNull(file.getParent()).getFileName().toString();
  }

  /// A drop-in takes nothing of the hardening back but devices, where a kind needs one.
  @Test
  void dropInsLeaveTheHardeningAlone() throws IOException {
    List<Path> dropIns = files("node.conf");
    assertThat(dropIns).hasSizeGreaterThan(12);
    for (Path dropIn : dropIns) {
      String unit = folder(dropIn);
      List<String> lines =
          Files.readAllLines(dropIn).stream()
              .filter(line -> !line.startsWith("#") && !line.isBlank())
              .toList();
      assertThat(lines.getFirst()).isEqualTo("[Service]");
      assertThat(lines.get(1)).startsWith("MemoryMax=");
      List<String> more = new ArrayList<>(lines.subList(2, lines.size()));
      if (unit.equals("loqad.service.d")) {
        assertThat(more)
            .containsExactly(
                "LoadCredential=loqa.home-assistant.token:/etc/loqa/credentials/loqa.home-assistant.token");
      } else if (unit.contains("satellite")) {
        assertThat(more)
            .containsExactly(
                "PrivateDevices=no", "DeviceAllow=char-alsa rw", "SupplementaryGroups=audio");
      } else if (!more.isEmpty()) {
        assertThat(dropIn.toString())
            .as("a node with a graphics processor")
            .matches(".*/(study|living)/.*");
        assertThat(more).contains("DeviceAllow=char-nvidia rw");
      }
    }
  }

  /// launchd reads property lists; a home folder may have a blank and an ampersand in its name.
  @Test
  void aMacsAgentsAreWholePropertyLists() throws Exception {
    for (String agent : List.of("loqad", "edge")) {
      DocumentBuilderFactory factory = DocumentBuilderFactory.newInstance();
      factory.setFeature("http://apache.org/xml/features/nonvalidating/load-external-dtd", false);
      NodeList words =
          factory
              .newDocumentBuilder()
              .parse(rendered.resolve("hall/" + agent + ".plist").toFile())
              .getElementsByTagName("array")
              .item(0)
              .getChildNodes();
      List<String> command = new ArrayList<>();
      for (int i = 0; i < words.getLength(); i++) {
        if (words.item(i).getNodeName().equals("string")) {
          command.add(words.item(i).getTextContent());
        }
      }

      assertThat(command)
          .containsSequence(
              "--config", "/Users/ada & eve/Library/Application Support/Loqa/" + agent + ".yaml");
    }
  }

  private static List<Path> files(String begins) throws IOException {
    try (Stream<Path> all = Files.walk(rendered)) {
      return all.filter(file -> file.getFileName().toString().startsWith(begins))
          .filter(Files::isRegularFile)
          .sorted()
          .toList();
    }
  }
}
