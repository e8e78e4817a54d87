package dev.loqa.skillhost;

import static dev.loqa.skillhost.wasm.Code.code;
import static org.assertj.core.api.Assertions.assertThat;

import dev.loqa.skillhost.wasm.Code;
import dev.loqa.skillhost.wasm.WasmBuilder;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/// Skills of the original: ABI v1.
@Timeout(120)
class OriginalSkillsTest {
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

  private static String manifest(String name, String publish, String permissions) {
    return """
    metadata: {name: %s, version: 1.0.0, description: A test., author: Tests}
    runtime: {mode: wasm, module: build/skill.wasm, entrypoint: run, host_version: v1}
    capabilities: {bus: {publish: [%s], subscribe: [skill.%s.in]}}
    permissions: [%s]
    """
        .formatted(name, publish, name, permissions);
  }

  @Test
  void runsACSkillOfTheOriginal() throws Exception {
    fixture.load(
        "echo",
        manifest("echo", "skill.echo.out", "bus:publish, bus:subscribe"),
        Clang.reactor("v1_echo", folder));

    Outcome outcome =
        fixture
            .host()
            .call(fixture.message("echo", "skill.echo.in", "{\"a\": 1}").answeredOn("_INBOX.x"));

    assertThat(outcome).isInstanceOf(Outcome.Completed.class);
    assertThat(fixture.log())
        .containsExactly(
            "LOQA_SKILL_NAME=echo",
            "LOQA_EVENT_SUBJECT=skill.echo.in",
            "LOQA_EVENT_PAYLOAD={\"a\": 1}",
            "LOQA_EVENT_REPLY=_INBOX.x",
            "LOQA_INVOCATION_ID=i1",
            "LOQA_SKILL_DIRECTORY=/skill",
            "HOME=(none)",
            "011");
    assertThat(fixture.published).containsExactly("skill.echo.out {\"a\": 1}");
    assertThat(outcome.trail().done())
        .containsExactly(new Effect.Publish(1, "skill.echo.out", "{\"a\": 1}"));
    assertThat(fixture.denied())
        .extracting(Audit.DeniedCall::target)
        .containsExactly("skill.other.out", "ctrl.node.x");
  }

  @Test
  void runsTheOriginalsTimerWhichSleepsInTheCallAndForgotToAskForListening() throws Exception {
    LoadedSkill skill =
        fixture.load(
            "timer",
            manifest("timer", "tts.request", "bus:publish")
                .replace("entrypoint: run", "entrypoint: _start"),
            Clang.command("v1_timer", folder));
    assertThat(skill.state()).isInstanceOf(LoadedSkill.State.Ready.class);

    Outcome outcome =
        fixture.host().call(fixture.message("timer", "skill.timer.in", "{\"duration_ms\":300}"));

    assertThat(outcome).isInstanceOf(Outcome.Completed.class);
    assertThat(outcome.trail().wall()).isGreaterThanOrEqualTo(Duration.ofMillis(300));
    assertThat(fixture.published).containsExactly("tts.request {\"text\":\"Time is up.\"}");
  }

  @Test
  void letsASkillSleepLongerThanItMayCompute() throws Exception {
    fixture.load(
        "timer",
        manifest("timer", "tts.request", "bus:publish")
            .replace("entrypoint: run", "entrypoint: _start"),
        Clang.command("v1_timer", folder));

    Outcome outcome =
        fixture.host().call(fixture.message("timer", "skill.timer.in", "{\"duration_ms\":2300}"));

    assertThat(outcome).isInstanceOf(Outcome.Completed.class);
  }

  @Test
  void endsASleepWhenTheHostCloses() throws Exception {
    fixture.load(
        "t",
        manifest("t", "tts.request", "bus:publish"),
        // host_log, then an hour of poll_oneoff
        module(b -> b.importFunction("env", "host_log", "ii:"), sleeping(3_600_000_000_000L)));
    CountDownLatch inside = new CountDownLatch(1);
    try (ExecutorService pool = Executors.newVirtualThreadPerTaskExecutor()) {
      Future<Outcome> running =
          pool.submit(() -> {
            inside.countDown();
            return fixture.host().call(fixture.message("t", "skill.t.in", "{}"));
          });
      assertThat(inside.await(60, TimeUnit.SECONDS)).isTrue();
      while (fixture.log().isEmpty()) {
        Thread.onSpinWait();
      }

      fixture.close();

      assertThat(running.get(60, TimeUnit.SECONDS)).isInstanceOf(Outcome.Failed.class);
    }
  }

  @Test
  void doesNotSleepPastTheEndOfItsSlot() {
    SkillHostOptions usual = SkillHostOptions.defaults();
    try (HostFixture hasty =
        new HostFixture(
            folder,
            new SkillHostOptions(
                null,
                1,
                usual.waiting(),
                1,
                Duration.ofMillis(200),
                usual.stackBytes(),
                usual.compileLimit(),
                usual.loadLimit()))) {
      hasty.load(
          "t",
          manifest("t", "tts.request", "bus:publish"),
          module(
              b -> b.importFunction("env", "host_log", "ii:"),
              sleeping(3_600_000_000_000L).forever()));

      assertThat(hasty.host().call(hasty.message("t", "skill.t.in", "{}")))
          .isInstanceOf(Outcome.TimedOut.class);
    }
  }

  @Test
  void stopsAnOriginalThatComputesForEver() {
    fixture.load(
        "t",
        manifest("t", "tts.request", "bus:publish"),
        module(b -> b.importFunction("env", "host_log", "ii:"), code().foreverIf()));

    assertThat(fixture.host().call(fixture.message("t", "skill.t.in", "{}")))
        .isInstanceOfSatisfying(
            Outcome.TimedOut.class,
            late -> assertThat(late.trail().wall()).isLessThan(Duration.ofSeconds(30)));
  }

  @Test
  void trapsOnABadPointerAndOnAbort() {
    fixture.load(
        "t",
        manifest("t", "tts.request", "bus:publish"),
        module(
            b -> b.importFunction("env", "host_log", "ii:"),
            code().i32(100).i32(0x7fffffff).call(0)));
    assertThat(fixture.host().call(fixture.message("t", "skill.t.in", "{}")))
        .isInstanceOfSatisfying(
            Outcome.Trapped.class,
            trapped -> assertThat(trapped.trap()).isEqualTo(Outcome.Trap.POINTER));

    fixture.load(
        "t",
        manifest("t", "tts.request", "bus:publish"),
        module(
            b -> b.importFunction("env", "abort", "iiii:"),
            code().i32(0).i32(0).i32(0).i32(0).call(0)));
    assertThat(fixture.host().call(fixture.message("t", "skill.t.in", "{}")))
        .isInstanceOfSatisfying(
            Outcome.Trapped.class,
            trapped -> assertThat(trapped.trap()).isEqualTo(Outcome.Trap.PROTOCOL));
  }

  @Test
  void takesExitZeroForSuccessAndAnyOtherForFailure() {
    for (int exit : new int[] {0, 3}) {
      fixture.load(
          "t",
          manifest("t", "tts.request", "bus:publish"),
          module(
              b -> b.importFunction("wasi_snapshot_preview1", "proc_exit", "i:"),
              code().i32(exit).call(0)));

      Outcome outcome = fixture.host().call(fixture.message("t", "skill.t.in", "{}"));

      assertThat(outcome).isInstanceOf(exit == 0 ? Outcome.Completed.class : Outcome.Failed.class);
    }
  }

  @Test
  void refusesTheFunctionsOfTheOtherVersion() {
    LoadedSkill skill =
        fixture.load(
            "t",
            manifest("t", "tts.request", "bus:publish"),
            module(b -> b.importFunction("loqa_v2", "now_ms", ":I"), code()));

    assertThat(skill.state())
        .isInstanceOfSatisfying(
            LoadedSkill.State.Broken.class,
            broken ->
                assertThat(broken.reason())
                    .contains("it imports loqa_v2.now_ms, which the host does not have"));
  }

  private static byte[] module(Consumer<WasmBuilder> imports, Code run) {
    WasmBuilder builder = new WasmBuilder();
    imports.accept(builder);
    if (builder.imports() == 1) {
      builder.importFunction("wasi_snapshot_preview1", "poll_oneoff", "iiii:i");
    }
    builder.memory(1).exportMemory("memory");
    builder.export("run", ":", 0, run);
    return builder.bytes();
  }

  /// A line in the log and then a sleep: a clock subscription at 0, events at 1000, their count at
  /// 2000.
  private static Code sleeping(long nanos) {
    return code()
        .i32(0)
        .i32(1)
        .call(0)
        .i32(24)
        .i64(nanos)
        .op(0x37, 3, 0)
        .i32(0)
        .i32(1_000)
        .i32(1)
        .i32(2_000)
        .call(1)
        .drop();
  }
}
