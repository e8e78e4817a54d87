package dev.loqa.skillhost;

import static org.assertj.core.api.Assertions.assertThat;

import dev.loqa.skillhost.manifest.ManifestCheck;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

/// When a module that was not compiled is tried again.
final class LoadedSkillTest {
  private static final Duration AT_ONCE = Duration.ZERO;

  private final AtomicLong nanos = new AtomicLong();
  private final AtomicInteger loads = new AtomicInteger();
  private final LoadedSkill skill = skill();

  private LoadedSkill skill() {
    String manifest =
        """
        metadata: {name: t, version: 1.0.0, description: T., author: Tests}
        runtime: {mode: wasm, module: build/t.wasm, host_version: v2}
        """;
    SkillFolder folder =
        new SkillFolder(
            Path.of("t"),
            ManifestCheck.check(manifest.getBytes(StandardCharsets.UTF_8), Map.of(), "t")
                .manifest()
                .orElseThrow(),
            List.of(),
            () -> true);
    return new LoadedSkill(folder, Grant.asAsked(folder.manifest()), nanos::get);
  }

  private void pass(Duration time) {
    nanos.addAndGet(time.toNanos());
  }

  @Test
  void aCallAfterAPauseTriesAgain() throws Exception {
    skill.unfinished("too slow", loads::incrementAndGet);
    assertThat(skill.await(AT_ONCE))
        .isInstanceOfSatisfying(
            LoadedSkill.State.Broken.class,
            broken -> assertThat(broken.reason()).contains("too slow", "tries again"));
    assertThat(loads).hasValue(0);

    pass(LoadedSkill.pause(0));
    assertThat(skill.await(AT_ONCE)).isInstanceOf(LoadedSkill.State.Loading.class);
    assertThat(skill.await(AT_ONCE)).isInstanceOf(LoadedSkill.State.Loading.class);
    assertThat(loads).hasValue(1); // once, however many wait
  }

  @Test
  void thePausesGrowAndEnd() throws Exception {
    assertThat(LoadedSkill.pause(1)).isGreaterThan(LoadedSkill.pause(0));
    assertThat(LoadedSkill.pause(100_000)).isEqualTo(Duration.ofMinutes(30));

    skill.unfinished("too slow", loads::incrementAndGet);
    pass(LoadedSkill.pause(0));
    skill.await(AT_ONCE);
    skill.unfinished("too slow", loads::incrementAndGet);
    pass(LoadedSkill.pause(0));
    assertThat(skill.await(AT_ONCE)).isInstanceOf(LoadedSkill.State.Broken.class);
    pass(LoadedSkill.pause(1));
    assertThat(skill.await(AT_ONCE)).isInstanceOf(LoadedSkill.State.Loading.class);
    assertThat(loads).hasValue(2);
  }

  @Test
  void whatIsBrokenForGoodStaysSo() throws Exception {
    skill.broken("no module");
    pass(Duration.ofDays(1));

    assertThat(skill.await(AT_ONCE)).isInstanceOf(LoadedSkill.State.Broken.class);
    assertThat(loads).hasValue(0);
  }
}
