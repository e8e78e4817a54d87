package dev.loqa.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.loqa.bus.pki.Identity;
import dev.loqa.cli.api.Exit;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// `loqa node` as a person or a playbook types it, without a running Loqa.
final class NodeCommandTest {
  @TempDir private Path folder;

  private Run node(String command, String... more) {
    String[] words = new String[more.length + 2];
    words[0] = "node";
    words[1] = command;
    System.arraycopy(more, 0, words, 2, more.length);
    return Run.loqa(words);
  }

  private String at(String name) {
    return folder.resolve(name).toString();
  }

  private Run enroll(String id, String roles, String... more) {
    String[] words = new String[more.length + 9];
    String[] head = {
      id,
      "--roles",
      roles,
      "--request",
      at("pki/" + id + ".csr"),
      "--authority",
      at("authority"),
      "--out",
      at(id + ".crt")
    };
    System.arraycopy(head, 0, words, 0, head.length);
    System.arraycopy(more, 0, words, head.length, more.length);
    return node("enroll", words);
  }

  @Test
  void goesFromARequestToAnIdentityAndTwiceIsTheSame() throws IOException {
    assertThat(node("request", "kitchen", "--pki", at("pki")).out())
        .contains("request written", "loqa node enroll kitchen");
    byte[] request = Files.readAllBytes(folder.resolve("pki/kitchen.csr"));
    assertThat(enroll("kitchen", "stt,tts").out()).contains("kitchen may come in as stt, tts");
    assertThat(
            node("accept", "kitchen", "--certificate", at("kitchen.crt"), "--pki", at("pki")).out())
        .contains("kitchen has its certificate");
    Identity.in(folder.resolve("pki"), "kitchen");
    byte[] first = Files.readAllBytes(folder.resolve("kitchen.crt"));

    assertThat(node("request", "kitchen", "--pki", at("pki")).out()).contains("was there already");
    Run again = enroll("kitchen", "tts,stt", "--json");
    assertThat(again.out()).contains("\"changed\":false");
    assertThat(folder.resolve("kitchen.crt")).hasBinaryContent(first);
    assertThat(folder.resolve("pki/kitchen.csr")).hasBinaryContent(request);
    assertThat(
            PosixFilePermissions.toString(
                Files.getPosixFilePermissions(folder.resolve("pki/kitchen.key"))))
        .isEqualTo("rw-------");
  }

  @Test
  void renewsWithANewKeyWhileTheOldPairStaysInUse() throws IOException {
    node("request", "kitchen", "--pki", at("pki"));
    enroll("kitchen", "stt");
    node("accept", "kitchen", "--certificate", at("kitchen.crt"), "--pki", at("pki"));
    byte[] oldKey = Files.readAllBytes(folder.resolve("pki/kitchen.key"));

    node("request", "kitchen", "--pki", at("pki"), "--renew");
    assertThat(folder.resolve("pki/kitchen.key")).hasBinaryContent(oldKey);
    Run other = enroll("kitchen", "stt");
    assertThat(other.code()).isEqualTo(Exit.CONFLICT);
    assertThat(other.err()).contains("loqa node rotate kitchen");
    Run rotated =
        node(
            "rotate",
            "kitchen",
            "--request",
            at("pki/kitchen.csr"),
            "--authority",
            at("authority"),
            "--out",
            at("kitchen.crt"));
    assertThat(rotated.code()).isZero();
    node("accept", "kitchen", "--certificate", at("kitchen.crt"), "--pki", at("pki"));

    assertThat(Files.readAllBytes(folder.resolve("pki/kitchen.key"))).isNotEqualTo(oldKey);
    assertThat(folder.resolve("pki/kitchen.next.key")).doesNotExist();
  }

  @Test
  void writesTheRightsOfThoseWhoAreInForAServerOfItsOwn() {
    node("request", "bus", "--pki", at("pki"));
    node("request", "loqad", "--pki", at("pki"));
    node("request", "kitchen-stt", "--pki", at("pki"));
    assertThat(enroll("bus", "bus", "--hosts", "nats.home,192.168.1.4").code()).isZero();
    Run bus = node("accept", "bus", "--certificate", at("bus.crt"), "--pki", at("pki"));
    assertThat(bus.code()).as(bus.err()).isZero();
    assertThat(folder.resolve("pki/bus.crt")).exists();
    assertThat(enroll("loqad", "loqad").code()).isZero();
    assertThat(enroll("kitchen-stt", "stt").code()).isZero();

    String both = node("bus-config", "--authority", at("authority")).out();
    assertThat(both)
        .contains("spiffe://loqa/node/loqad", "spiffe://loqa/node/kitchen-stt", "system_account")
        .doesNotContain("spiffe://loqa/bus");
    assertThat(node("revoke", "kitchen-stt", "--authority", at("authority")).out())
        .contains("kitchen-stt is out", "systemctl reload");
    assertThat(node("bus-config", "--authority", at("authority")).out())
        .doesNotContain("kitchen-stt");
  }

  @Test
  void refusesWithThingFaultAndWayOut() {
    node("request", "kitchen", "--pki", at("pki"));
    assertThat(enroll("kitchen", "stt,cook").err()).contains("\"cook\"", "use stt, tts");
    assertThat(enroll("kitchen", "bus").err()).contains("the id bus and the role bus");
    Run nowhere = node("revoke", "kitchen", "--authority", at("elsewhere"));
    assertThat(nowhere.code()).isEqualTo(Exit.FAILED);
    assertThat(nowhere.err()).contains("has no authority's key");
    assertThat(folder.resolve("elsewhere")).doesNotExist();
    assertThat(node("request", "../x", "--pki", at("pki")).err()).contains("use 1 to 64");
    assertThat(node("revoke", "hall").code()).isEqualTo(Exit.UNAVAILABLE);
    enroll("kitchen", "stt");
    node("request", "other", "--pki", at("pki"));
    Run mixed = node("accept", "other", "--certificate", at("kitchen.crt"), "--pki", at("pki"));
    assertThat(mixed.err()).contains("it is another node's");
  }
}
