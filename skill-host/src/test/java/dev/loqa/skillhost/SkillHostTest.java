package dev.loqa.skillhost;

import static dev.loqa.skillhost.wasm.Code.code;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.loqa.skillhost.manifest.Risk;
import dev.loqa.skillhost.wasm.Code;
import dev.loqa.skillhost.wasm.V2Module;
import dev.loqa.skillhost.wasm.WasmBuilder;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

@Timeout(120)
class SkillHostTest {
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

  private static String quick(String name) {
    return HostFixture.v2(
        name,
        "intents: {" + name + ".run: {sentences: [run]}}",
        "budgets: {memory_mib: 4, wall_ms: 150}");
  }

  private static final byte[] FINE = V2Module.handling(m -> code().i32(0));

  @Test
  void completesACall() {
    fixture.load(FINE);

    Outcome outcome = fixture.call();

    assertThat(outcome)
        .isInstanceOfSatisfying(
            Outcome.Completed.class,
            completed -> {
              assertThat(completed.reply()).isEqualTo(Reply.NONE);
              assertThat(completed.effects()).isEmpty();
              assertThat(completed.trail().memoryPages()).isEqualTo(2);
            });
    assertThat(fixture.audited)
        .last()
        .isEqualTo(new Audit.Ended("t", outcome.invocation(), outcome));
  }

  @Test
  void discardsTheTransactionWhenItReturnsAnythingButZero() {
    fixture.load(V2Module.handling(m -> m.call("kv_put", "k", "v").drop().i32(7), "kv_put"));

    assertThat(fixture.call())
        .isInstanceOfSatisfying(
            Outcome.Failed.class, failed -> assertThat(failed.reason()).isEqualTo("it returned 7"));
  }

  static List<Supplier<Code>> loops() {
    return List.of(
        () -> code().forever().i32(0),
        () -> code().foreverIf().i32(0),
        () -> code().raw(0x03, 0x40).i32(0).raw(0x0e, 0x01, 0x00, 0x00, 0x0b).i32(0)); // br_table
  }

  @ParameterizedTest
  @MethodSource("loops")
  void stopsALoopAtItsDeadline(Supplier<Code> loop) {
    fixture.load("t", quick("t"), V2Module.handling(m -> loop.get()));

    assertThat(fixture.call())
        .isInstanceOfSatisfying(
            Outcome.TimedOut.class,
            late -> {
              assertThat(late.trail().wall())
                  .isBetween(Duration.ofMillis(140), Duration.ofSeconds(10));
              assertThat(late.trail().memoryPages()).isEqualTo(2);
            });
  }

  @Test
  void callsOnAfterADeadlineOnTheSameThread() {
    fixture.load("t", quick("t"), V2Module.handling(m -> code().forever().i32(0)));
    fixture.load("u", quick("u").replace("wall_ms: 150", "wall_ms: 60000"), FINE);

    for (int i = 0; i < 3; i++) {
      assertThat(fixture.call()).isInstanceOf(Outcome.TimedOut.class);
      assertThat(
              fixture
                  .host()
                  .call(SkillInvocation.intent(fixture.id(), "u.run", Map.of(), HostFixture.NOW)))
          .isInstanceOf(Outcome.Completed.class);
    }
  }

  @Test
  void stopsALoopOfHostCallsAtItsDeadline() {
    fixture.load(
        "t",
        quick("t"),
        V2Module.handling(
            m ->
                code()
                    .raw(0x03, 0x40)
                    .i32(0)
                    .i32(65_536) // so that its time is over before its calls are
                    .call(0)
                    .drop()
                    .i32(1)
                    .raw(0x0d, 0x00, 0x0b)
                    .i32(0),
            "random"));

    assertThat(fixture.call()).isInstanceOf(Outcome.TimedOut.class);
  }

  @Test
  void trapsOnUnreachable() {
    fixture.load(V2Module.handling(m -> m.call("kv_put", "k", "v").drop().unreachable(), "kv_put"));

    assertThat(fixture.call())
        .isInstanceOfSatisfying(
            Outcome.Trapped.class,
            trapped -> assertThat(trapped.trap()).isEqualTo(Outcome.Trap.CODE));
  }

  @Test
  void trapsOnAnExhaustedStackAndLivesOn() {
    byte[] recursion =
        V2Module.handling(m -> {
          int self = m.builder().function(":i", 0, code().call(0).i32(1).raw(0x6a));
          return code().call(self);
        });
    fixture.load(recursion);

    for (int i = 0; i < 3; i++) {
      assertThat(fixture.call())
          .isInstanceOfSatisfying(
              Outcome.Trapped.class,
              trapped -> assertThat(trapped.trap()).isEqualTo(Outcome.Trap.STACK));
    }
  }

  @Test
  void refusesMemoryBeyondTheCap() {
    // memory.grow(62) fits 4 MiB, memory.grow(1) after it does not.
    fixture.load(
        "t",
        quick("t"),
        V2Module.handling(m -> code().i32(62).raw(0x40, 0).drop().i32(1).raw(0x40, 0)));

    Outcome outcome = fixture.call();

    assertThat(HostFixture.result(outcome)).isEqualTo(-1);
    assertThat(outcome.trail().memoryPages()).isEqualTo(64);
  }

  @Test
  void survivesAGuestThatGrowsUntilItIsRefused() {
    fixture.load(
        "t",
        quick("t"),
        V2Module.handling(m ->
            code()
                .raw(0x03, 0x40)
                .i32(1)
                .raw(0x40, 0)
                .i32(-1)
                .raw(0x47, 0x0d, 0x00, 0x0b)
                .raw(0x3f, 0)));

    assertThat(fixture.result()).isEqualTo(64);
  }

  @Test
  void refusesAnEnvelopeWithoutRoom() {
    WasmBuilder builder = new WasmBuilder().memory(1).exportMemory("memory");
    builder.export("loqa_abi_v2", ":i", 0, code().i32(2));
    builder.export("loqa_alloc", "i:i", 0, code().i32(65_500));
    builder.export("loqa_handle", "ii:i", 0, code().i32(0));
    fixture.load(builder.bytes());

    assertThat(fixture.call())
        .isInstanceOfSatisfying(
            Outcome.Trapped.class,
            trapped -> assertThat(trapped.trap()).isEqualTo(Outcome.Trap.POINTER));
  }

  @Test
  void trapsOnAbort() {
    fixture.load(V2Module.handling(m -> m.call("env.abort", 0, 0, 0, 0).i32(0), "env.abort"));

    assertThat(fixture.call())
        .isInstanceOfSatisfying(
            Outcome.Trapped.class,
            trapped -> assertThat(trapped.trap()).isEqualTo(Outcome.Trap.PROTOCOL));
  }

  @Test
  void saysWhyAModuleIsBroken() {
    LoadedSkill skill = fixture.load(new byte[] {0, 'a', 's', 'm', 2, 0, 0, 0});

    assertThat(skill.state())
        .isInstanceOfSatisfying(
            LoadedSkill.State.Broken.class,
            broken -> assertThat(broken.reason()).startsWith("skill t: module: it is a component"));
    assertThat(fixture.call())
        .isInstanceOfSatisfying(
            Outcome.Failed.class,
            failed -> assertThat(failed.reason()).contains("it is a component"));
  }

  @Test
  void deniesAnUnknownSkillIntentAndSubject() {
    fixture.load(FINE);

    assertThat(
            fixture
                .host()
                .call(SkillInvocation.intent(fixture.id(), "x.run", Map.of(), HostFixture.NOW)))
        .isInstanceOfSatisfying(
            Outcome.Denied.class,
            denied -> assertThat(denied.reason()).contains("there is no skill x"));
    assertThat(
            fixture
                .host()
                .call(SkillInvocation.intent(fixture.id(), "t.walk", Map.of(), HostFixture.NOW)))
        .isInstanceOfSatisfying(
            Outcome.Denied.class,
            denied ->
                assertThat(denied.reason())
                    .isEqualTo("skill t has no intent t.walk: it has t.run"));
    assertThat(fixture.host().call(fixture.message("t", "stt.text.final", "{}")))
        .isInstanceOf(Outcome.Denied.class);
    assertThat(fixture.host().call(fixture.message("t", "skill.t.in", "{}")))
        .isInstanceOf(Outcome.Completed.class);
    assertThat(fixture.host().call(fixture.message("t", "skill.t.run", "{}")))
        .isInstanceOf(Outcome.Completed.class);
  }

  @Test
  void deniesARiskyIntentThatWasNotCleared() {
    fixture.load(
        "t", HostFixture.v2("t", "intents: {t.run: {sentences: [run], risk: confirm}}"), FINE);

    assertThat(fixture.call())
        .isInstanceOfSatisfying(
            Outcome.Denied.class, denied -> assertThat(denied.reason()).contains("needs CONFIRM"));
    assertThat(fixture.host().call(fixture.message("t", "skill.t.run", "{}")))
        .isInstanceOf(Outcome.Denied.class);
    assertThat(fixture.host().call(fixture.intent().cleared(Risk.CONFIRM)))
        .isInstanceOf(Outcome.Completed.class);
  }

  @Test
  void saysBusyWhenEverySlotIsTaken() throws Exception {
    try (HostFixture small = new HostFixture(folder, options(1, Duration.ofMillis(50)));
        ExecutorService pool = Executors.newVirtualThreadPerTaskExecutor()) {
      CountDownLatch inside = new CountDownLatch(1);
      small.policy =
          (skill, effect) -> {
            inside.countDown();
            return Risk.NONE;
          };
      small.load(
          "t",
          HostFixture.v2All("t"),
          V2Module.handling(m -> m.call("kv_put", "k", "v").drop().forever().i32(0), "kv_put"));
      Future<Outcome> first = pool.submit(() -> small.call());
      assertThat(inside.await(30, TimeUnit.SECONDS)).isTrue();

      assertThat(small.call())
          .isInstanceOfSatisfying(
              Outcome.Failed.class, failed -> assertThat(failed.reason()).contains("all slots"));
      small.host().close();
      assertThat(first.get(60, TimeUnit.SECONDS)).isInstanceOf(Outcome.Failed.class);
    }
  }

  @Test
  void stopsRunningGuestsWhenItCloses() throws Exception {
    CountDownLatch inside = new CountDownLatch(1);
    try (HostFixture closing = new HostFixture(folder, options(2, Duration.ofSeconds(1)));
        ExecutorService pool = Executors.newVirtualThreadPerTaskExecutor()) {
      closing.policy =
          (skill, effect) -> {
            inside.countDown();
            return Risk.NONE;
          };
      closing.load(
          "t",
          HostFixture.v2All("t"),
          V2Module.handling(m -> m.call("kv_put", "k", "v").drop().forever().i32(0), "kv_put"));
      Future<Outcome> running = pool.submit(() -> closing.call());
      assertThat(inside.await(30, TimeUnit.SECONDS)).isTrue();

      closing.host().close();
      closing.host().close();

      assertThat(running.get(60, TimeUnit.SECONDS))
          .isInstanceOfSatisfying(
              Outcome.Failed.class,
              failed -> assertThat(failed.reason()).isEqualTo("the host is closing"));
      assertThat(closing.call())
          .isInstanceOfSatisfying(
              Outcome.Failed.class,
              failed -> assertThat(failed.reason()).isEqualTo("the host is closing"));
      assertThatThrownBy(() -> closing.load(FINE)).hasMessageContaining("the host is closed");
    }
    assertThat(Thread.getAllStackTraces().keySet())
        .noneMatch(t -> t.isAlive() && t.getName().startsWith("skill-v1"));
  }

  private static SkillHostOptions options(int slots, Duration waiting) {
    SkillHostOptions usual = SkillHostOptions.defaults();
    return new SkillHostOptions(
        null,
        slots,
        waiting,
        2,
        usual.sleeperLimit(),
        usual.stackBytes(),
        usual.compileLimit(),
        usual.loadLimit());
  }
}
