package dev.loqa.skillhost;

import static dev.loqa.skillhost.wasm.Code.code;
import static org.assertj.core.api.Assertions.assertThat;

import dev.loqa.skillhost.wasm.Code;
import dev.loqa.skillhost.wasm.V2Module;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// Each budget and quota of a manifest, used up by one skill beside another one of the same
/// budgets, which does once what the first did too often and is not affected.
@Timeout(120)
class BudgetsTest {
  private static final String TIMER = "{\"id\":\"a\",\"after_ms\":60000}";

  @TempDir Path folder;
  private HostFixture fixture;

  @BeforeEach
  void start() {
    fixture = new HostFixture(folder);
    fixture.answer = Optional.of(new HttpAnswer(200, Map.of(), "{}"));
  }

  @AfterEach
  void stop() {
    fixture.close();
  }

  private static String manifest(String name) {
    return HostFixture.v2(
        name,
        "capabilities: {bus: {publish: [skill." + name + ".out]}}",
        "permissions: [bus:publish, storage:kv, timers:set, http:call]",
        "storage: {kv: true, quota_kib: 1}",
        "timers: {max_active: 1}",
        "http: {allow: [{host: example.org, methods: [GET]}]}",
        "intents: {" + name + ".run: {sentences: [run]}}",
        "budgets: {memory_mib: 1, wall_ms: 60000, payload_kib: 1, publish_per_min: 2,"
            + " log_kib_per_min: 1, http_per_min: 2}");
  }

  /// One budget.
  ///
  /// @param often what uses it up; leaves on the stack what the last call answered
  /// @param once what is well within it; leaves what that answered
  /// @param call the host function that is audited as denied, empty if there is nothing to deny
  record Budget(
      String name,
      Function<V2Module, Code> often,
      int refused,
      Function<V2Module, Code> once,
      int fine,
      String call) {
    @Override
    public String toString() {
      return name;
    }
  }

  static Stream<Budget> budgets() {
    Function<V2Module, Code> publish = m -> out(m, "{}");
    Function<V2Module, Code> log = m -> m.call("log", 1, "x".repeat(900));
    Function<V2Module, Code> http =
        m ->
            m.call(
                "http",
                "{\"method\":\"GET\",\"url\":\"https://example.org/\"}",
                V2Module.BUFFER,
                1_024);
    return Stream.of(
        new Budget("publish_per_min", m -> times(3, publish, m), -5, publish, 1, "publish"),
        new Budget("log_kib_per_min", m -> times(2, log, m), -5, log, 0, "log"),
        new Budget("http_per_min", m -> times(3, http, m), -5, http, 39, "http"),
        new Budget(
            "payload_kib of a message",
            m -> out(m, "\"" + "x".repeat(1_024) + "\""),
            -4,
            m -> out(m, "\"" + "x".repeat(1_000) + "\""),
            1,
            ""),
        new Budget(
            "payload_kib of a value",
            m -> m.call("kv_put", "k", "x".repeat(1_025)),
            -4,
            m -> m.call("kv_put", "k", "x".repeat(1_000)),
            1,
            ""),
        new Budget(
            "storage.quota_kib",
            m -> m.call("kv_put", "a", "x".repeat(600)).drop().add(put(m, "b", 600)),
            -5,
            m -> put(m, "b", 600),
            1,
            "kv_put"),
        new Budget(
            "timers.max_active",
            m ->
                m.call("timer_set", TIMER)
                    .drop()
                    .add(m.call("timer_set", TIMER.replace("\"a\"", "\"b\""))),
            -5,
            m -> m.call("timer_set", TIMER),
            1,
            "timer_set"),
        new Budget("memory_mib", m -> grow(15), -1, m -> grow(14), 2, ""));
  }

  private static Code out(V2Module m, String json) {
    return m.call("publish", "skill." + m.name() + ".out", json);
  }

  private static Code put(V2Module m, String key, int bytes) {
    return m.call("kv_put", key, "x".repeat(bytes));
  }

  /// The module has 2 pages; 1 MiB is 16.
  private static Code grow(int pages) {
    return code().i32(pages).raw(0x40, 0);
  }

  private static Code times(int times, Function<V2Module, Code> work, V2Module m) {
    Code code = code();
    for (int i = 1; i < times; i++) {
      code.add(work.apply(m)).drop();
    }
    return code.add(work.apply(m));
  }

  private static byte[] module(String name, Function<V2Module, Code> handle) {
    return V2Module.handling(
        name, handle, "publish", "log", "http", "kv_put", "timer_set", "env.abort");
  }

  private Outcome call(String name) {
    return fixture
        .host()
        .call(SkillInvocation.intent(fixture.id(), name + ".run", Map.of(), HostFixture.NOW));
  }

  @ParameterizedTest
  @MethodSource("budgets")
  void stopsWhoSpendsTooMuchAndNobodyElse(Budget budget) {
    fixture.load("greedy", manifest("greedy"), module("greedy", budget.often()));
    fixture.load("modest", manifest("modest"), module("modest", budget.once()));

    assertThat(HostFixture.result(call("greedy"))).isEqualTo(budget.refused());

    assertThat(HostFixture.result(call("modest"))).isEqualTo(budget.fine());
    List<Audit.DeniedCall> denied = fixture.denied();
    if (budget.call().isEmpty()) {
      assertThat(denied).isEmpty();
    } else {
      assertThat(denied)
          .singleElement()
          .satisfies(call -> {
            assertThat(call.skill()).isEqualTo("greedy");
            assertThat(call.call()).isEqualTo(budget.call());
            assertThat(call.reason()).startsWith("its budget is used up: ");
          });
    }
  }

  @Test
  void stopsWhoComputesTooLongAndNobodyElse() {
    fixture.load(
        "greedy",
        manifest("greedy").replace("wall_ms: 60000", "wall_ms: 100"),
        module("greedy", m -> code().forever().i32(0)));
    fixture.load("modest", manifest("modest"), module("modest", m -> code().i32(0)));

    assertThat(call("greedy")).isInstanceOf(Outcome.TimedOut.class);
    assertThat(call("modest")).isInstanceOf(Outcome.Completed.class);
  }

  @Test
  void boundsWhatTheEffectsOfACallHoldTogether() {
    // A value of 1 MiB may be written over and over: each of them waits for the commit.
    String manifest =
        manifest("greedy")
            .replace("payload_kib: 1,", "payload_kib: 1024,")
            .replace("quota_kib: 1}", "quota_kib: 2048}")
            .replace("memory_mib: 1,", "memory_mib: 4,");
    fixture.load(
        "greedy",
        manifest,
        module(
            "greedy",
            m ->
                code()
                    .i32(30)
                    .raw(0x40, 0)
                    .drop()
                    .add(
                        times(
                            9,
                            n ->
                                code()
                                    .i32(n.text("k")[0])
                                    .i32(1)
                                    .i32(0)
                                    .i32(1 << 20)
                                    .call(n.index("kv_put")),
                            m))));

    assertThat(HostFixture.result(call("greedy"))).isEqualTo(-5);
    assertThat(fixture.denied())
        .singleElement()
        .satisfies(call -> assertThat(call.reason()).contains("the effects of one call"));
  }

  @Test
  void endsACallThatDoesNothingButCallTheHost() {
    byte[] loop =
        V2Module.handling(
            m -> code().raw(0x03, 0x40).call(0).raw(0x1a).i32(1).raw(0x0d, 0x00, 0x0b).i32(0),
            "now_ms");
    fixture.load("greedy", manifest("greedy"), loop);

    assertThat(call("greedy"))
        .isInstanceOfSatisfying(
            Outcome.Trapped.class,
            trapped ->
                assertThat(trapped.reason())
                    .isEqualTo("it called the host more than 100000 times"));
  }
}
