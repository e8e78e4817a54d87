package dev.loqa.bundles.provision;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class PlaybooksTest {
  @TempDir Path folder = Path.of("");

  @Test
  void passTheProductionProfileOfAnsibleLint() {
    Tool.need("ansible-lint");

    String said =
        Tool.ansible("ansible-lint", "--nocolor", "-p", "playbooks", "roles", "inventories").ok();

    assertThat(said).contains("Passed with production profile");
  }

  @Test
  void everyPlaybookIsRightInEveryExample() throws IOException {
    Tool.need("ansible-playbook");
    List<Path> playbooks = in(Tool.ANSIBLE.resolve("playbooks"));
    List<Path> examples = in(Tool.ANSIBLE.resolve("inventories/examples"));
    assertThat(playbooks).isNotEmpty();
    assertThat(examples).hasSizeGreaterThan(2);
    for (Path example : examples) {
      List<String> command =
          new ArrayList<>(
              List.of("ansible-playbook", "--syntax-check", "-i", example + "/hosts.yml"));
      playbooks.forEach(playbook -> command.add(playbook.toString()));

      String said = Tool.ansible(command.toArray(String[]::new)).ok();

      playbooks.forEach(playbook -> assertThat(said).contains("playbook: " + playbook));
    }
  }

  /// Each host stops before anything is done to it, and says which host, what, and what to do.
  @Test
  void whatIsMissingOrWrongInAnInventoryIsNamed() throws IOException {
    Tool.need("ansible-playbook");

    String said =
        stopped(
            """
            core:
              hosts:
                core1: {loqa_node: core, loqa_services: [tts]}
            edge:
              hosts:
                nameless: {loqa_services: [stt]}
                odd: {loqa_node: Küche, loqa_services: [stt]}
                twin: {loqa_node: core, loqa_services: [stt]}
                idle: {loqa_node: idle}
                word: {loqa_node: word, loqa_services: stt}
                painter: {loqa_node: painter, loqa_services: [], loqa_gpu: amd}
                ears: {loqa_node: ears, loqa_services: [ears]}
                timeless: {loqa_node: timeless, loqa_services: [], loqa_version: ""}
            """);

    assertThat(said)
        .contains(
            "painter: loqa_gpu is 'amd': use none, nvidia or dri",
            "nameless: loqa_node is not set: give the host a name of its own",
            "odd: loqa_node is 'Küche': use 1 to 32 characters of a-z",
            "twin: loqa_node 'core' is also the name of core1: give each host its own",
            "idle: loqa_services is not set: list what runs there",
            "word: loqa_services is no list: list what runs there",
            "ears: loqa_services names ears: use stt, tts, llm and satellite",
            "timeless: loqa_version is not set: name the release to install");
  }

  @Test
  void aHouseWithoutACoreIsNamed() throws IOException {
    Tool.need("ansible-playbook");

    assertThat(stopped("edge: {hosts: {kitchen: {loqa_node: kitchen, loqa_services: []}}}\n"))
        .contains("group core: it has 0 hosts: a house has one core");
  }

  private String stopped(String groups) throws IOException {
    Path hosts = folder.resolve("hosts.yml");
    Files.writeString(
        hosts,
        """
        all:
          vars:
            ansible_connection: local
            ansible_become: false
            ansible_python_interpreter: "{{ ansible_playbook_python }}"
            loqa_version: 1
            loqa_bundles: /nowhere
            loqa_release_key: /nowhere/release.pub
          children:
        """
            + groups.indent(4));

    Tool stopped = Tool.ansible("ansible-playbook", "-i", hosts.toString(), "playbooks/site.yml");

    assertThat(stopped.code()).as(stopped.output()).isNotZero();
    assertThat(stopped.output()).doesNotContain("Check the machine]");
    return stopped.output().replaceAll("\\s+", " ");
  }

  private static List<Path> in(Path folder) throws IOException {
    try (Stream<Path> all = Files.list(folder)) {
      return all.sorted().toList();
    }
  }
}
