package dev.loqa.skillhost;

import static dev.loqa.skillhost.wasm.Code.code;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.loqa.skillhost.wasm.V2Module;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(120)
class ActivateTest {
  private static final Duration PATIENCE = Duration.ofSeconds(60);

  @TempDir Path folder;
  private HostFixture fixture;

  @BeforeEach
  void start() {
    fixture = new HostFixture(folder);
  }

  @AfterEach
  void stop() {
    fixture.close();
  }

  private static byte[] returning(int value) {
    return V2Module.handling(m -> code().i32(value));
  }

  private LoadedSkill prepared(String place, byte[] wasm) throws InterruptedException {
    SkillFolder read = SkillFolder.read(fixture.write(place, HostFixture.v2All("t"), wasm));
    LoadedSkill skill = fixture.host().prepare(read, Grant.asAsked(read.manifest()));
    skill.await(PATIENCE);
    return skill;
  }

  @Test
  void aPreparedSkillIsNotCalledBeforeItIsActive() throws Exception {
    fixture.load(returning(1));
    LoadedSkill next = prepared("next", returning(2));

    assertThat(fixture.result()).isEqualTo(1);
    assertThat(fixture.host().activate(next)).isPresent();
    assertThat(fixture.result()).isEqualTo(2);
  }

  @Test
  void aCallThatHoldsAVersionEndsWithIt() throws Exception {
    LoadedSkill old = fixture.load(returning(1));
    fixture.host().activate(prepared("next", returning(2)));

    assertThat(HostFixture.result(fixture.host().call(fixture.intent(), old))).isEqualTo(1);
  }

  @Test
  void refusesToActivateWhatIsBroken() throws Exception {
    fixture.load(returning(1));
    LoadedSkill broken = prepared("next", new byte[] {0, 'a', 's', 'm', 1, 0, 0, 0});

    assertThatThrownBy(() -> fixture.host().activate(broken))
        .isInstanceOf(SkillHostException.class)
        .hasMessageContaining("skill t");
    assertThat(fixture.result()).isEqualTo(1);
  }

  @Test
  void aRehearsalStartsTheModuleWithoutCallingIt() throws Exception {
    LoadedSkill fine =
        prepared("next", V2Module.handling(m -> m.call("kv_put", "k", "v"), "kv_put"));

    assertThat(fixture.host().rehearse(fine, fixture.id()))
        .isInstanceOfSatisfying(
            Outcome.Completed.class, done -> assertThat(done.effects()).isEmpty());
    assertThat(fixture.host().skill("t")).isEmpty();
  }

  @Test
  void aRehearsalSaysWhatDoesNotComeUp() throws Exception {
    LoadedSkill trapping =
        prepared(
            "next",
            V2Module.handling(m -> {
              m.builder().export("loqa_init", ":", 0, code().raw(0x00)); // unreachable
              return code().i32(0);
            }));

    assertThat(fixture.host().rehearse(trapping, fixture.id())).isInstanceOf(Outcome.Trapped.class);
  }

  @Test
  void aRehearsalSendsNothingIntoTheWorld() throws Exception {
    LoadedSkill greedy =
        prepared(
            "next",
            V2Module.handling(
                m -> {
                  m.builder()
                      .export("loqa_init", ":", 0, m.call("publish", "home.command", "{}").drop());
                  return code().i32(0);
                },
                "publish"));

    assertThat(fixture.host().rehearse(greedy, fixture.id()))
        .isInstanceOfSatisfying(
            Outcome.Completed.class, done -> assertThat(done.effects()).isEmpty());
    assertThat(fixture.published).isEmpty();
  }

  @Test
  void noCallIsLostOrDoubledWhileVersionsChange() throws Exception {
    int calls = 4_000;
    LoadedSkill[] versions = {
      prepared("one", returning(1)), prepared("two", returning(2)), prepared("three", returning(3))
    };
    fixture.host().activate(versions[0]);
    Set<Integer> seen = ConcurrentHashMap.newKeySet();
    AtomicInteger answered = new AtomicInteger();
    AtomicInteger sent = new AtomicInteger();
    try (ExecutorService callers = Executors.newFixedThreadPool(4)) {
      for (int caller = 0; caller < 4; caller++) {
        callers.execute(() -> {
          while (sent.getAndIncrement() < calls) {
            seen.add(fixture.result());
            answered.incrementAndGet();
          }
        });
      }
      for (int swap = 1; swap <= 20; swap++) {
        while (answered.get() < swap * calls / 21) {
          Thread.onSpinWait();
        }
        fixture.host().activate(versions[swap % versions.length]);
      }
      callers.shutdown();
      assertThat(callers.awaitTermination(60, TimeUnit.SECONDS)).isTrue();
    }

    assertThat(answered).hasValue(calls);
    assertThat(seen).containsExactlyInAnyOrder(1, 2, 3);
  }
}
