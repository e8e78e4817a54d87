package dev.loqa.skillhost;

import static org.assertj.core.api.Assertions.assertThat;

import dev.loqa.skillhost.wasm.Code;
import dev.loqa.skillhost.wasm.V2Module;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/// Only so many modules are ready at once: a further one is loaded when somebody calls it, and not
/// before; then the one that was not called for longest rests.
@Timeout(120)
class LoadedWhenCalledTest {
  private static final int AT_ONCE = SkillModules.MOST_LOADED;

  private static final Duration LIMIT = Duration.ofMinutes(1);

  @TempDir Path folder;
  private HostFixture fixture;

  @BeforeEach
  void start() {
    fixture = new HostFixture(folder);
  }

  @AfterEach
  void close() {
    fixture.close();
  }

  private LoadedSkill known(String name, byte[] module) {
    SkillFolder read = SkillFolder.read(fixture.write(name, HostFixture.v2All(name), module));
    return fixture.host().load(read, Grant.asAsked(read.manifest()));
  }

  private Outcome call(String name) {
    return fixture
        .host()
        .call(SkillInvocation.intent(fixture.id(), name + ".run", Map.of(), Instant.EPOCH));
  }

  private static byte[] fine() {
    return V2Module.handling(m -> Code.code().i32(0));
  }

  @Test
  void aModuleOfManyIsLoadedAtItsFirstCall() {
    for (int i = 0; i < AT_ONCE; i++) {
      assertThat(known("early" + i, fine()).state())
          .isNotEqualTo(new LoadedSkill.State.Loading(false));
    }
    LoadedSkill late = known("late", fine());
    LoadedSkill broken = known("broken", new byte[] {1, 2, 3});
    LoadedSkill idle = known("idle", fine());
    assertThat(late.state()).isEqualTo(new LoadedSkill.State.Loading(false));

    assertThat(call("late")).isInstanceOf(Outcome.Completed.class);

    assertThat(late.state()).isInstanceOf(LoadedSkill.State.Ready.class);
    assertThat(call("late")).isInstanceOf(Outcome.Completed.class);
    assertThat(call("broken")).isInstanceOf(Outcome.Failed.class);
    assertThat(broken.state()).isInstanceOf(LoadedSkill.State.Broken.class);
    assertThat(idle.state()).isEqualTo(new LoadedSkill.State.Loading(false));
  }

  @Test
  void theOneThatWasNotCalledForLongestRestsUntilItsNextCall() throws Exception {
    List<LoadedSkill> early = new ArrayList<>();
    for (int i = 0; i < AT_ONCE; i++) {
      early.add(known("early" + i, fine()));
      assertThat(early.getLast().await(LIMIT)).isInstanceOf(LoadedSkill.State.Ready.class);
    }
    call("early0");
    known("late", fine());

    call("late");

    assertThat(early.get(0).state()).isInstanceOf(LoadedSkill.State.Ready.class);
    assertThat(early.get(1).state()).isEqualTo(new LoadedSkill.State.Loading(false));
    assertThat(call("early1")).isInstanceOf(Outcome.Completed.class);
    assertThat(early.get(1).state()).isInstanceOf(LoadedSkill.State.Ready.class);
    assertThat(early.get(2).state()).isEqualTo(new LoadedSkill.State.Loading(false));
  }

  @Test
  void anUpdateOfASkillIsLoadedAtOnceHoweverManyThereAre() {
    for (int i = 0; i < AT_ONCE; i++) {
      known("early" + i, fine());
    }

    assertThat(known("early0", fine()).state()).isNotEqualTo(new LoadedSkill.State.Loading(false));
  }
}
