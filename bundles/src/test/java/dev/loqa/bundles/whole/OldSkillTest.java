package dev.loqa.bundles.whole;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.loqa.bus.Bus;
import dev.loqa.protocol.Subjects;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// A skill of the original's kind, written in C, beside ours.
final class OldSkillTest {
  private static final Duration SEEN = Duration.ofSeconds(30);

  @TempDir private Path folder;

  @Test
  void runsASkillThatSleepsInItsCallWhileOthersAreServed() throws Exception {
    try (House house =
            House.start(
                folder.resolve("data"), House.shipped(), "--skills", oldTimer().toString());
        Bus operator = house.operator();
        Bus bus = house.bus("loqad");
        Ear requests = new Ear(bus, Subjects.TTS_REQUEST);
        Ear sound = new Ear(bus, Subjects.TTS_AUDIO)) {
      operator.publishRaw(
          "skill.brew.start", "{\"duration_ms\":6000}".getBytes(StandardCharsets.UTF_8));

      Turn meanwhile = house.say("turn on the kitchen light");
      assertThat(meanwhile.receipts()).hasSize(1);
      requests.await("Time is up.", SEEN);
      sound.await(1, SEEN);

      // Said last, though asked first: the light did not wait for the sleeper.
      assertThat(requests.texts().getFirst()).contains("kitchen light");
      assertThat(requests.texts().getLast()).contains("Time is up.");
    }
  }

  private Path oldTimer() throws IOException, InterruptedException {
    Path skill = folder.resolve("brew");
    Files.createDirectories(skill.resolve("build"));
    Path source = House.ROOT.resolve("skill-host/src/test/c/v1_timer.c");
    assumeTrue(
        Files.isExecutable(Path.of("/usr/bin/clang"))
            && Files.isDirectory(Path.of("/usr/lib/wasm32-wasi")),
        "no clang with wasi-libc here (Debian: apt install clang lld wasi-libc)");
    assertThat(
            Root.run(
                "clang",
                "--target=wasm32-wasi",
                "-mexec-model=command",
                "-O2",
                "-nodefaultlibs",
                "-lc",
                "-o",
                skill.resolve("build/brew.wasm").toString(),
                source.toString()))
        .isTrue();
    Files.writeString(
        skill.resolve("skill.yaml"),
        """
        metadata: {name: brew, version: 0.1.0, description: Brews and says when, author: Somebody}
        runtime: {mode: wasm, module: build/brew.wasm, entrypoint: run, host_version: v1}
        capabilities:
          bus: {publish: [tts.request], subscribe: [skill.brew.start]}
        permissions: ["bus:publish"]
        surfaces: {voice: true}
        """);
    return skill;
  }
}
