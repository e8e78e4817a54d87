package dev.loqa.loqad.skills;

import static org.assertj.core.api.Assertions.assertThat;

import dev.loqa.loqad.store.StateChange;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/// What a call may keep is decided when it is kept: something may have happened since it ran. Here
/// it happens just between the two.
@Timeout(120)
final class KeptDataTest {
  private static final String KEPT = "\"a value of its own\"";

  @TempDir private Path folder;
  private SkillHouse house;

  @BeforeEach
  void start() throws Exception {
    house = new SkillHouse(folder);
    byte[] module = ActingModule.keeping(List.of(new ActingModule.Sent("note", KEPT)), new byte[0]);
    house.load(
        house.write(
            "notes",
            module,
            """
            metadata: {name: notes, version: 1.0.0, description: Keeps., author: Tests}
            runtime: {mode: wasm, module: build/skill.wasm, host_version: v2}
            capabilities: {bus: {subscribe: [skill.notes.in]}}
            permissions: ["bus:subscribe", "storage:kv"]
            storage: {kv: true, quota_kib: 1}
            budgets: {wall_ms: 20000}
            """));
  }

  @AfterEach
  void stop() {
    house.close();
  }

  private void meanwhile(StateChange change) {
    house.skills.watchedBy((_, _, _) -> house.store.appendAll(List.of(), List.of(change)));
  }

  private SkillRun call() {
    return house.call("notes", "skill.notes.in");
  }

  @Test
  void keepsWhatFits() {
    assertThat(call().error()).isNull();
    assertThat(house.store.skills().value("notes", "note"))
        .hasValueSatisfying(value -> assertThat(value).asString().isEqualTo(KEPT));
  }

  @Test
  void twoCallsThatFillTheQuotaTogetherDoNotBothKeepTheirs() {
    meanwhile(new StateChange.KvPut("notes", "other", new byte[1_010]));

    SkillRun second = call();

    assertThat(second.error()).startsWith("not kept: skill notes would keep ");
    assertThat(second.words()).isEqualTo("Sorry, the notes skill failed, so nothing was done.");
    assertThat(second.receipts()).isEmpty();
    assertThat(house.store.skills().value("notes", "note")).isEmpty();
    assertThat(house.events("skill.failed"))
        .singleElement()
        .asString()
        .contains("not kept: skill notes would keep ");
  }

  @Test
  void aSkillThatHasMoreThanItsQuotaMayKeepWhatIsNoMore() {
    house.store.appendAll(
        List.of(),
        List.of(
            new StateChange.KvPut("notes", "other", new byte[2_000]),
            new StateChange.KvPut(
                "notes", "note", KEPT.getBytes(java.nio.charset.StandardCharsets.UTF_8))));

    assertThat(call().error()).isNull();
  }

  @Test
  void aCallThatRunsWhileItsSkillIsPurgedLeavesNothing() {
    meanwhile(new StateChange.SkillRemoved("notes", true));

    SkillRun run = call();

    assertThat(run.error()).contains("is not running");
    assertThat(run.words()).isEqualTo("Sorry, the notes skill failed, so nothing was done.");
    assertThat(house.store.skills().usedBytes("notes")).isZero();
    assertThat(house.store.skills().record(run.id())).isEmpty();
  }
}
