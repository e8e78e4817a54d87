package dev.loqa.skillhost;

import static dev.loqa.skillhost.wasm.Code.code;
import static org.assertj.core.api.Assertions.assertThat;

import dev.loqa.protocol.InvocationId;
import dev.loqa.skillhost.wasm.Code;
import dev.loqa.skillhost.wasm.V2Module;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// How large and how many the effects and log lines of a guest may be.
class V2LimitsTest {
  private static final int OUT = V2Module.BUFFER;

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

  @Test
  void refusesWhatIsTooLarge() {
    String big = "\"" + "x".repeat(5_000) + "\"";
    fixture.load(
        V2Module.handling(
            m ->
                Code.sum(
                    m.call("publish", "skill.t.out", big),
                    m.call("reply", big),
                    m.call("kv_put", "k", big),
                    m.call("timer_set", big),
                    m.call("log", 1, big),
                    m.call("random", OUT, 65_537 - 65_536 + 100)), // 101 bytes are fine: 0
            "publish",
            "reply",
            "kv_put",
            "timer_set",
            "log",
            "random"));

    assertThat(fixture.result()).isEqualTo(5 * -4);
  }

  @Test
  void stopsAtTheQuotas() {
    fixture.load(
        V2Module.handling(
            m -> {
              Code code = code();
              for (int i = 0; i < 3; i++) {
                code.add(m.call("publish", "skill.t.out", "{}")).drop();
              }
              code.add(m.call("publish", "skill.t.out", "{}")); // -5: three a minute
              code.add(m.call("kv_put", "k", "x".repeat(1_024)))
                  .raw(0x6a); // -5: 1 KiB with the key
              code.add(m.call("timer_set", "{\"id\":\"a\",\"after_ms\":1}")).drop();
              code.add(m.call("timer_set", "{\"id\":\"b\",\"after_ms\":1}")).drop();
              code.add(m.call("timer_set", "{\"id\":\"a\",\"after_ms\":2}")).drop(); // replaces
              return code.add(m.call("timer_set", "{\"id\":\"c\",\"after_ms\":1}"))
                  .raw(0x6a); // -5: two
            },
            "publish",
            "kv_put",
            "timer_set"));

    assertThat(fixture.result()).isEqualTo(-15);
  }

  @Test
  void boundsTheLogOfASkillOverItsCalls() {
    fixture.load(V2Module.handling(m -> m.call("log", 1, "x".repeat(400)), "log"));

    assertThat(fixture.result()).isZero();
    assertThat(fixture.result()).isZero();
    assertThat(fixture.result()).isEqualTo(-5);
  }

  @Test
  void cleansItsLogOfControlCharacters() {
    fixture.load(V2Module.handling(m -> m.call("log", 9, "a\u001b[2Jb\nc\n"), "log"));

    fixture.call();

    assertThat(fixture.audited.getFirst())
        .isEqualTo(new Audit.LogLine("t", new InvocationId("i1"), 3, "a?[2Jb\u23cec"));
  }
}
