package dev.loqa.bundles.whole;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.loqa.base.json.Json;
import dev.loqa.bundles.Until;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// A disk that fills up under a running house.
final class FullDiskTest {
  @TempDir private Path folder;

  @BeforeEach
  void mount() throws IOException, InterruptedException {
    assumeTrue(Root.is(), "only root can mount a small disk");
    assumeTrue(
        Root.run("mount", "-t", "tmpfs", "-o", "size=48m,mode=700", "loqa-test", folder.toString()),
        "this machine does not let root mount a small disk");
  }

  @AfterEach
  void unmount() throws IOException, InterruptedException {
    Root.run("umount", "-l", folder.toString());
  }

  @Test
  void doesNothingItCannotRememberSaysSoAndRecovers() throws IOException {
    try (House house = House.start(folder.resolve("data"), House.shipped())) {
      Turn before = house.say("turn off the kitchen light");
      assertThat(before.receipts()).hasSize(1);
      int remembered = house.events("").size();

      Path filler = fill();
      Turn refused = house.say("turn on the kitchen light");

      assertThat(refused.done()).noneMatch(receipt -> receipt.endsWith(" done"));
      assertThat(refused.reply()).isNotBlank().doesNotContain("Exception");
      assertThat(house.state("light.kitchen")).isEqualTo("off");
      Map<String, Object> check = check(house);
      assertThat(check).containsEntry("ok", false);
      assertThat(String.valueOf(check.get("detail"))).contains("no room left");

      Files.delete(filler);
      Until.is(
          "the store takes events again",
          Duration.ofSeconds(30),
          () -> Boolean.TRUE.equals(check(house).get("ok")));
      assertThat(house.say("turn on the kitchen light").receipts()).hasSize(1);
      assertThat(house.state("light.kitchen")).isEqualTo("on");
      assertThat(house.events("").size()).isGreaterThan(remembered);
      assertThat(house.answer(house.post("/v1/events/verify", ""))).containsEntry("sound", true);
    }
  }

  private static Map<String, Object> check(House house) {
    return Turn.list(Json.readObject(house.get("/readyz").body()), "checks").stream()
        .filter(check -> "event_store".equals(check.get("name")))
        .findFirst()
        .orElseThrow();
  }

  private Path fill() throws IOException {
    Path filler = folder.resolve("filler");
    byte[] block = new byte[4096];
    try (OutputStream out = Files.newOutputStream(filler)) {
      for (int blocks = 0; blocks < 100_000; blocks++) {
        out.write(block);
      }
    } catch (IOException e) {
      assertThat(e).hasMessageContaining("space");
      return filler;
    }
    throw new AssertionError("the small disk is not small");
  }
}
