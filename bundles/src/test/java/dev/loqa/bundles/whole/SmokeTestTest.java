package dev.loqa.bundles.whole;

import static org.assertj.core.api.Assertions.assertThat;

import dev.loqa.base.json.Json;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/// The smoke test by which one release judges the next, with these programs.
final class SmokeTestTest {
  private static final Duration LIMIT = Duration.ofMinutes(3);

  @Test
  void triesWhatEveryReleaseMustHaveTriedUnderTheNamesThatOthersWaitFor() {
    // As the launcher of a release names what it brings.
    Map<String, String> packages = Map.of("JDK_JAVA_OPTIONS", "-Dloqa.packages=" + House.shipped());
    Program trial = Program.loqa(packages, List.of("update", "try", "--json"));

    assertThat(trial.ended(LIMIT)).as(trial.output()).isZero();
    Map<String, Object> said =
        Json.readObject(trial.output().substring(trial.output().indexOf('{')));
    assertThat(said.get("ok")).isEqualTo(true);
    assertThat(Turn.list(said, "checks"))
        .extracting(check -> check.get("name"))
        .contains("skills", "ready", "timer", "answer", "events");
  }
}
