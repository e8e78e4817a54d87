package dev.loqa.loqad.skills;

import static org.assertj.core.api.Assertions.assertThat;

import dev.loqa.loqad.home.SimulatedHome;
import dev.loqa.skillhost.manifest.ManifestCheck;
import dev.loqa.understanding.ListValue;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

final class SkillCatalogTest {
  private static final String MANIFEST =
      """
      metadata: {name: locks, version: 1.0.0, description: Locks doors., author: a}
      runtime: {mode: wasm, module: build/skill.wasm, host_version: v2}
      intents:
        locks.lock:
          sentences: ["lock [the] {home_entities_lock:target}"]
          slots:
            target: {type: list, list: home_entities}
      lists:
        home_entities: [{in: "some door", out: lock.some}, {in: "some light", out: light.some}]
        home_entities_lock: [{in: "some door", out: lock.some}]
      responses: {locks.lock: "Locked."}
      """;

  @Test
  void theNamesOfOneKindAreListenedForAndAllAreUnderstood() {
    var checked = ManifestCheck.check(MANIFEST.getBytes(StandardCharsets.UTF_8), "skill.yaml");
    var manifest = checked.manifest().orElseThrow(() -> new AssertionError(checked.problems()));

    SkillCatalog catalog =
        SkillCatalog.of(List.of(manifest), new SimulatedHome(Optional.empty()), "en");

    assertThat(catalog.heard().lists().get("home_entities_lock"))
        .containsExactly(new ListValue("front door", "lock.front_door"));
    assertThat(catalog.matcher().match("lock the kitchen light"))
        .singleElement()
        .satisfies(match -> assertThat(match.slots()).isEqualTo(Map.of("target", "light.kitchen")));
  }

  @Test
  void whatASkillWouldUnderstandOnItsOwnIsAsWide() {
    var manifest =
        ManifestCheck.check(MANIFEST.getBytes(StandardCharsets.UTF_8), "skill.yaml")
            .manifest()
            .orElseThrow();

    assertThat(manifest.lexicon("en").lists().get("home_entities_lock"))
        .containsExactly(
            new ListValue("some door", "lock.some"), new ListValue("some light", "light.some"));
  }
}
